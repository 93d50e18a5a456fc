import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS } from "../../src/time/day.ts";
import { dayAt, describeInstant, endOfDay, instantOf, nextInstant, timeAt } from "../../src/time/zone.ts";

const zones = fc.constantFrom("UTC", ...Intl.supportedValuesOf("timeZone"));
const days = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2037-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));

describe("instantOf", () => {
  it.each([
    ["an ordinary day", "2026-11-23", "09:00", "Europe/Berlin", "2026-11-23T08:00:00.000Z"],
    ["a gap: as much later", "2026-03-29", "02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
    [
      "a time that comes twice: the first",
      "2026-10-25",
      "02:30",
      "Europe/Berlin",
      "2026-10-25T00:30:00.000Z",
    ],
    ["a gap of half an hour", "2026-10-04", "02:15", "Australia/Lord_Howe", "2026-10-03T15:45:00.000Z"],
    ["a gap at midnight", "2018-11-04", "00:30", "America/Sao_Paulo", "2018-11-04T03:30:00.000Z"],
    [
      "a gap up to midnight: as much earlier",
      "2024-03-30",
      "23:30",
      "America/Nuuk",
      "2024-03-31T00:30:00.000Z",
    ],
    ["a leap day", "2028-02-29", "09:00", "Asia/Tokyo", "2028-02-29T00:00:00.000Z"],
    ["a zone of 45 minutes", "2026-11-23", "09:00", "Asia/Kathmandu", "2026-11-23T03:15:00.000Z"],
  ])("%s", (_, day, time, zone, instant) => {
    expect(instantOf(day, time, zone)?.toISOString()).toBe(instant);
  });

  it("knows no day that a country left out", () => {
    expect(instantOf("2011-12-30", "09:00", "Pacific/Apia")).toBeUndefined();
    expect(instantOf("2011-12-31", "09:00", "Pacific/Apia")?.toISOString()).toBe("2011-12-30T19:00:00.000Z");
  });

  it("shows the day that was asked for, and the time unless clocks skip it", () => {
    fc.assert(
      fc.property(zones, days, times, (zone, day, time) => {
        const instant = instantOf(day, time, zone);
        if (!instant) return ["Pacific/Apia", "Pacific/Fakaofo"].includes(zone);
        if (dayAt(instant, zone) !== day) return false;
        // A skipped time is moved by as much as the clocks are, which is never more than two hours.
        const shown = timeAt(instant, zone);
        const moved = Math.abs(Date.parse(`${day}T${shown}Z`) - Date.parse(`${day}T${time}Z`));
        return moved === 0 || (moved <= 7_200_000 && isSkipped(day, time, zone));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("describeInstant", () => {
  const at = (now: string) => describeInstant(new Date("2026-12-31T22:30Z"), "Asia/Tokyo", new Date(now));
  it("shows the year where it is not the present one there", () => {
    expect(at("2026-12-31T22:00Z")).toBe("Fri 1 Jan, 07:30");
    expect(at("2026-12-31T14:00Z")).toBe("Fri 1 Jan 2027, 07:30");
    expect(at("2028-01-31T14:00Z")).toBe("Fri 1 Jan 2027, 07:30");
  });
});

describe("endOfDay", () => {
  it("is the first instant of another day", () => {
    fc.assert(
      fc.property(zones, days, (zone, day) => {
        const end = endOfDay(day, zone);
        const before = dayAt(new Date(end.getTime() - 60_000), zone);
        return dayAt(end, zone) > day && before <= day;
      }),
      { numRuns: 1000 },
    );
  });
});

describe("nextInstant", () => {
  const next = (after: string) =>
    nextInstant("America/New_York", ["00:35", "12:00"], new Date(after)).toISOString();

  it("finds the next of several times, today or tomorrow", () => {
    expect(next("2026-11-20T05:34:00Z")).toBe("2026-11-20T05:35:00.000Z");
    expect(next("2026-11-20T05:35:00Z")).toBe("2026-11-20T17:00:00.000Z");
    expect(next("2026-11-20T17:00:00Z")).toBe("2026-11-21T05:35:00.000Z");
  });

  it("goes over a day that a country left out", () => {
    // Samoa went from Thursday 29 to Saturday 31 December.
    const instant = nextInstant("Pacific/Apia", ["09:00"], new Date("2011-12-29T20:00:00Z"));
    expect(instant.toISOString()).toBe("2011-12-30T19:00:00.000Z");
    expect(dayAt(instant, "Pacific/Apia")).toBe("2011-12-31");
  });

  it("is never more than a day and two hours away, but for such a day", () => {
    fc.assert(
      fc.property(zones, days, times, (zone, day, time) => {
        const after = new Date(`${day}T12:00Z`);
        const instant = nextInstant(zone, [time], after);
        const hours = (instant.getTime() - after.getTime()) / HOUR_MS;
        return hours > 0 && (hours <= 26 || ["Pacific/Apia", "Pacific/Fakaofo"].includes(zone));
      }),
      { numRuns: 1000 },
    );
  });
});

/** Looks at every minute of three days: slow, and sure. */
function isSkipped(day: string, time: string, zone: string): boolean {
  const start = Date.parse(`${day}T00:00Z`) - 86_400_000;
  for (let minute = 0; minute < 3 * 1440; minute++) {
    const instant = new Date(start + minute * 60_000);
    if (timeAt(instant, zone) === time && dayAt(instant, zone) === day) return false;
  }
  return true;
}
