import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emailProbe } from "../../../src/platforms/email/check-up.ts";
import { dnsRecords } from "../../../src/platforms/email/dns.ts";
import { signingKey, startRelay } from "../../support/email/relay.ts";
import { temporaryFolder } from "../../support/folder.ts";

const KEY = { domain: "example.org", selector: "papers" };
const look = { signal: new AbortController().signal, heard: () => {} };

describe("the doctor's look at e-mail", () => {
  it("compares the key with what the DNS has of it, and sends nothing", async () => {
    const relay = await startRelay();
    const { privateKey } = signingKey();
    const keyFile = join(temporaryFolder(), "dkim.pem");
    writeFileSync(keyFile, privateKey);
    const sender = { name: "Paperboy", address: "papers@example.org" };
    const value = dnsRecords(sender, "mail.example.org", { ...KEY, privateKey }).find(
      ({ kind }) => kind === "DKIM",
    )?.value;
    const asked: string[] = [];
    const found = async (answer: () => readonly (readonly string[])[]) => {
      const { look: run } = emailProbe({
        relay: { host: "127.0.0.1", port: relay.port, isSecure: false },
        dkim: { ...KEY, keyFile },
        lastAnswer: async () => ({ at: new Date("2026-11-23T09:00Z"), isFine: true, text: "250 Ok" }),
        async resolveTxt(name) {
          asked.push(name);
          return answer();
        },
      });
      return (await run(look)).map(({ check, level }) => `${check} ${level}`);
    };
    // A record comes in pieces.
    const whole = [[value?.slice(0, 200) ?? "", value?.slice(200) ?? ""]];
    const all = (signature: string) => ["mail.server ok", "mail.key ok", signature, "mail.answer ok"];
    expect(await found(() => whole)).toEqual(all("mail.signature ok"));
    expect(await found(() => [["v=DKIM1; k=rsa; p=AAAA"]])).toEqual(all("mail.signature problem"));
    const failing = (code: string) => () => {
      throw Object.assign(new Error(code), { code });
    };
    expect(await found(failing("ENOTFOUND"))).toEqual(all("mail.signature problem"));
    expect(await found(failing("ETIMEOUT"))).toEqual(all("mail.signature warning"));
    expect(new Set(asked)).toEqual(new Set(["papers._domainkey.example.org"]));
    expect(relay.taken).toEqual([]);
  });
});
