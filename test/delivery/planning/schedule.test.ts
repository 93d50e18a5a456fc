import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dueRuns,
  firstOpenDay,
  MOST_DAYS_BACK,
  nextRun,
  runDays,
} from "../../../src/delivery/planning/schedule.ts";
import { addDays, weekdayOf } from "../../../src/time/day.ts";
import { dayAt } from "../../../src/time/zone.ts";

const HOUR = 3_600_000;
const zones = fc.constantFrom(
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Sao_Paulo",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Asia/Kathmandu",
  "Africa/Casablanca",
);
const schedules = fc.record({
  every: fc.constantFrom("day" as const, "week" as const),
  time: fc.constantFrom("00:00", "00:30", "02:30", "03:00", "09:00", "23:30", "23:59"),
  timezone: zones,
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
});
const starts = fc.date({ min: new Date("2005-01-01"), max: new Date("2035-01-01"), noInvalidDate: true });

describe("dueRuns", () => {
  it("comes to the same however often it is asked: each day once, in order, on its days alone", () => {
    fc.assert(
      fc.property(
        schedules,
        starts,
        fc.array(fc.integer({ min: 0, max: 30 * HOUR }), { minLength: 1, maxLength: 20 }),
        (schedule, start, steps) => {
          const asked: string[] = [];
          let since = start;
          let now = start;
          for (const step of steps) {
            now = new Date(now.getTime() + step);
            const runs = dueRuns(schedule, since, now);
            asked.push(...runs.map(({ day }) => day));
            since = runs.at(-1)?.at ?? since;
          }
          const atOnce = dueRuns(schedule, start, now).map(({ day }) => day);
          expect(asked).toEqual(atOnce);
          expect(new Set(asked).size).toBe(asked.length);
          expect([...asked].sort()).toEqual(asked);
          for (const day of asked) expect(runDays(schedule)).toContain(weekdayOf(day));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("leaves no day out but one that is none", () => {
    fc.assert(
      fc.property(schedules, starts, (schedule, start) => {
        const now = new Date(start.getTime() + 20 * 24 * HOUR);
        const days = new Set(dueRuns(schedule, start, now).map(({ day }) => day));
        const [first, last] = [dayAt(start, schedule.timezone), dayAt(now, schedule.timezone)];
        for (let day = addDays(first, 1); day < last; day = addDays(day, 1)) {
          const isNone = schedule.timezone === "Pacific/Apia" && day === "2011-12-30";
          expect(days.has(day)).toBe(runDays(schedule).includes(weekdayOf(day)) && !isNone);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("begins after its start, and goes back a month at most", () => {
    const schedule = { every: "day" as const, time: "09:00", timezone: "UTC", days: [1, 2, 3, 4, 5, 6, 7] };
    const at = new Date("2026-11-23T09:00:00Z");
    expect(dueRuns(schedule, at, at)).toEqual([]);
    expect(dueRuns(schedule, new Date(at.getTime() - 1), at).map(({ day }) => day)).toEqual(["2026-11-23"]);
    expect(dueRuns(schedule, new Date("2020-01-01"), at)).toHaveLength(MOST_DAYS_BACK + 1);
    expect(dueRuns(schedule, new Date("2027-01-01"), at)).toEqual([]);
  });
});

describe("firstOpenDay", () => {
  it("is such that every open run is of it or later, and one a day earlier is closed", () => {
    fc.assert(
      fc.property(schedules, starts, (schedule, now) => {
        const first = firstOpenDay(schedule, now);
        const before = new Date(now.getTime() - 10 * 24 * HOUR);
        for (const { day, closesAt } of dueRuns(schedule, before, now))
          expect(closesAt > now).toBe(day >= first);
      }),
      { numRuns: 500 },
    );
  });
});

describe("nextRun", () => {
  it("is the first one that will be due", () => {
    fc.assert(
      fc.property(schedules, starts, (schedule, start) => {
        const next = nextRun(schedule, start);
        if (!next) throw new Error("no next run");
        expect(dueRuns(schedule, start, new Date(next.at.getTime() - 1))).toEqual([]);
        expect(dueRuns(schedule, start, next.at)).toEqual([next]);
        expect(next.closesAt > next.at).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
