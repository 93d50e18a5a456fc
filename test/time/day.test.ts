import { describe, expect, it } from "vitest";
import { dayIn, momentIn, nextMoment, plusDays } from "../../src/time/day.ts";

const ZONE = "America/New_York";

describe("days and moments", () => {
  it("count days over the ends of months, years and summer time", () => {
    expect(plusDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(plusDays("2028-03-01", -1)).toBe("2028-02-29");
    expect(plusDays("2026-11-01", 1)).toBe("2026-11-02");
  });

  it.each([
    ["2026-01-15", "00:35", "2026-01-15T05:35:00.000Z"],
    ["2026-07-15", "00:35", "2026-07-15T04:35:00.000Z"],
    ["2026-03-08", "00:35", "2026-03-08T05:35:00.000Z"],
    ["2026-03-08", "06:00", "2026-03-08T10:00:00.000Z"],
    ["2026-11-01", "00:35", "2026-11-01T04:35:00.000Z"],
    ["2026-11-01", "06:00", "2026-11-01T11:00:00.000Z"],
  ])("%s %s in New York is %s", (day, time, moment) => {
    expect(momentIn(ZONE, day, time).toISOString()).toBe(moment);
    expect(dayIn(ZONE, new Date(moment))).toBe(day);
  });

  it("finds the next of several times, today or tomorrow", () => {
    const times = ["00:35", "12:00"];
    const next = (after: string) => nextMoment(ZONE, times, new Date(after)).toISOString();
    expect(next("2026-11-20T05:34:00Z")).toBe("2026-11-20T05:35:00.000Z");
    expect(next("2026-11-20T05:35:00Z")).toBe("2026-11-20T17:00:00.000Z");
    expect(next("2026-11-20T17:00:00Z")).toBe("2026-11-21T05:35:00.000Z");
  });
});
