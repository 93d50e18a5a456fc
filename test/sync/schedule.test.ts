import { describe, expect, it } from "vitest";
import { closedOn, feedDay } from "../../src/papers/sources/arxiv/calendar.ts";
import type { Source } from "../../src/papers/sources/source.ts";
import type { SourceDayRow } from "../../src/store/schema.ts";
import { daysToAsk, nextRun, nextTry } from "../../src/sync/schedule.ts";

const source: Source = {
  name: "toy",
  label: "Toy",
  schedule: { everyMinutes: 60 },
  lookBack: 1,
  remembers: true,
  expectsDaily: true,
  today: feedDay,
  closed: closedOn,
  async *fetch() {},
};

const row = (day: string, verdict: string): SourceDayRow => ({
  source: "toy",
  day,
  verdict,
  detail: null,
  trouble: null,
  way: null,
  found: 1,
  attempts: 1,
  checked_at: "",
  next_try_at: null,
});

const friday = new Date("2026-11-20T11:00:00Z");

describe("daysToAsk", () => {
  it("is today, and days of the last week that were missed or went badly since the first run", () => {
    const known = [
      row("2026-11-19", "failed"),
      row("2026-11-18", "ok"),
      row("2026-11-16", "late"),
      row("2026-11-13", "ok"),
    ];
    expect(daysToAsk(source, known, friday)).toEqual([
      "2026-11-20",
      "2026-11-19",
      "2026-11-17",
      "2026-11-16",
    ]);
    expect(daysToAsk(source, [row("2026-11-18", "empty")], friday)).toEqual(["2026-11-20", "2026-11-19"]);
    expect(daysToAsk(source, [], friday)).toEqual(["2026-11-20"]);
  });

  it("is no day of long ago", () => {
    const days = daysToAsk(source, [row("2026-10-01", "ok"), row("2026-10-02", "failed")], friday);
    expect(days).toEqual(["2026-11-20", "2026-11-19", "2026-11-18", "2026-11-17", "2026-11-16"]);
  });

  it("begins with the last working day where a bot starts at a weekend", () => {
    expect(daysToAsk(source, [], new Date("2026-11-22T12:00:00Z"))).toEqual(["2026-11-22", "2026-11-20"]);
  });

  it("is as many days as asked for, or today alone where a source has no memory", () => {
    expect(daysToAsk(source, [], friday, 3)).toEqual(["2026-11-20", "2026-11-19", "2026-11-18"]);
    const forgetful = { ...source, remembers: false };
    expect(daysToAsk(forgetful, [row("2026-11-18", "failed")], friday, 3)).toEqual(["2026-11-20"]);
  });
});

describe("the next run", () => {
  it("comes after some time, or at a time of day elsewhere", () => {
    expect(nextRun({ everyMinutes: 90 }, friday).toISOString()).toBe("2026-11-20T12:30:00.000Z");
    const schedule = { zone: "America/New_York", times: ["00:35", "06:00"] };
    expect(nextRun(schedule, friday).toISOString()).toBe("2026-11-21T05:35:00.000Z");
  });

  it("comes sooner after a failure, then later, but not before the hosts allow it", () => {
    const minutes = (attempts: number, retryAt?: Date) =>
      (nextTry({ everyMinutes: 360 }, friday, attempts, retryAt).getTime() - friday.getTime()) / 60_000;
    expect([1, 2, 3, 5, 6, 99].map((attempts) => minutes(attempts))).toEqual([15, 30, 60, 240, 360, 360]);
    expect(minutes(1, new Date("2026-11-21T11:00:00Z"))).toBe(24 * 60);
  });
});
