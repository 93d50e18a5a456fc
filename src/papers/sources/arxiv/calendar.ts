import { addDays, type Day, isWeekend, weekdayOf } from "../../../time/day.ts";
import { dayAt, instantOf } from "../../../time/zone.ts";

/** The time zone of arXiv's deadlines and announcements. */
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
  return weekdayOf(day) % 7 <= 4 && !HOLIDAYS.has(day);
}

/** The day whose feed is served now; it holds what was announced the evening before. */
export function feedDay(now: Date): Day {
  return dayAt(now, EASTERN);
}

/** Why a day's feed may be empty: the evening before had no announcement, or the day itself is a holiday. */
export function closedOn(day: Day): "weekend" | "holiday" | undefined {
  if (isWeekend(day)) return "weekend";
  return announcesOn(addDays(day, -1)) && !HOLIDAYS.has(day) ? undefined : "holiday";
}

/** When the papers received up to a moment are announced at the earliest: moderation may take days more. */
export function announcementOf(received: Date): Date {
  let day = dayAt(received, EASTERN);
  const inTime = received < easternInstant(day, DEADLINE) && !isWeekend(day);
  if (!inTime) day = addDays(day, 1);
  // After Friday's deadline everything waits for Monday; what came before it is announced on Sunday.
  while (isWeekend(day)) day = addDays(day, 1);
  if (weekdayOf(day) === 5) day = addDays(day, 2);
  while (!announcesOn(day)) day = addDays(day, 1);
  return easternInstant(day, ANNOUNCED_AT);
}

/** The day in whose feed papers received at a moment appear at the earliest. */
export function feedDayOf(received: Date): Day {
  return addDays(dayAt(announcementOf(received), EASTERN), 1);
}

/** New York has left out no day, so that there is one. */
function easternInstant(day: Day, time: string): Date {
  return instantOf(day, time, EASTERN) ?? new Date(`${day}T${time}Z`);
}
