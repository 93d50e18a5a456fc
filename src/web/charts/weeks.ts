import { addDays, utcDay } from "../../time/day.ts";
import { type Week, weekOf } from "../../time/spans.ts";

/** Weekly counts of something, in series that are stacked. */
export interface WeekCounts {
  readonly weeks: readonly Week[];
  readonly series: readonly {
    readonly label: string;
    /** One number for each week. */
    readonly counts: readonly number[];
  }[];
}

/** Half a year. */
const WEEKS = 26;

/** The weeks of the last half year, this one included. */
export function weeksUntil(now: Date): readonly Week[] {
  const today = utcDay(now);
  return Array.from({ length: WEEKS }, (_, at) => weekOf(addDays(today, 7 * (at + 1 - WEEKS))));
}

/** Each week's sum over all series. */
export function totals({ weeks, series }: WeekCounts): readonly number[] {
  return weeks.map((_, at) => series.reduce((total, { counts }) => total + (counts[at] ?? 0), 0));
}
