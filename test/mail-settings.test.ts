import { describe, expect, it } from "vitest";
import { readConfig } from "../src/config.ts";
import { maskAddress, readAddress, sameMailbox } from "../src/mail/address.ts";

const SECRET = "0123456789abcdef01234567";
const GIVEN = {
  SMTP_URL: "smtp://mail.example.org",
  MAIL_FROM: "papers@example.org",
  PAPERBOY_SECRET: SECRET,
};

describe("the settings of e-mail", () => {
  it("are off, all three, or a clear error", () => {
    expect(readConfig({}).mail).toBeUndefined();
    expect(readConfig({ PAPERBOY_SECRET: SECRET }).mail).toBeUndefined();
    expect(() => readConfig({ SMTP_URL: GIVEN.SMTP_URL })).toThrow(/MAIL_FROM[\s\S]*PAPERBOY_SECRET/);
    expect(() => readConfig({ MAIL_FROM: GIVEN.MAIL_FROM })).toThrow(/need SMTP_URL/);
    expect(() => readConfig({ ...GIVEN, MAIL_FORM: "on" })).toThrow("MAIL_FORM=on also needs");
    const page = { PAGE: "library", PAGE_URL: "https://lab.example.org" };
    expect(readConfig({ ...GIVEN, ...page, MAIL_FORM: "on" }).mail?.hasForm).toBe(true);
    expect(readConfig(GIVEN).mail).toEqual({
      hasForm: false,
      relay: { host: "mail.example.org", port: 587, isSecure: false },
      from: { name: "Paperboy", address: "papers@example.org" },
      secret: SECRET,
    });
  });

  it("read what is in the address of the mail server", () => {
    const mail = readConfig({
      ...GIVEN,
      SMTP_URL: "smtps://ann%40x:p%40ss@[::1]:2465",
      MAIL_FROM: "Bees & Co <Papers@Example.ORG>",
      MAIL_DKIM: "example.org papers /etc/my keys/dkim.pem",
    }).mail;
    expect(mail).toMatchObject({
      relay: { host: "::1", port: 2465, isSecure: true, user: "ann@x", password: "p@ss" },
      from: { name: "Bees & Co", address: "Papers@example.org" },
      dkim: { domain: "example.org", selector: "papers", keyFile: "/etc/my keys/dkim.pem" },
    });
  });

  it.each([
    { SMTP_URL: "https://mail.example.org" },
    { SMTP_URL: "smtp://mail.example.org/?tls=no" },
    { SMTP_URL: "smtp://%zz@mail.example.org" },
    { MAIL_FROM: "nobody" },
    { MAIL_FROM: "a\r\nBcc: b@example.org <c@example.org>" },
    { MAIL_DKIM: "lab.example" },
    { PAPERBOY_SECRET: "short" },
  ])("refuse %j by name, without repeating it", (wrong) => {
    const [name = "", value = ""] = Object.entries(wrong)[0] ?? [];
    expect(() => readConfig({ ...GIVEN, ...wrong })).toThrow(`${name}: expected`);
    expect(() => readConfig({ ...GIVEN, ...wrong })).not.toThrow(value);
  });
});

describe("an address", () => {
  it.each([
    ["ann@example.org"],
    ["  ann@Example.ORG ", "ann@example.org"],
    ["<mailto:ann@example.org|ann@example.org>", "ann@example.org"],
    ["<ann@example.org>", "ann@example.org"],
    ["mailto:ann@example.org", "ann@example.org"],
    ["ann.lee+papers@example.co.uk"],
    ["o'brien@example.org"],
    ["!#$%&'*+-/=?^_`{|}~@example.org"],
    ["0@a.co"],
    ["_@sub-domain.example.museum"],
    ['"ann lee"@example.org'],
    ['"a@b"@example.org'],
    ['"\\""@example.org'],
    ["jörg@bücher.example", "jörg@xn--bcher-kva.example"],
    ["用户@例子.广告", "用户@xn--fsqu00a.xn--4rr70v"],
    [`${"a".repeat(64)}@example.org`],
  ])("is read from %s", (typed, address = typed) => {
    expect(readAddress(typed)).toBe(address);
  });

  it.each([
    "",
    "ann",
    "@example.org",
    "ann@",
    "ann@localhost",
    "ann@127.0.0.1",
    "ann@[127.0.0.1]",
    "ann@example..org",
    "ann@-example.org",
    "ann@exa_mple.org",
    "ann@exa mple.org",
    "ann@example.org, bob@example.org",
    "ann@example.org\r\nBcc: bob@example.org",
    ".ann@example.org",
    "ann.@example.org",
    "an..n@example.org",
    "ann lee@example.org",
    '"ann\n"@example.org',
    '"ann"lee@example.org',
    "ann@example.org>",
    "ann@http://example.org",
    "ann@example.org#x",
    `${"a".repeat(65)}@example.org`,
    `ann@${"a.".repeat(130)}org`,
    `${"x".repeat(100_000)}@example.org`,
  ])("is not %j", (typed) => {
    expect(readAddress(typed)).toBeUndefined();
  });

  it("is known again, and shown in part", () => {
    expect(sameMailbox("Ann@example.org")).toBe(sameMailbox("aNN@example.org"));
    expect(maskAddress("ann@example.org")).toBe("a…@example.org");
  });
});
