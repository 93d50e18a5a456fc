import type { Database } from "../database.ts";
import type { Place } from "../subscriptions.ts";

/** A meeting as it was in the last calendar file: what people who have imported the file see in their calendars. */
export interface ClubEvent {
  /** The same for the same meeting, wherever it is moved. */
  readonly uid: string;
  /** The day it was planned for, YYYY-MM-DD in the club's time zone. */
  readonly day: string;
  readonly at: Date;
  readonly endsAt: Date;
  /** Grows with every change that a file has contained. */
  readonly sequence: number;
  readonly cancelled: boolean;
  /** The latest start that a file has contained: until then it may be in the calendar of somebody who took an older file. */
  readonly until: Date;
}

/** The events of a channel's calendar files, the earliest first. */
export async function clubEventsOf(
  db: Database,
  { platform, channel }: Place,
): Promise<readonly ClubEvent[]> {
  const rows = await db
    .selectFrom("club_events")
    .selectAll()
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .orderBy("at")
    .orderBy("uid")
    .execute();
  return rows.map(({ uid, day, at, ends_at, sequence, cancelled, until }) => ({
    uid,
    day,
    at: new Date(at),
    endsAt: new Date(ends_at),
    sequence,
    cancelled: cancelled === 1,
    until: new Date(until),
  }));
}

/** Replaces the events of a channel's calendar files, as part of a batch. */
export async function putClubEvents(
  tx: Database,
  { platform, channel, server = null }: Place & { readonly server?: string | null | undefined },
  events: readonly ClubEvent[],
): Promise<void> {
  await tx
    .deleteFrom("club_events")
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .execute();
  if (events.length === 0) return;
  await tx
    .insertInto("club_events")
    .values(
      events.map(({ uid, day, at, endsAt, sequence, cancelled, until }) => ({
        platform,
        channel,
        server,
        uid,
        day,
        at: at.toISOString(),
        ends_at: endsAt.toISOString(),
        sequence,
        cancelled: cancelled ? 1 : 0,
        until: until.toISOString(),
      })),
    )
    .execute();
}
