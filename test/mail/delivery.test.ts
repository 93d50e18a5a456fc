import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createDelivery } from "../../src/delivery/delivery.ts";
import { NO_OPERATORS } from "../../src/delivery/operators.ts";
import { DEFAULT_SETTINGS } from "../../src/delivery/subscription-settings.ts";
import { postLook } from "../../src/present/paper-list.ts";
import { deliveryId } from "../../src/store/deliveries.ts";
import { mailboxOf } from "../../src/store/mail/mailboxes.ts";
import { addDays, HOUR_MS, MINUTE_MS } from "../../src/time/day.ts";
import { createClock } from "../support/clock.ts";
import { openMailDesk } from "../support/email/mail-desk.ts";
import { isOverPostgres } from "../support/postgres.ts";

const at = (iso: string) => createClock(iso);

describe("papers by mail", () => {
  it("come in the morning, once, by what their reader likes, and say how to stop", async () => {
    const clock = at("2026-03-02T08:00:00Z");
    const desk = await openMailDesk(clock);
    const me = await desk.taste.scope(desk.ann, "me");
    await desk.taste.follow(me, [{ kind: "topic", value: "violins" }]);
    await desk.join();
    await desk.tick();
    expect(await desk.mails()).toEqual([]);
    clock.set("2026-03-02T09:00:05Z");
    await desk.tick();
    await desk.tick();
    await desk.tick(desk.sender());
    const mails = await desk.mails();
    expect(mails).toHaveLength(1);
    const [mail] = mails;
    const key = deliveryId(mailboxOf(desk.ann.person), "2026-03-02", "digest");
    expect(mail).toMatchObject({ messageId: `<${key}@example.org>`, to: [{ address: "ann@example.org" }] });
    expect(mail?.subject).toBe("3 papers: violins");
    expect(mail?.text).toContain("Your papers · Monday, 2 March 2026");
    expect(mail?.text).toMatch(
      /because you asked for it in Fake on Mon 2 Mar\. It comes every weekday at 09:00 UTC/,
    );
    expect(mail?.headers.find(({ key: name }) => name === "list-unsubscribe")?.value).toMatch(
      /^<mailto:papers@example\.org\?subject=stop%20[\w-]{22}>$/,
    );
    clock.set("2026-03-03T09:00:05Z");
    await desk.tick();
    const titles = (await desk.mails()).map(({ text = "" }) => text.match(/puzzle number \d+$/gm) ?? []);
    expect(titles.map(({ length }) => length)).toEqual([3, 3]);
    expect(new Set(titles.flat()).size).toBe(6);
  });

  it("come once a week where that is wanted, and wait for a mail server that wants them later", async () => {
    const clock = at("2026-03-01T08:00:00Z");
    const desk = await openMailDesk(clock);
    await desk.join({ every: "week", time: "10:00", timezone: "Europe/Berlin", days: "mon" });
    desk.relay.greylist();
    clock.set("2026-03-02T09:00:01Z");
    await desk.tick();
    expect(await desk.ledger()).toMatchObject([{ kind: "digest", state: "failed" }]);
    for (let passed = 0; passed < 10; passed += 1) {
      clock.advance(5 * MINUTE_MS);
      await desk.tick();
    }
    for (const day of ["03", "05", "07"]) {
      clock.set(`2026-03-${day}T12:00:00Z`);
      await desk.tick();
    }
    const mails = await desk.mails();
    expect(mails.map(({ subject = "" }) => subject.slice(0, 9))).toEqual(["5 papers:"]);
  });

  it.each([
    ["over midnight, where they are due in the evening", "22:00", "2026-03-03T09:55:00Z", 1],
    ["not until the day is over, where they are due in the morning", "01:00", "2026-03-02T13:05:00Z", 0],
  ])("are offered for twelve hours: %s", async (_, time, laterOn, sent) => {
    const clock = at("2026-03-02T00:30:00Z");
    const desk = await openMailDesk(clock);
    await desk.join({ time });
    desk.relay.refuse("recipient", { code: 451 }, 999);
    clock.set(`2026-03-02T${time}:05Z`);
    for (let hours = 0; hours < 11; hours += 1) {
      await desk.tick();
      clock.advance(HOUR_MS);
    }
    expect((await desk.ledger())[0]?.state).toBe("failed");
    desk.relay.forgive();
    clock.set(laterOn);
    await desk.tick();
    expect(await desk.mails()).toHaveLength(sent);
    const [row] = await desk.rows();
    expect(row?.day).toBe("2026-03-02");
    if (sent === 0)
      expect(row).toMatchObject({
        state: "skipped",
        reason: "The mail server couldn't take the mail. I tried for 12 hours.",
      });
  });

  it("are asked about in chat where the mail server's answer was lost, and keep their name when sent again", async () => {
    const clock = at("2026-03-02T08:00:00Z");
    const desk = await openMailDesk(clock);
    await desk.join();
    desk.relay.breakOff({ isTaken: true });
    clock.set("2026-03-02T09:00:05Z");
    await desk.tick();
    clock.advance(MINUTE_MS);
    await desk.tick();
    await desk.tick();
    expect(await desk.ledger()).toMatchObject([{ state: "uncertain" }]);
    expect(desk.told).toEqual([
      "I'm not sure whether the papers of Monday, 2 March 2026 were mailed to you. Are they in your inbox? [Send them again] [They're there]",
    ]);
    const { db, index } = desk;
    const parts = { db, index, posters: new Map(), ...postLook, operators: NO_OPERATORS, now: clock.now };
    const delivery = createDelivery({ ...parts, defaults: DEFAULT_SETTINGS });
    const [row] = await delivery.uncertain();
    if (!row) throw new Error("nothing is uncertain");
    expect(await delivery.mayAnswer(row, { platform: "fake", user: "U-bob" })).toBe(false);
    expect(await delivery.mayAnswer(row, { platform: "fake", user: "U-ann" })).toBe(true);
    expect(await delivery.standings()).toEqual([]);
    await delivery.settle(row, "post");
    await desk.tick();
    const ids = (await desk.mails()).map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it("end when the address is refused twice, an hour apart, which is told in chat", async () => {
    const clock = at("2026-03-02T08:00:00Z");
    const desk = await openMailDesk(clock);
    await desk.join();
    desk.relay.refuse("recipient", { code: 550, text: "5.1.1 <ann@example.org> unknown" }, 9);
    clock.set("2026-03-02T09:00:05Z");
    const before = desk.relay.requests;
    for (let minutes = 0; minutes < 180; minutes += 10) {
      await desk.tick();
      clock.advance(10 * MINUTE_MS);
    }
    // Each try has a sender and a recipient.
    expect(desk.relay.requests - before).toBe(4);
    expect(desk.told).toEqual([
      "I've stopped your papers by e-mail: the mail server refused your address twice. To start again with another one: /daily mail you@example.org",
    ]);
    expect(await desk.mail.standing(desk.ann.person)).toBeUndefined();
    clock.set("2026-03-03T09:00:05Z");
    await desk.tick();
    expect(await desk.mails()).toEqual([]);
    expect(JSON.stringify(desk.log.entries)).not.toContain("ann@example");
  });

  it("go on after one refusal", async () => {
    const clock = at("2026-03-02T08:00:00Z");
    const desk = await openMailDesk(clock);
    await desk.join();
    desk.relay.refuse("recipient", { code: 550 });
    clock.set("2026-03-02T09:00:05Z");
    await desk.tick();
    clock.advance(HOUR_MS + 16 * MINUTE_MS);
    await desk.tick();
    expect(await desk.mails()).toHaveLength(1);
    expect(desk.told).toEqual([]);
  });

  it("end at once where they are stopped, also what is planned", async () => {
    const clock = at("2026-03-02T08:00:00Z");
    const desk = await openMailDesk(clock);
    await desk.join();
    desk.relay.refuse("sender", { code: 451 });
    clock.set("2026-03-02T09:00:05Z");
    await desk.tick();
    expect(await desk.ledger()).toMatchObject([{ state: "failed" }]);
    expect(await desk.mail.stop(desk.ann.person)).toBe(true);
    clock.advance(HOUR_MS);
    await desk.tick();
    expect(await desk.mails()).toEqual([]);
    expect(await desk.rows()).toMatchObject([{ state: "skipped", reason: "stopped by its reader" }]);
    // Who comes back on the same day has had their chance.
    clock.advance(HOUR_MS);
    await desk.join();
    await desk.tick();
    expect(await desk.mails()).toEqual([]);
  });

  it.skipIf(isOverPostgres())(
    "leave an address in no log, and after they are forgotten in no byte of the file",
    async () => {
      const clock = at("2026-03-02T08:00:00Z");
      const desk = await openMailDesk(clock);
      await desk.join({ address: "Ann.Unusual@example.org" });
      clock.set("2026-03-02T09:00:05Z");
      await desk.tick();
      desk.relay.refuse("recipient", { code: 550, text: "<Ann.Unusual@example.org> unknown" });
      clock.set("2026-03-03T09:00:05Z");
      await desk.tick();
      expect(await desk.mails()).toHaveLength(1);
      const isIn = (text: string) => {
        const bytes = [desk.file, `${desk.file}-wal`].map((file) => readFileSync(file, "latin1")).join("");
        return bytes.toLowerCase().includes(text.toLowerCase());
      };
      expect(isIn("ann.unusual")).toBe(false);
      expect(isIn(desk.ann.person)).toBe(true);
      expect(JSON.stringify(desk.log.entries).toLowerCase()).not.toContain("ann.unusual");
      const own = await desk.taste.ownData(desk.ann);
      expect([own.mail.length, own.mailSettings.length, own.mails.length, own.mailedPapers.length]).toEqual([
        1, 1, 2, 6,
      ]);
      await desk.taste.forget(desk.ann);
      expect(Object.values(await desk.taste.ownData(desk.ann)).flat()).toEqual([]);
      expect(isIn(desk.ann.person)).toBe(false);
    },
  );
});

describe("the days on which clocks change", () => {
  it.each([
    ["Europe/Berlin", "2026-03-28", "2026-10-24"],
    ["Australia/Lord_Howe", "2026-04-04", "2026-10-03"],
  ])("have one mail each in %s, at an hour that they lack or have twice", async (timezone, ...changes) => {
    const clock = at(`${changes[0]}T00:00:00Z`);
    const desk = await openMailDesk(clock);
    await desk.join({ timezone, time: "02:15", days: "daily", papers: 1, what: "trending" });
    for (const day of changes) {
      clock.set(`${day}T00:00:00Z`);
      for (let hours = 0; hours < 72; hours += 1) {
        await desk.tick();
        clock.advance(HOUR_MS);
      }
    }
    const rows = await desk.rows();
    expect(new Set(rows.map(({ day }) => day)).size).toBe(rows.length);
    const ran = rows.filter(({ reason }) => reason?.startsWith("I was not running") !== true);
    expect(ran.map(({ state }) => state)).toEqual(ran.map(() => "sent"));
    for (const day of changes.flatMap((one) => [addDays(one, 1), addDays(one, 2)]))
      expect(ran.map((row) => row.day)).toContain(day);
    expect(await desk.mails()).toHaveLength(rows.filter(({ state }) => state === "sent").length);
  });
});
