import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, describeDay, isWeekend, utcDay, weekdayOf } from "../../src/time/day.ts";

const days = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2060-12-31"), noInvalidDate: true })
  .map(utcDay);

describe("days", () => {
  it("follow each other over months, years, leap days and summer time", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
    expect(addDays("2026-11-01", 1)).toBe("2026-11-02");
  });

  it("have weekdays from 1, a Monday, to 7", () => {
    expect([weekdayOf("2026-11-23"), weekdayOf("2026-11-28"), weekdayOf("2026-11-29")]).toEqual([1, 6, 7]);
    expect(["2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30"].map(isWeekend)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    fc.assert(fc.property(days, (day) => weekdayOf(addDays(day, 1)) === (weekdayOf(day) % 7) + 1));
  });

  it("are counted there and back", () => {
    const counts = fc.integer({ min: -5000, max: 5000 });
    fc.assert(fc.property(days, counts, (day, count) => addDays(addDays(day, count), -count) === day));
  });

  it("show their year where it is not this one", () => {
    expect(describeDay("2026-11-23", "2026-01-01")).toBe("Mon 23 Nov");
    expect(describeDay("2028-01-03", "2026-11-23")).toBe("Mon 3 Jan 2028");
  });
});
