import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoWeek, meetingsAfter } from "../../src/club/meetings.ts";
import type { Meetings } from "../../src/store/club/clubs.ts";
import { addDays, weekdayOf } from "../../src/time/day.ts";
import { timeAt } from "../../src/time/zone.ts";

const TUESDAYS: Meetings = {
  firstDay: "2026-10-20",
  time: "14:00",
  timezone: "Europe/Berlin",
  everyWeeks: 1,
  minutes: 60,
  remindHours: 24,
};
const days = (meetings: Meetings, after: string, count = 3) =>
  meetingsAfter(meetings, new Date(after), count).map(({ at }) => at.toISOString());

describe("meetings", () => {
  it("stay at their time of day when the clocks change", () => {
    expect(days(TUESDAYS, "2026-10-20T12:00:00Z")).toEqual([
      "2026-10-27T13:00:00.000Z",
      "2026-11-03T13:00:00.000Z",
      "2026-11-10T13:00:00.000Z",
    ]);
    expect(days(TUESDAYS, "2026-10-20T11:59:59Z", 1)).toEqual(["2026-10-20T12:00:00.000Z"]);
  });

  it("are once, or every few weeks, counted from the first", () => {
    expect(days({ ...TUESDAYS, everyWeeks: 0 }, "2026-10-01T00:00:00Z")).toHaveLength(1);
    expect(days({ ...TUESDAYS, everyWeeks: 0 }, "2026-10-21T00:00:00Z")).toEqual([]);
    expect(days({ ...TUESDAYS, everyWeeks: 4 }, "2036-10-21T00:00:00Z", 2)).toEqual([
      "2036-11-04T13:00:00.000Z",
      "2036-12-02T13:00:00.000Z",
    ]);
  });

  it("leave a day out that a country left out", () => {
    const samoa = { ...TUESDAYS, firstDay: "2011-12-23", timezone: "Pacific/Apia" };
    expect(meetingsAfter(samoa, new Date("2011-12-20T00:00:00Z"), 2).map(({ day }) => day)).toEqual([
      "2011-12-23",
      "2012-01-06",
    ]);
  });

  it("are in order, on the weekday, at the time, and none is missed or told twice", () => {
    const zone = fc.constantFrom(
      "Europe/Berlin",
      "America/New_York",
      "Asia/Kolkata",
      "Pacific/Apia",
      "Australia/Lord_Howe",
      "UTC",
    );
    const day = fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });
    const time = fc
      .tuple(fc.integer({ min: 4, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
    fc.assert(
      fc.property(
        zone,
        day,
        time,
        fc.constantFrom(1, 2, 4),
        fc.integer({ min: -400, max: 4000 }),
        (timezone, first, at, everyWeeks, later) => {
          const firstDay = first.toISOString().slice(0, 10);
          const club: Meetings = { ...TUESDAYS, firstDay, time: at, timezone, everyWeeks };
          const after = new Date(first.getTime() + later * 86_400_000);
          const meetings = meetingsAfter(club, after, 5);
          expect(meetings).toHaveLength(5);
          for (const [index, one] of meetings.entries()) {
            expect(one.at > after).toBe(true);
            expect(weekdayOf(one.day)).toBe(weekdayOf(firstDay));
            expect(timeAt(one.at, timezone)).toBe(at);
            expect(one.endsAt.getTime() - one.at.getTime()).toBe(3_600_000);
            if (index > 0) expect(one.day).toBe(addDays(meetings[index - 1]?.day ?? "", 7 * everyWeeks));
          }
          // Asked from just before the first of them, it is the first again; from it on, the second.
          const [next, following] = meetings;
          if (!next || !following) throw new Error("five meetings are wanted");
          expect(meetingsAfter(club, new Date(next.at.getTime() - 1), 1)).toEqual([next]);
          expect(meetingsAfter(club, next.at, 1)).toEqual([following]);
        },
      ),
    );
  });
});

describe("isoWeek", () => {
  it.each([
    ["2026-12-01", "2026-W49"],
    ["2027-01-01", "2026-W53"],
    ["2027-01-04", "2027-W01"],
    ["2024-12-30", "2025-W01"],
    ["2021-01-03", "2020-W53"],
  ])("of %s is %s", (day, week) => {
    expect(isoWeek(day)).toBe(week);
  });

  it("is the same from Monday to Sunday, and another after that", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
        const monday = addDays("1990-01-01", days * 7);
        const week = isoWeek(monday);
        expect(isoWeek(addDays(monday, 6))).toBe(week);
        expect(isoWeek(addDays(monday, 7))).not.toBe(week);
      }),
    );
  });
});
