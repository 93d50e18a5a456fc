import { createHash, createVerify } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import type { Reply } from "../../../src/chat/reply.ts";
import { LIMITS } from "../../../src/platforms/email/limits.ts";
import { renderLetter } from "../../../src/platforms/email/render.ts";
import { ANN, openMailPoster } from "../../support/email/poster.ts";
import { signingKey } from "../../support/email/relay.ts";
import { temporaryFolder } from "../../support/folder.ts";

const HOSTILE = [
  'x\r\nBcc: eve@evil.example\r\n\r\n<img src="https://evil.example/p.gif">',
  "<script>alert(1)</script> & </td></table> \u202egnp.exe",
  "=?utf-8?q?=0D=0ABcc:_eve@evil.example?=",
  "é🐝漢字 \ud800 lone".repeat(40),
];

function replyOf(titles: readonly string[], more: Partial<Reply> = {}): Reply {
  const cards = titles.map((title, at) => ({
    paper: `doi:10.1000/${"long".repeat(20)}.${at}`,
    title,
    url: "https://arxiv.org/abs/2401.00001?a=1&b=2",
    facts: ["Ann Lee", "Nov 2026"],
    body: "Bees count. ".repeat(200),
    why: "Matches bees in the title",
    buttons: [],
  }));
  return {
    outcome: "answer",
    audience: "everyone",
    text: "Your papers · Monday, 23 November 2026",
    cards,
    buttons: [],
    ...more,
  };
}

async function sent(reply: Reply, options: Parameters<typeof openMailPoster>[0] = {}) {
  const { relay, poster } = await openMailPoster(options);
  await poster.post({ channel: "ann", reply, key: "KEY_of-the-row" });
  const raw = Buffer.from(relay.taken[0]?.raw ?? "", "latin1");
  return { raw, mail: await PostalMime.parse(raw), taken: relay.taken };
}

