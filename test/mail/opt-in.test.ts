import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../src/time/day.ts";
import { createClock } from "../support/clock.ts";
import { openMailDesk } from "../support/email/mail-desk.ts";

const ADDRESS = "ann@example.org";

async function open() {
  const clock = createClock("2026-03-02T08:00:00Z");
  return { clock, ...(await openMailDesk(clock)) };
}

/** A code that is not the right one. */
function other(code: string): string {
  return code === "000000" ? "000001" : "000000";
}

describe("an address", () => {
  it("gets nothing but one code until that is typed in", async () => {
    const { clock, mail, ann, relay, tick, lastCode } = await open();
    expect(await mail.ask(ann, { address: ADDRESS })).toMatchObject({ isSent: true });
    clock.set("2026-03-02T09:30:00Z");
    await tick();
    expect(relay.taken).toHaveLength(1);
    expect(relay.taken[0]?.raw).not.toMatch(/^List-/m);
    await expect(mail.confirm(ann.person, other(await lastCode()))).rejects.toThrow("isn't the code");
    const { subscription, next } = await mail.confirm(ann.person, await lastCode());
    expect(subscription).toMatchObject({ papers: 3, every: "day" });
    expect(next).toEqual(new Date("2026-03-03T09:00:00Z"));
    // Typed twice, it is confirmed as before.
    expect(await mail.confirm(ann.person, "123456")).toMatchObject({ address: ADDRESS });
  });

  it("gets one code an hour, whoever asks, and nobody asks for many", async () => {
    const { clock, mail, ann, taste, relay } = await open();
    const bob = { ...ann, person: await taste.person({ platform: "fake", user: "U-bob" }) };
    await mail.ask(ann, { address: ADDRESS });
    await mail.stop(ann.person);
    for (const [owner, address] of [
      [ann, ADDRESS],
      [bob, "ANN@example.org"],
    ] as const)
      await expect(mail.ask(owner, { address })).rejects.toThrow("just sent a mail");
    await mail.ask(ann, { address: "b@example.org" });
    await mail.ask(ann, { address: "c@example.org" });
    await expect(mail.ask(ann, { address: "d@example.org" })).rejects.toThrow("in an hour");
    // Nor does it help to be forgotten.
    await taste.forget({ platform: "fake", user: "U-ann" });
    await expect(mail.ask(ann, { address: ADDRESS })).rejects.toThrow("just sent a mail");
    clock.advance(61 * MINUTE_MS);
    await mail.ask(ann, { address: ADDRESS });
    expect(relay.taken).toHaveLength(4);
  });

  it("cannot be had by trying codes, or a day later", async () => {
    const { clock, mail, ann, lastCode } = await open();
    await mail.ask(ann, { address: ADDRESS });
    const code = await lastCode();
    for (let tries = 0; tries < 5; tries += 1)
      await expect(mail.confirm(ann.person, other(code))).rejects.toThrow("isn't the code");
    await expect(mail.confirm(ann.person, code)).rejects.toThrow("doesn't work any more");
    clock.advance(61 * MINUTE_MS);
    await mail.ask(ann, { address: ADDRESS });
    clock.advance(25 * 60 * MINUTE_MS);
    await expect(mail.confirm(ann.person, await lastCode())).rejects.toThrow("doesn't work any more");
  });

  it("is refused at once where the mail server refuses it, and may be tried again", async () => {
    const { mail, ann, relay, log } = await open();
    relay.refuse("recipient", { code: 550 });
    await expect(mail.ask(ann, { address: ADDRESS })).rejects.toThrow("refuses this address");
    expect(await mail.standing(ann.person)).toBeUndefined();
    relay.refuse("recipient", { code: 451 });
    await expect(mail.ask(ann, { address: ADDRESS })).rejects.toThrow("Try again in a few minutes");
    await expect(mail.ask(ann, { address: "ann@localhost" })).rejects.toThrow("isn't an e-mail address");
    await expect(mail.ask(ann, { time: "9" })).rejects.toThrow("Where to?");
    expect(await mail.ask(ann, { address: `<mailto:${ADDRESS}|${ADDRESS}>` })).toMatchObject({
      standing: { address: ADDRESS },
    });
    expect(JSON.stringify(log.entries)).not.toContain("ann@");
  });

  it("takes the place of another one once it is confirmed, and no mail goes to the old one", async () => {
    const { clock, mail, ann, join, relay, tick, lastCode } = await open();
    await join();
    expect(await mail.ask(ann, { papers: 1, what: "trending" })).toMatchObject({
      isSent: false,
      standing: { what: "trending", settings: { papers: 1 } },
    });
    relay.refuse("recipient", { code: 550 });
    await expect(mail.ask(ann, { address: "bad@example.org" })).rejects.toThrow("refuses this address");
    expect(await mail.standing(ann.person)).toMatchObject({ address: ADDRESS, subscription: { papers: 1 } });
    await mail.ask(ann, { address: "new@example.org" });
    clock.set("2026-03-02T09:30:00Z");
    await tick();
    expect(relay.taken.map(({ to }) => to)).toEqual([ADDRESS, "new@example.org"]);
    expect(await mail.confirm(ann.person, await lastCode())).toMatchObject({
      what: "trending",
      settings: { papers: 1 },
    });
    expect([await mail.stopAddress(ADDRESS), await mail.stopAddress("new@example.org")]).toEqual([0, 1]);
    expect(await mail.count()).toBe(0);
  });
});
