/** A span of days as ISO dates ("2024-05-01"); papers known to the year or month only are compared as exactly as they are known. */
export interface DateSpan {
  readonly from?: string;
  readonly to?: string;
}

/** Whether a date of any exactness ("2024", "2024-07", "2024-07-01") can lie in the span. */
export function mayLieIn(published: string, { from, to }: DateSpan): boolean {
  const exactness = published.length;
  return (
    (from === undefined || published >= from.slice(0, exactness)) &&
    (to === undefined || published.slice(0, to.length) <= to.slice(0, exactness))
  );
}

/** "2024", "2023..2025", "2023-2025", "2023.." or "..2025"; undefined for anything else. */
export function parseYears(text: string): DateSpan | undefined {
  const match = /^((?:1[5-9]|20)\d\d)?(\.\.|-|–)?((?:1[5-9]|20)\d\d)?$/.exec(text);
  if (!match) return undefined;
  const [, first, dots, last] = match;
  if (dots === undefined)
    return first === undefined || last !== undefined ? undefined : { from: first, to: first };
  if (first === undefined && last === undefined) return undefined;
  if (first !== undefined && last !== undefined && first > last) return { from: last, to: first };
  return { ...(first !== undefined && { from: first }), ...(last !== undefined && { to: last }) };
}

/** "30d", "4w", "6m", "1y", "2024", "2024-05" or "2024-05-01" as the day it means; undefined for anything else. */
export function parseSince(text: string, now: number): string | undefined {
  const age = /^(\d{1,4})(d|w|m|y)$/i.exec(text);
  if (age) return daysBack(Number(age[1]), age[2]?.toLowerCase() ?? "d", now);
  if (!/^(?:1[5-9]|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(text)) return undefined;
  return text;
}

function daysBack(count: number, unit: string, now: number): string | undefined {
  const day = new Date(now);
  if (unit === "d") day.setUTCDate(day.getUTCDate() - count);
  if (unit === "w") day.setUTCDate(day.getUTCDate() - 7 * count);
  if (unit === "m") day.setUTCMonth(day.getUTCMonth() - count);
  if (unit === "y") day.setUTCFullYear(day.getUTCFullYear() - count);
  // Older than the calendar of papers: everything counts.
  return day.getUTCFullYear() < 1500 ? "1500-01-01" : day.toISOString().slice(0, 10);
}
