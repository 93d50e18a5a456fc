import type { Meetings } from "../store/club/clubs.ts";
import { addDays, DAY_MS, weekdayOf } from "../time/day.ts";
import { instantOf } from "../time/zone.ts";

/** One meeting of a journal club. */
export interface Meeting {
  /** In the club's time zone, YYYY-MM-DD. */
  readonly day: string;
  readonly at: Date;
  readonly endsAt: Date;
}

const WEEK_DAYS = 7;

/**
 * The first meetings that begin after an instant, in order; at most `count`, and none where the only one is over. They
 * keep their time of day all year: daylight saving is handled in src/time.
 */
export function meetingsAfter(club: Meetings, after: Date, count: number): readonly Meeting[] {
  const { firstDay, time, timezone, everyWeeks, minutes } = club;
  const step = everyWeeks * WEEK_DAYS;
  // Two days early, since no zone is further from UTC than one day.
  const passed = (after.getTime() - Date.parse(`${firstDay}T00:00Z`)) / DAY_MS - 2;
  const first = step === 0 ? 0 : Math.max(0, Math.floor(passed / step));
  const meetings: Meeting[] = [];
  for (let turn = first; meetings.length < count && turn < first + count + 3; turn++) {
    const day = addDays(firstDay, turn * step);
    const at = instantOf(day, time, timezone);
    if (at && at > after) meetings.push({ day, at, endsAt: new Date(at.getTime() + minutes * 60_000) });
    if (step === 0) break;
  }
  return meetings;
}

/** The last meeting that has begun by an instant; undefined where none has, or where the club has been rescheduled since. */
export function lastMeeting(club: Meetings & { readonly changedAt?: Date }, by: Date): Meeting | undefined {
  // As far back as two meetings may be apart, and a day more where clocks have changed.
  const since = by.getTime() - (club.everyWeeks * WEEK_DAYS + 1) * DAY_MS;
  const begun = meetingsAfter(club, new Date(club.everyWeeks === 0 ? 0 : since), 3).filter(
    ({ at }) => at <= by,
  );
  return begun.findLast(({ at }) => at >= (club.changedAt ?? at));
}

/** The ISO week of a day, such as 2026-W49. */
export function isoWeek(day: string): string {
  // The week belongs to the year of its Thursday.
  const thursday = addDays(day, 4 - weekdayOf(day));
  const year = thursday.slice(0, 4);
  const days = (Date.parse(`${thursday}T00:00Z`) - Date.parse(`${year}-01-01T00:00Z`)) / DAY_MS;
  return `${year}-W${String(Math.floor(days / WEEK_DAYS) + 1).padStart(2, "0")}`;
}
