import fc from "fast-check";
import { expect, it } from "vitest";
import { afterTelling, calendarEvents } from "../../src/club/calendar-events.ts";
import { meetingsAfter } from "../../src/club/meetings.ts";
import type { ClubEvent } from "../../src/store/club/events.ts";
import { addDays } from "../../src/time/day.ts";

const place = { platform: "fake", channel: "C1" };

/** What a calendar holds once it has taken a file in: the higher sequence of a name counts, and what is cancelled goes. */
function takeIn(calendar: Map<string, ClubEvent>, events: readonly ClubEvent[]): void {
  for (const event of events) {
    if ((calendar.get(event.uid)?.sequence ?? -1) <= event.sequence) calendar.set(event.uid, event);
  }
}

const turn = fc.record({
  /** Days that pass before the change. */
  later: fc.integer({ min: 0, max: 20 }),
  /** -1: the meetings are called off. */
  everyWeeks: fc.constantFrom(-1, 0, 1, 2, 4),
  inDays: fc.integer({ min: 0, max: 60 }),
  hour: fc.integer({ min: 0, max: 23 }),
  minutes: fc.constantFrom(30, 60),
  /** Who imports the file of then: nobody (it is not asked for), one of two, or both. */
  importers: fc.constantFrom([], [0], [1], [0, 1]),
});

it("has the meetings that are planned in every calendar that takes the last file, whatever it took before", () => {
  fc.assert(
    fc.property(fc.array(turn, { minLength: 1, maxLength: 8 }), (turns) => {
      let day = "2026-11-23";
      let known: readonly ClubEvent[] = [];
      let sequence = 0;
      const calendars = [new Map<string, ClubEvent>(), new Map<string, ClubEvent>()];
      const last = turns.length - 1;
      for (const [at, { later, everyWeeks, inDays, hour, minutes, importers }] of turns.entries()) {
        day = addDays(day, later);
        const now = new Date(`${day}T12:30:00Z`);
        const meetings = {
          firstDay: addDays(day, inDays),
          time: `${String(hour).padStart(2, "0")}:00`,
          timezone: "Europe/Berlin",
          everyWeeks,
          minutes,
          remindHours: 0,
        };
        const next = everyWeeks < 0 ? [] : meetingsAfter(meetings, now, 12);
        sequence = everyWeeks < 0 ? 0 : sequence + 1;
        if (importers.length === 0 && at < last) continue;
        const told = calendarEvents({ place, next, single: everyWeeks === 0, sequence }, known, now);
        known = afterTelling(told, known);
        expect(new Set(told.map(({ uid }) => uid)).size).toBe(told.length);
        const takers = at === last ? [0, 1] : importers;
        for (const taker of takers) takeIn(calendars[taker] ?? new Map(), told);
        if (at < last) continue;
        const planned = next.map((meeting) => [meeting.at, meeting.endsAt]);
        for (const calendar of calendars) {
          const shown = [...calendar.values()].filter((one) => !one.cancelled && one.at > now);
          expect(
            shown.sort((a, b) => a.at.getTime() - b.at.getTime()).map((one) => [one.at, one.endsAt]),
          ).toEqual(planned);
        }
      }
    }),
    { numRuns: 500 },
  );
});

it("remembers what it told though a clock was years ahead for a while, up to 200 meetings", () => {
  const event = (at: number): ClubEvent => ({
    uid: `meeting ${at}`,
    day: addDays("2026-11-23", at),
    at: new Date(Date.UTC(2026, 10, 23 + at, 12)),
    endsAt: new Date(Date.UTC(2026, 10, 23 + at, 13)),
    sequence: 1,
    cancelled: false,
    until: new Date(Date.UTC(2026, 10, 23 + at, 12)),
  });
  const known = Array.from({ length: 250 }, (_, at) => event(at));
  const plan = { place, next: [], single: false, sequence: 2 };
  const ahead = new Date("2036-01-01T00:00:00Z");
  const after = afterTelling(calendarEvents(plan, known, ahead), known);
  expect(after.map(({ uid }) => uid).sort()).toEqual(
    known
      .slice(50)
      .map(({ uid }) => uid)
      .sort(),
  );
  const told = calendarEvents(plan, after, new Date("2026-11-23T00:00:00Z"));
  expect(told.every(({ cancelled, sequence }) => cancelled && sequence === 2)).toBe(true);
  expect(afterTelling(told, after).map(({ sequence }) => sequence)).toEqual(Array(200).fill(2));
});
