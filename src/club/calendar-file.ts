import { createHash } from "node:crypto";
import type { ClubState } from "./club.ts";
import { type CalendarEvent, writeCalendar } from "./ics.ts";
import { isoWeek } from "./meetings.ts";

/**
 * A club's next meetings as a calendar file. A meeting is known by its week: one that is moved within the week moves in
 * calendars that have it, too. `title` is that of the paper for the next one.
 */
export function calendarFile(
  { place, meetings, next, presenters }: ClubState,
  title: string | undefined,
  now: Date,
): string {
  const club = createHash("sha256")
    .update(JSON.stringify([place.platform, place.channel]))
    .digest("hex")
    .slice(0, 16);
  const events = next.map(({ day, at, endsAt }, index): CalendarEvent => {
    const isNext = index === 0;
    const presenter = presenters[0]?.name;
    const description = [
      isNext && title !== undefined && `Paper: ${title}`,
      isNext && presenter !== undefined && `Presenting: ${presenter}`,
    ].filter(Boolean);
    return {
      uid: `${club}-${isoWeek(day)}@paperboy`,
      sequence: meetings?.sequence ?? 0,
      startsAt: at,
      endsAt,
      summary: "Journal club",
      ...(description.length > 0 && { description: description.join("\n") }),
    };
  });
  return writeCalendar("Journal club", events, now);
}