describe("a mail", () => {
  it("says the same in both forms, and how to stop it", async () => {
    const { mail, raw, taken } = await sent(replyOf(["StreamBee: Video of Bees", "Toy Bees Solve Mazes"]));
    const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
    expect(mail.subject).toBe("2 papers: StreamBee, Toy Bees Solve Mazes");
    expect(mail.messageId).toBe("<KEY_of-the-row@example.org>");
    expect(mail.from).toMatchObject({ name: "Paperboy", address: "papers@example.org" });
    expect(mail.to).toMatchObject([{ address: "ann@example.org" }]);
    expect(taken).toMatchObject([{ from: "papers@example.org", to: "ann@example.org" }]);
    for (const words of ["Toy Bees Solve Mazes", "Why: Matches bees in the title", "You asked for this."]) {
      expect(mail.text).toContain(words);
      expect(mail.html).toContain(words);
    }
    expect(mail.html).toContain('href="https://arxiv.org/abs/2401.00001?a=1&amp;b=2"');
    expect(mail.html?.match(/>Save<\/a>/g)).toHaveLength(2);
    expect(mail.text?.match(/^👍 Relevant: https:/gm)).toHaveLength(2);
    expect(header("list-unsubscribe")).toBe(
      "<https://lab.example.org/papers/m/0123456789abcdef>, <mailto:papers@example.org?subject=stop%200123456789abcdef>",
    );
    expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
    expect(header("auto-submitted")).toBe("auto-generated");
    expect(header("list-id")).toBe("<papers.example.org>");
    // On one line of its own.
    expect(raw.toString("latin1")).toMatch(/^List-Unsubscribe: <https[^\r\n]*>\r$/m);
    expect(raw.length).toBeLessThan(60_000);
    // No picture, nothing that is loaded.
    expect(mail.html).not.toMatch(/<img|<link|src=|url\(|@import/i);
  });

  it("keeps hostile texts out of its headers and its markup, and under 60 kB", async () => {
    const titles = Array.from({ length: 5 }, () => HOSTILE)
      .flat()
      .map((title) => title.repeat(3));
    const { mail, raw } = await sent(
      replyOf(titles, { text: HOSTILE.join("\n"), subject: HOSTILE[0] ?? "", footer: HOSTILE.join() }),
    );
    expect(mail.headers.map(({ key }) => key)).not.toContain("bcc");
    expect(mail.html).not.toMatch(/<script|<img|[\u202a-\u202e]/);
    expect(mail.html?.match(/<table/g)?.length).toBe(mail.html?.match(/<\/table>/g)?.length);
    expect(raw.length).toBeLessThan(60_000);
  });

  it("is made of whatever there is, and fits", () => {
    const text = fc.oneof(fc.string({ unit: "grapheme", maxLength: 900 }), fc.constantFrom(...HOSTILE));
    const card = fc.record({ title: text, body: text, why: text, facts: fc.array(text, { maxLength: 3 }) });
    fc.assert(
      fc.property(text, fc.array(card, { maxLength: 12 }), (said, cards) => {
        const reply = replyOf([], {
          text: said,
          cards: cards.map((one) => ({ ...one, paper: `doi:10.1000/${"x".repeat(100)}`, buttons: [] })),
        });
        const letter = renderLetter(reply, ANN.smallPrint, ANN.links);
        expect(Buffer.byteLength(letter.html)).toBeLessThanOrEqual(LIMITS.html);
        expect(Buffer.byteLength(letter.text)).toBeLessThanOrEqual(LIMITS.text);
        expect(letter.subject).toMatch(/^[^\r\n]{1,91}$/u);
        expect(letter.html).not.toMatch(/<(script|img)/i);
      }),
      { numRuns: 60 },
    );
  });

  it("links to nothing but the web", () => {
    const cards = ["javascript:alert(1)", "data:text/html,x", "not a url"].map((url) => ({
      title: "Bees",
      url,
      facts: [],
      buttons: [],
    }));
    const { html, text } = renderLetter(replyOf([], { cards }));
    expect(html).not.toContain("href=");
    expect(text).not.toMatch(/javascript|data:/);
  });

  it("is signed, with the ways to stop it among what is signed", async () => {
    const { privateKey, publicKey } = signingKey();
    const keyFile = join(temporaryFolder(), "dkim.pem");
    writeFileSync(keyFile, privateKey);
    const { raw, mail } = await sent(replyOf(["Bees"]), {
      dkim: { domain: "example.org", selector: "papers", keyFile },
    });
    const signature = mail.headers.find(({ key }) => key === "dkim-signature")?.value ?? "";
    const tags = new Map(
      signature.split(";").map((tag) => {
        const [name = "", ...value] = tag.split("=");
        return [name.trim(), value.join("=").replace(/\s/g, "")] as const;
      }),
    );
    expect(Object.fromEntries(tags)).toMatchObject({ d: "example.org", s: "papers", a: "rsa-sha256" });
    const [head = "", body = ""] = splitAt(raw.toString("latin1"), "\r\n\r\n");
    // Relaxed, as the signature says (RFC 6376, 3.4).
    const relaxed = `${body
      .split("\r\n")
      .map((line) => line.replace(/[ \t]+/g, " ").trimEnd())
      .join("\r\n")
      .replace(/(\r\n)*$/, "")}\r\n`;
    expect(createHash("sha256").update(relaxed, "latin1").digest("base64")).toBe(tags.get("bh"));
    const fields = new Map(
      head
        .replace(/\r\n[ \t]+/g, " ")
        .split("\r\n")
        .map((line) => {
          const [name = "", value = ""] = splitAt(line, ":");
          return [name.toLowerCase(), value.replace(/\s+/g, " ").trim()] as const;
        }),
    );
    const names = (tags.get("h") ?? "").toLowerCase().split(":");
    expect(names).toEqual(
      expect.arrayContaining([
        "from",
        "to",
        "subject",
        "message-id",
        "list-unsubscribe",
        "list-unsubscribe-post",
      ]),
    );
    const own = (fields.get("dkim-signature") ?? "").replace(/b=[A-Za-z0-9+/= ]+$/, "b=");
    const signed = [
      ...names.flatMap((name) => (fields.has(name) ? `${name}:${fields.get(name)}\r\n` : [])),
      `dkim-signature:${own}`,
    ].join("");
    const verify = createVerify("RSA-SHA256").update(signed, "latin1");
    expect(verify.verify(publicKey, tags.get("b") ?? "", "base64")).toBe(true);
  });

  it("remembers what the mail server answered last, without addresses", async () => {
    const { relay, email, poster } = await openMailPoster();
    const post = () => poster.post({ channel: "ann", reply: replyOf(["Bees"]), key: "k" });
    expect(email.lastAnswer()).toBeUndefined();
    await post();
    expect(email.lastAnswer()).toMatchObject({ isFine: true, text: expect.stringContaining("queued") });
    relay.refuse("recipient", { code: 550, text: "5.1.1 <ann@example.org>: no such user" });
    await expect(post()).rejects.toThrow("refuses this address");
    expect(email.lastAnswer()?.text).toMatch(/refused an address: it said “550 5.1.1 …@…/);
  });
});

function splitAt(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + separator.length)];
}
