import type { ClubEvent } from "../store/club/events.ts";
import type { ClubState } from "./club.ts";
import { type CalendarEvent, writeCalendar } from "./ics.ts";

/** The club's channel, as far as it is known. */
interface ClubChannel {
  /** E.g. “#papers”. */
  readonly name?: string | undefined;
  readonly url?: string | undefined;
}

/**
 * A club's next meetings as a calendar file, with cancellations of what an earlier file contained. `title` is the paper
 * of the next one: votes may still change what the others are about. Presenters take turns.
 */
export function calendarFile(
  { next, presenters }: Pick<ClubState, "next" | "presenters">,
  events: readonly ClubEvent[],
  title: string | undefined,
  { name, url }: ClubChannel,
  now: Date,
): string {
  const club = ["Journal club", name].filter(Boolean).join(" ");
  const entries = events.map(({ uid, sequence, at, endsAt, cancelled }): CalendarEvent => {
    const place = cancelled ? -1 : next.findIndex((meeting) => meeting.at.getTime() === at.getTime());
    const paper = place === 0 ? title : undefined;
    const presenter = place < 0 ? undefined : presenters[place % presenters.length];
    const lines = [paper && `Paper: ${paper}`, presenter && `Presenting: ${presenter.name}`, url];
    return {
      uid,
      sequence,
      startsAt: at,
      endsAt,
      summary: [club, paper].filter(Boolean).join(": "),
      cancelled,
      url,
      description: lines.filter(Boolean).join("\n"),
    };
  });
  return writeCalendar(club, entries, now);
}
