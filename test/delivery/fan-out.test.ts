import { describe, expect, it } from "vitest";
import { addDays, weekdayOf } from "../../src/time/day.ts";
import { createClock } from "../support/clock.ts";
import { openDesk } from "../support/delivery/delivery.ts";
import { createFakePlatform, type Fate } from "../support/delivery/fake-poster.ts";
import { manyPapers } from "../support/library/many-papers.ts";

const channels = (count: number) =>
  Array.from({ length: count }, (_, at) => `C${String(at).padStart(4, "0")}`);

describe("many channels", () => {
  it("are all served, four hundred at once, with never more at a time than a platform takes", async () => {
    const clock = createClock("2026-11-23T08:00:00Z");
    const desk = await openDesk(clock);
    const names = channels(400);
    await Promise.all(
      names.map((channel, at) => desk.subscribe(channel, { platform: at % 2 === 0 ? "even" : "odd" })),
    );
    // A platform that refuses whoever asks for too much at once.
    const strict = () => {
      let running = 0;
      return createFakePlatform({
        now: clock.now,
        async fate() {
          running += 1;
          const isTooMuch = running > 40;
          await new Promise((resolve) => setTimeout(resolve, 5));
          running -= 1;
          return isTooMuch ? "refuse" : "take";
        },
      });
    };
    const [even, odd] = [strict(), strict()];
    const runner = desk.runner({
      posters: new Map([
        ["even", even],
        ["odd", odd],
      ]),
    });
    clock.set("2026-11-23T09:00:00Z");
    await runner.tick();
    await runner.idle();
    expect([even.messages.length, odd.messages.length]).toEqual([200, 200]);
    expect(new Set([...even.messages, ...odd.messages].map(({ channel }) => channel)).size).toBe(400);
    expect(even.calls.length + odd.calls.length).toBe(400);
  }, 300_000);

  it("take turns by platform, and the first are posted while others are still being planned", async () => {
    const clock = createClock("2026-11-23T08:00:00Z");
    const desk = await openDesk(clock);
    const planned: number[] = [];
    const order: string[] = [];
    const posters = ["first", "second"].map((name) => {
      const platform = createFakePlatform({
        now: clock.now,
        async fate(): Promise<Fate> {
          order.push(name);
          planned.push((await desk.ledger()).length);
          return "take";
        },
      });
      return [name, platform] as const;
    });
    for (const channel of channels(30)) {
      for (const [platform] of posters) await desk.subscribe(channel, { platform });
    }
    const runner = desk.runner({ posters: new Map(posters) });
    clock.set("2026-11-23T09:00:00Z");
    await runner.tick();
    await runner.idle();
    expect(order).toHaveLength(60);
    expect(order.slice(0, 10)).toContain("second");
    expect(planned[0]).toBeLessThan(60);
  });

  it("do not wait for one that hangs, nor for a platform that stands still", async () => {
    const clock = createClock("2026-11-23T08:00:00Z");
    const desk = await openDesk(clock);
    for (const channel of channels(100)) {
      await desk.subscribe(channel, { platform: "good" });
      await desk.subscribe(channel, { platform: "still" });
    }
    let release = () => {};
    const released = new Promise<"refuse">((resolve) => {
      release = () => resolve("refuse");
    });
    const good = createFakePlatform({
      now: clock.now,
      fate: ({ channel }) => (channel === "C0000" ? released : "take"),
    });
    const still = createFakePlatform({ now: clock.now, fate: () => released });
    const runner = desk.runner({
      posters: new Map([
        ["good", good],
        ["still", still],
      ]),
    });
    clock.set("2026-11-23T09:00:00Z");
    await runner.tick();
    while (good.messages.length < 99) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(still.messages).toEqual([]);
    release();
    await runner.idle();
    expect(good.messages).toHaveLength(99);
  }, 300_000);
});

describe("months, day by day", () => {
  it("brings no paper twice into a channel or a group, and accounts for every weekday", async () => {
    const clock = createClock("2026-01-01T00:00:00Z");
    const desk = await openDesk(clock, manyPapers(600));
    const subjects = ["bees", "glass", "rivers, bridges", "clouds", "", "puzzle"];
    for (const [at, channel] of channels(12).entries()) {
      const topics = (subjects[at % subjects.length] ?? "").split(", ").filter(Boolean);
      await desk.subscribe(channel, {
        topics,
        papers: 1 + (at % 2),
        ...(at % 6 < 2 && { group: `g${at % 6}` }),
      });
    }
    const platform = createFakePlatform({ now: clock.now });
    const runner = desk.runner({ posters: new Map([["fake", platform]]) });
    for (let day = "2026-01-01"; day <= "2026-03-31"; day = addDays(day, 1)) {
      clock.set(`${day}T09:00:00Z`);
      await runner.tick();
      await runner.idle();
    }
    const weekdays: string[] = [];
    for (let day = "2026-01-01"; day <= "2026-03-31"; day = addDays(day, 1)) {
      if (weekdayOf(day) <= 5) weekdays.push(day);
    }
    const rows = await desk.rows();
    for (const [at, channel] of channels(12).entries()) {
      const own = rows.filter((row) => row.channel === channel && row.kind === "post");
      expect(own.map(({ day }) => day)).toEqual(weekdays);
      expect(own.filter(({ state, reason }) => state !== "sent" && !reason)).toEqual([]);
      const group = at % 6 < 2 ? channels(12).filter((_, other) => other % 6 === at % 6) : [channel];
      const titles = platform.messages
        .filter((message) => group.includes(message.channel))
        .flatMap(({ text }) => text.match(/puzzle number \d+/g) ?? []);
      expect(new Set(titles).size).toBe(titles.length);
      expect(own.filter(({ state }) => state === "sent").length).toBeGreaterThan(20);
    }
  }, 300_000);
});
