import { addDays, type Day, utcDay, weekdayOf } from "./day.ts";

/** A week of ISO 8601, Monday to Sunday: `2026-W48`. */
export type Week = string;
/** `2026-11` */
export type Month = string;

/** From the first day to the last, both included. */
export interface DaySpan {
  readonly from: Day;
  readonly until: Day;
}

/** Whether a text is a day that exists: not the 30th of February. */
export function isDay(text: string): text is Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}

/** The week of a day. It belongs to the year of its Thursday. */
export function weekOf(day: Day): Week {
  const thursday = addDays(day, 4 - weekdayOf(day));
  const year = thursday.slice(0, 4);
  const number = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return `${year}-W${String(number).padStart(2, "0")}`;
}

/** The days of a week; undefined for an invalid one. */
export function spanOfWeek(week: string): DaySpan | undefined {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(week) ?? [];
  if (year === undefined) return undefined;
  // The 4th of January is in the first week.
  const first = `${year}-01-04`;
  const from = addDays(first, 1 - weekdayOf(first) + 7 * (Number(number) - 1));
  return weekOf(from) === week ? { from, until: addDays(from, 6) } : undefined;
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

/** The days of a month; undefined for an invalid one. */
export function spanOfMonth(month: string): DaySpan | undefined {
  const from = `${month}-01`;
  if (!isDay(from)) return undefined;
  return { from, until: addDays(addMonths(month, 1).concat("-01"), -1) };
}

/** The month `count` months later; earlier if negative. */
export function addMonths(month: Month, count: number): Month {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return utcDay(new Date(Date.UTC(year, number - 1 + count, 1))).slice(0, 7);
}

function daysBetween(from: Day, until: Day): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);
}

/** "Monday 30 November 2026" */
export function longDay(day: Day): string {
  return `${nameOf(WEEKDAY, day)} ${longDate(day)}`;
}

/** "November 2026" */
export function longMonth(month: Month): string {
  return `${nameOf(MONTH, `${month}-01`)} ${month.slice(0, 4)}`;
}

/** "23–29 November 2026", "30 November – 6 December 2026" */
export function longSpan({ from, until }: DaySpan): string {
  if (monthOf(from) === monthOf(until)) return `${Number(from.slice(8))}–${longDate(until)}`;
  const start = longDate(from);
  return `${from.slice(0, 4) === until.slice(0, 4) ? start.slice(0, -5) : start} – ${longDate(until)}`;
}

function longDate(day: Day): string {
  return `${Number(day.slice(8))} ${longMonth(monthOf(day))}`;
}

function nameOf(format: Intl.DateTimeFormat, day: Day): string {
  return format.format(new Date(`${day}T00:00Z`));
}

// How whole dates are punctuated changes from one version of Node to the next.
const WEEKDAY = new Intl.DateTimeFormat("en", { timeZone: "UTC", weekday: "long" });
const MONTH = new Intl.DateTimeFormat("en", { timeZone: "UTC", month: "long" });
