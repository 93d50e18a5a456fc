import { capped, FIELD_CAPS } from "./field-caps.ts";

/** `2024`, `2024-07` or `2024-07-01` from an ISO date or time, or the day of a written-out date; undefined if it is none. */
export function exactDate(value: string): string | undefined {
  const text = value.trim();
  const iso = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|[T ])/.exec(capped(text, "date"));
  if (iso === null) {
    if (text.length >= FIELD_CAPS.date) return undefined;
    const month = /[a-z]{3}/i.exec(text)?.index;
    const isWritten = month !== undefined && /\d{4}/.test(text.slice(month));
    const time = isWritten ? new Date(text).getTime() : Number.NaN;
    return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
  }
  const [date, year, month = "01", day = "01"] = iso;
  // An unknown year.
  if (year === "0000") return undefined;
  return isDay(Number(year), Number(month), Number(day)) ? date : undefined;
}

// By hand: a Date takes five times as long, and every record asks several times.
function isDay(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return month >= 1 && month <= 12 && day >= 1 && day <= days;
}
