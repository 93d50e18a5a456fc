import { createHash } from "node:crypto";
import type { ClubEvent } from "../store/club/events.ts";
import type { Place } from "../store/subscriptions.ts";
import { isoWeek, type Meeting } from "./meetings.ts";

/**
 * How many events of a club are remembered, some years of weekly meetings; a number and not a time, since a clock may
 * be years ahead for a while.
 */
const MOST_REMEMBERED = 200;

/** What is planned now. */
export interface Plan {
  readonly place: Place;
  readonly next: readonly Meeting[];
  /** Whether there is one meeting and no other after it. */
  readonly single: boolean;
  /** How often the meetings were changed. */
  readonly sequence: number;
}

/**
 * What a calendar file has to tell now, the earliest first, after other files have told what is `known`. A meeting is known by
 * its week: one that is moved within the week moves in calendars that have it, and a single one moves to any day. What was told
 * and is planned no longer is cancelled. All is told as long as it may stand in a calendar of somebody who took an older file;
 * a calendar takes a change from a higher sequence alone.
 */
export function calendarEvents(
  { place, next, single, sequence }: Plan,
  known: readonly ClubEvent[],
  now: Date,
): readonly ClubEvent[] {
  const shown = known.filter(({ until }) => until > now);
  const left = new Map(shown.filter(({ at }) => at > now).map((event) => [event.uid, event]));
  const inWeek = (week: string) => [...left.values()].filter(({ day }) => isoWeek(day) === week);
  const planned = next.map((meeting): ClubEvent => {
    const week = isoWeek(meeting.day);
    const same = firstOf(inWeek(week)) ?? (single ? firstOf([...left.values()], false) : undefined);
    if (!same) {
      const uid = newUid(place, week, sequence, known);
      return { ...meeting, uid, sequence, cancelled: false, until: meeting.at };
    }
    left.delete(same.uid);
    const isChanged =
      same.cancelled ||
      same.at.getTime() !== meeting.at.getTime() ||
      same.endsAt.getTime() !== meeting.endsAt.getTime();
    return {
      ...meeting,
      uid: same.uid,
      sequence: same.sequence + (isChanged ? 1 : 0),
      cancelled: false,
      until: same.until > meeting.at ? same.until : meeting.at,
    };
  });
  const dropped = [...left.values()].map((event) =>
    event.cancelled ? event : { ...event, cancelled: true, sequence: event.sequence + 1 },
  );
  const over = shown.filter(({ at }) => at <= now);
  return [...over, ...planned, ...dropped].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** What is remembered from now on: what this file contains, and the latest of what earlier ones did. */
export function afterTelling(told: readonly ClubEvent[], known: readonly ClubEvent[]): readonly ClubEvent[] {
  const earlier = known.filter((event) => !told.some(({ uid }) => uid === event.uid));
  const latestFirst = earlier.toSorted((a, b) => b.until.getTime() - a.until.getTime());
  return [...told, ...latestFirst.slice(0, MOST_REMEMBERED)];
}

/** One that still takes place comes before one that does not; with `orCancelled` false, only those that take place. */
function firstOf(events: readonly ClubEvent[], orCancelled = true): ClubEvent | undefined {
  return events.find(({ cancelled }) => !cancelled) ?? (orCancelled ? events[0] : undefined);
}

function newUid(
  { platform, channel }: Place,
  week: string,
  sequence: number,
  known: readonly ClubEvent[],
): string {
  const club = createHash("sha256")
    .update(JSON.stringify([platform, channel]))
    .digest("hex")
    .slice(0, 16);
  // The meeting of that week may have been moved to another one, and taken its name along.
  const isTaken = (uid: string) => known.some((event) => event.uid === uid);
  let uid = `${club}-${week}@paperboy`;
  for (let turn = sequence; isTaken(uid); turn += 1) uid = `${club}-${week}-${turn}@paperboy`;
  return uid;
}
