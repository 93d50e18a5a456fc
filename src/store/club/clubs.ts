import type { Database } from "../database.ts";
import type { Place } from "../subscriptions.ts";
import type { ClubRow } from "./rows.ts";

/** When a journal club meets, in its time zone. */
export interface Meetings {
  /** The first meeting, YYYY-MM-DD; the others are whole weeks later. */
  readonly firstDay: string;
  /** HH:MM in `timezone`. */
  readonly time: string;
  /** An IANA name. */
  readonly timezone: string;
  /** Weeks between two meetings; 0 for a single one. */
  readonly everyWeeks: number;
  /** How long a meeting lasts. */
  readonly minutes: number;
  /** How many hours before a meeting a reminder is posted; 0 for never. */
  readonly remindHours: number;
}

export interface Club extends Place, Meetings {
  readonly server?: string | undefined;
  /** How often the meetings were changed. */
  readonly sequence: number;
  /** When they were last rescheduled, where that is known. */
  readonly changedAt?: Date;
}

/** Every journal club that meets, in a stable order. */
export async function allClubs(db: Database): Promise<readonly Club[]> {
  const rows = await db.selectFrom("clubs").selectAll().orderBy("platform").orderBy("channel").execute();
  return rows.map(fromRow);
}

export async function findClub(db: Database, { platform, channel }: Place): Promise<Club | undefined> {
  const row = await db
    .selectFrom("clubs")
    .selectAll()
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** Writes a club, new or known, as part of a batch. */
export async function putClub(tx: Database, club: Club): Promise<void> {
  const { platform, channel, server = null, time, timezone, minutes, sequence } = club;
  const changes = {
    server,
    first_day: club.firstDay,
    time,
    timezone,
    every_weeks: club.everyWeeks,
    minutes,
    remind_hours: club.remindHours,
    sequence,
    changed_at: club.changedAt?.toISOString() ?? null,
  };
  await tx
    .insertInto("clubs")
    .values({ platform, channel, ...changes })
    .onConflict((conflict) => conflict.columns(["platform", "channel"]).doUpdateSet(changes))
    .execute();
}

/** Ends a club's meetings as part of a batch; its papers and presenters stay. False if it had none. */
export async function removeClub(tx: Database, { platform, channel }: Place): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("clubs")
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** A club's meetings as text to store; `clubOf` reads it. */
export function clubText({ changedAt: _, ...club }: Club): string {
  return JSON.stringify(club);
}

export function clubOf(text: string): Omit<Club, "changedAt"> {
  return JSON.parse(text);
}

function fromRow(row: ClubRow): Club {
  return {
    platform: row.platform,
    channel: row.channel,
    firstDay: row.first_day,
    time: row.time,
    timezone: row.timezone,
    everyWeeks: row.every_weeks,
    minutes: row.minutes,
    remindHours: row.remind_hours,
    sequence: row.sequence,
    ...(row.server !== null && { server: row.server }),
    ...(row.changed_at !== null && { changedAt: new Date(row.changed_at) }),
  };
}
