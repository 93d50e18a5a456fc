import type { Day } from "../../../time/day.ts";
import { dayIn, isWeekend, momentIn, plusDays, weekdayOf } from "../../../time/day.ts";

/** arXiv lives by this clock. */
export const EASTERN = "America/New_York";

/**
 * Days without an announcement, as arXiv lists them. A year that is not here has none that we know of: an empty feed is
 * then late, not a holiday.
 */
const HOLIDAYS: ReadonlySet<Day> = new Set([
  "2026-01-01",
  "2026-01-19",
  "2026-06-19",
  "2026-07-03",
  "2026-09-07",
  "2026-11-26",
  "2026-12-25",
  "2026-12-29",
  "2026-12-31",
]);

const ANNOUNCED_AT = "20:00";
const DEADLINE = "14:00";

/** Whether papers are announced in the evening of a day: Sunday to Thursday, but for holidays. */
export function announcesOn(day: Day): boolean {
  return weekdayOf(day) <= 4 && !HOLIDAYS.has(day);
}

/** The day whose feed is served now; it holds what was announced the evening before. */
export function feedDay(now: Date): Day {
  return dayIn(EASTERN, now);
}

/** Why a day's feed may be empty: the evening before had no announcement, or the day itself is a holiday. */
export function closedOn(day: Day): "weekend" | "holiday" | undefined {
  if (isWeekend(day)) return "weekend";
  return announcesOn(plusDays(day, -1)) && !HOLIDAYS.has(day) ? undefined : "holiday";
}

/** When the papers received up to a moment are announced at the earliest: moderation may take days more. */
export function announcementOf(received: Date): Date {
  let day = dayIn(EASTERN, received);
  const inTime = received < momentIn(EASTERN, day, DEADLINE) && !isWeekend(day);
  if (!inTime) day = plusDays(day, 1);
  // After Friday's deadline everything waits for Monday; what came before it is announced on Sunday.
  while (isWeekend(day)) day = plusDays(day, 1);
  if (weekdayOf(day) === 5) day = plusDays(day, 2);
  while (!announcesOn(day)) day = plusDays(day, 1);
  return momentIn(EASTERN, day, ANNOUNCED_AT);
}

/** The day in whose feed papers received at a moment appear at the earliest. */
export function feedDayOf(received: Date): Day {
  return plusDays(dayIn(EASTERN, announcementOf(received)), 1);
}
