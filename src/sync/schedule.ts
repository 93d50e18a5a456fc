import { backoff } from "../async/backoff.ts";
import type { Source, SourceSchedule } from "../papers/sources/source.ts";
import type { SourceDayRow } from "../store/schema.ts";
import { addDays, DAY_MS, type Day, HOUR_MS, MINUTE_MS } from "../time/day.ts";
import { nextInstant } from "../time/zone.ts";
import { isSettled } from "./verdict.ts";

/** No host asks to be left alone for longer than a day, either. */
const LONGEST_DAY_MS = DAY_MS + HOUR_MS;

/** How far back missed days are caught up on. */
const MAKE_UP_DAYS = 7;

/** The next time after `after` at which the source is to be asked. */
export function nextRun(schedule: SourceSchedule, after: Date): Date {
  return "zone" in schedule
    ? nextInstant(schedule.zone, schedule.times, after)
    : new Date(after.getTime() + schedule.everyMinutes * MINUTE_MS);
}

/**
 * How far ahead the next run may be at most, in milliseconds: a day, plus an hour where clocks are put back, unless the
 * source is asked less often.
 */
export function longestPause(schedule: SourceSchedule): number {
  return "zone" in schedule ? LONGEST_DAY_MS : Math.max(LONGEST_DAY_MS, schedule.everyMinutes * MINUTE_MS);
}

/** No source is asked less often than once a day, so the next planned run is never later than the longest wait. */
const RETRY = { firstMs: 15 * MINUTE_MS, longestMs: LONGEST_DAY_MS };

/** When to ask again after a failure: soon at first, then less and less often, and not before the hosts allow it. */
export function nextTry(schedule: SourceSchedule, now: Date, attempts: number, retryAt?: Date): Date {
  const planned = nextRun(schedule, now).getTime();
  const soon = now.getTime() + backoff(RETRY, attempts - 1);
  return new Date(Math.max(Math.min(planned, soon), retryAt?.getTime() ?? 0));
}

/**
 * The days to ask a source for, latest first: those that can still grow, and those of the last week that it missed.
 * With `count`, the last `count` days.
 */
export function daysToAsk(source: Source, known: readonly SourceDayRow[], now: Date, count?: number): Day[] {
  const today = source.today(now);
  const days = lastDays(today, count ?? source.lookBack);
  if (!source.remembers) return [today];
  if (count !== undefined) return days;
  if (known.length === 0 && days.every((day) => source.closed(day) !== undefined)) {
    // A bot that starts at a weekend begins with the last working day.
    const open = lastDays(today, MAKE_UP_DAYS).find((day) => source.closed(day) === undefined);
    return open === undefined ? days : [...days, open];
  }
  // What precedes the first run was not missed.
  const first = known.reduce((earliest, row) => (row.day < earliest ? row.day : earliest), today);
  const verdicts = new Map(known.map((row) => [row.day, row.verdict]));
  const missed = lastDays(today, MAKE_UP_DAYS).filter((day) => {
    const verdict = verdicts.get(day);
    if (day < first || days.includes(day)) return false;
    return verdict === undefined ? source.closed(day) === undefined : !isSettled(verdict);
  });
  return [...days, ...missed];
}

function lastDays(today: Day, count: number): Day[] {
  return Array.from({ length: count }, (_, index) => addDays(today, -index));
}
