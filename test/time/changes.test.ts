import { describe, expect, it } from "vitest";
import { addDays, DAY_MS } from "../../src/time/day.ts";
import { dayAt, instantOf, timeAt } from "../../src/time/zone.ts";

/** Clocks that change by an hour or a half, at night or at midnight, in either hemisphere, also against the season. */
const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "America/Havana",
  "America/Santiago",
  "America/Nuuk",
  "Atlantic/Azores",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Asia/Beirut",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
] as const;

const FROM = Date.UTC(2024, 0, 1);
const TO = Date.UTC(2027, 0, 1);
const STEP = 15 * 60_000;

/** How far the zone's clocks are ahead of UTC, as the engine's own texts say. */
function createOffset(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  return (instant) => Date.parse(`${format.format(instant).replace(" ", "T")}Z`) - instant;
}

/** The days in UTC on which clocks change, with the offsets before and after. */
function changesIn(zone: string) {
  const offset = createOffset(zone);
  const changes: { readonly start: number; readonly before: number; readonly after: number }[] = [];
  for (let start = FROM; start < TO; start += DAY_MS) {
    const [before, after] = [offset(start), offset(start + DAY_MS)];
    if (before !== after) changes.push({ start, before, after });
  }
  return changes;
}

const wallOf = (instant: number, offset: number) => new Date(instant + offset).toISOString().slice(0, 16);

describe.each(ZONES)("around every change of the clocks in %s", (zone) => {
  const offset = createOffset(zone);
  const changes = changesIn(zone);

  it("each time of day is its first instant, and a skipped one as much later as clocks went on", () => {
    expect(changes.length).toBeGreaterThanOrEqual(4);
    for (const { start, before, after } of changes) {
      const first = new Map<string, number>();
      for (let instant = start - 2 * DAY_MS; instant < start + 3 * DAY_MS; instant += STEP) {
        const wall = wallOf(instant, offset(instant));
        if (!first.has(wall)) first.set(wall, instant);
        expect(`${dayAt(new Date(instant), zone)}T${timeAt(new Date(instant), zone)}`).toBe(wall);
      }
      const day = wallOf(start, before).slice(0, 10);
      for (const date of [addDays(day, -1), day, addDays(day, 1)]) {
        for (let minute = 0; minute < 24 * 60; minute += 15) {
          const time = new Date(minute * 60_000).toISOString().slice(11, 16);
          const later = Date.parse(`${date}T${time}Z`) - before;
          // Where that is another day already, as much earlier.
          const moved = wallOf(later, after).startsWith(date) ? later : later - (after - before);
          const expected = first.get(`${date}T${time}`) ?? moved;
          expect(instantOf(date, time, zone)?.toISOString(), `${date} ${time}`).toBe(
            new Date(expected).toISOString(),
          );
        }
      }
    }
  });
});
