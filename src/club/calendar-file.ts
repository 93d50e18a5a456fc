import type { ClubEvent } from "../store/club/events.ts";
import type { ClubState } from "./club.ts";
import { type CalendarEvent, writeCalendar } from "./ics.ts";

/**
 * A club's next meetings as a calendar file, and what an earlier file told that no longer is. `title` is that of the paper for
 * the next one.
 */
export function calendarFile(
  { next, presenters }: Pick<ClubState, "next" | "presenters">,
  events: readonly ClubEvent[],
  title: string | undefined,
  now: Date,
): string {
  const description = [title && `Paper: ${title}`, presenters[0] && `Presenting: ${presenters[0].name}`]
    .filter(Boolean)
    .join("\n");
  const entries = events.map(({ uid, sequence, at, endsAt, cancelled }): CalendarEvent => {
    const isNext = !cancelled && at.getTime() === next[0]?.at.getTime();
    return {
      uid,
      sequence,
      startsAt: at,
      endsAt,
      summary: "Journal club",
      cancelled,
      ...(isNext && description !== "" && { description }),
    };
  });
  return writeCalendar("Journal club", entries, now);
}
