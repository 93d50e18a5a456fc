/** Calendar days, of no time zone. One convention: days are YYYY-MM-DD, weekdays are 1 (Monday) to 7, as in ISO 8601. */

/** A calendar day: `2026-11-20`. */
export type Day = string;

export const MINUTE_MS = 60_000;

export const HOUR_MS = 3_600_000;
/** The length of a UTC day; where clocks change, a local day has an hour more or less. */
export const DAY_MS = 86_400_000;

/** The date in UTC at an instant. */
export function utcDay(instant: Date): Day {
  return instant.toISOString().slice(0, 10);
}

/** The day `count` days later; earlier if negative. */
export function addDays(day: Day, count: number): Day {
  return utcDay(new Date(Date.parse(`${day}T00:00Z`) + count * DAY_MS));
}

/** 1 (Monday) to 7. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00Z`).getUTCDay() || 7;
}

export function isWeekend(day: Day): boolean {
  return weekdayOf(day) >= 6;
}

/** "Mon 23 Nov", or "Mon 23 Nov 2028" where today is in another year. */
export function describeDay(day: Day, today: Day): string {
  shortDate ??= new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    weekday: "short",
    day: "numeric",
    month: "short",
  });
  const text = shortDate.format(new Date(`${day}T00:00Z`)).replace(",", "");
  return day.slice(0, 4) === today.slice(0, 4) ? text : `${text} ${day.slice(0, 4)}`;
}

// Making a formatter takes a hundred times as long as using it; the first one loads ICU's data, 8 MB, which search can do without.
let shortDate: Intl.DateTimeFormat | undefined;
