import type { Subscription } from "../../store/subscriptions.ts";
import { addDays, weekdayOf } from "../../time/day.ts";
import { dayAt, endOfDay, instantOf } from "../../time/zone.ts";

/** One day on which a channel gets its papers: those of that day, or of the week before. */
export interface Run {
  /** In the channel's time zone. */
  readonly day: string;
  readonly at: Date;
  /** The end of that day there, or of the week until the next weekly run: the last chance to post. */
  readonly closesAt: Date;
}

type Schedule = Pick<Subscription, "every" | "time" | "timezone" | "days">;

const DAYS_OPEN = { day: 1, week: 7 } as const;

/**
 * How many days are looked back at most. After a longer silence the older days get no row of their own: the first row
 * says since when there was none.
 */
export const MOST_DAYS_BACK = 31;

/** The runs that were due after `since` and not after `now`, in order. At most one per day. */
export function dueRuns(schedule: Schedule, since: Date, now: Date): readonly Run[] {
  if (now <= since) return [];
  const last = dayAt(now, schedule.timezone);
  const earliest = addDays(last, -MOST_DAYS_BACK);
  // A day earlier than necessary: a zone that was changed since may have been a day behind.
  const first = addDays(dayAt(since, schedule.timezone), -1);
  const runs: Run[] = [];
  for (let day = first < earliest ? earliest : first; day <= last; day = addDays(day, 1)) {
    const run = runOn(schedule, day);
    if (run && run.at > since && run.at <= now) runs.push(run);
  }
  return runs;
}

/** The first run after an instant; undefined for a schedule without days. */
export function nextRun(schedule: Schedule, after: Date): Run | undefined {
  const today = dayAt(after, schedule.timezone);
  // A week, and one more for a day that a country skipped.
  for (let step = 0; step <= 14; step++) {
    const run = runOn(schedule, addDays(today, step));
    if (run && run.at > after) return run;
  }
  return undefined;
}

/** The earliest day whose run may still be open. */
export function firstOpenDay({ every, timezone }: Pick<Schedule, "every" | "timezone">, now: Date): string {
  return addDays(dayAt(now, timezone), 1 - DAYS_OPEN[every]);
}

/** The run of a day, whatever its weekday, at an instant of that day. */
export function openRun(
  { every, timezone }: Pick<Schedule, "every" | "timezone">,
  day: string,
  at: Date,
): Run {
  return { day, at, closesAt: endOfDay(addDays(day, DAYS_OPEN[every] - 1), timezone) };
}

/** The ISO weekdays with a run; a weekly schedule has only one. */
export function runDays({ every, days }: Pick<Schedule, "every" | "days">): readonly number[] {
  return every === "week" ? days.slice(0, 1) : days;
}

/** The run of a day, if it is one of the schedule's days and that day exists. */
function runOn(schedule: Schedule, day: string): Run | undefined {
  if (!runDays(schedule).includes(weekdayOf(day))) return undefined;
  const at = instantOf(day, schedule.time, schedule.timezone);
  return at && openRun(schedule, day, at);
}
