import type { Database } from "./database.ts";
import type { DeliveryRow } from "./schema.ts";
import type { Place } from "./subscriptions.ts";

/**
 * - `planned`: to be sent when it is due.
 * - `sending`: somebody has claimed it, until the lease ends. After that nobody knows whether it was posted.
 * - `sent`: it is there.
 * - `skipped`: it will not be sent; the reason says why.
 * - `failed`: nothing was posted; it is tried again.
 * - `uncertain`: it may be there, and there is no way to find out. A person decides.
 */
export type DeliveryState = "planned" | "sending" | "sent" | "skipped" | "failed" | "uncertain";

/** What is posted: ids, not texts, so that a title that was mended meanwhile is posted as it is then. */
export interface Content {
  readonly papers: readonly { readonly id: string; readonly why: string }[];
  /** Said above the papers, e.g. that nothing matched today. */
  readonly note?: string;
}

/** The part that reminds of a meeting on that day. What asks for a day's papers does not see it. */
export const REMINDER = 2;

/** One message of a day in a channel. */
export interface Delivery extends Place {
  readonly id: string;
  /** In the channel's time zone, YYYY-MM-DD. */
  readonly day: string;
  /** 0 for the post, 1 for what follows in its thread, 2 for a reminder. */
  readonly part: number;
  readonly state: DeliveryState;
  readonly content: Content;
  readonly dueAt: Date;
  /** From then on it is too late. */
  readonly closesAt: Date;
  /** How often it was sent. */
  readonly attempts: number;
  readonly nextTry?: Date;
  readonly sentFrom?: Date;
  /** The platform's id of the message. */
  readonly message?: string;
  readonly reason?: string;
  readonly updatedAt: Date;
}

/** Adds rows as part of a batch; a row that is there already stays as it is. */
export async function insertDeliveries(tx: Database, deliveries: readonly Delivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  await tx
    .insertInto("deliveries")
    .values(deliveries.map(toRow))
    .onConflict((conflict) => conflict.columns(["platform", "channel", "day", "part"]).doNothing())
    .execute();
}

/** The rows of a day's papers in a channel, in order of their parts. */
export async function deliveriesOf(db: Database, place: Place, day: string): Promise<readonly Delivery[]> {
  return select(db, (query) =>
    within(place, query).where("day", "=", day).where("part", "<", REMINDER).orderBy("part"),
  );
}

/** The last rows of a channel's papers, newest first. */
export async function lastDeliveries(
  db: Database,
  place: Place,
  limit: number,
): Promise<readonly Delivery[]> {
  return select(db, (query) =>
    within(place, query).where("part", "<", REMINDER).orderBy("day", "desc").orderBy("part").limit(limit),
  );
}

/** The papers that were posted to a channel on a day or after it, newest first. */
export async function postedDeliveries(
  db: Database,
  place: Place,
  since: string,
  limit: number,
): Promise<readonly Delivery[]> {
  return select(db, (query) =>
    within(place, query)
      .where("state", "=", "sent")
      .where("part", "<", REMINDER)
      .where("day", ">=", since)
      .orderBy("day", "desc")
      .orderBy("part")
      .limit(limit),
  );
}

export async function findDelivery(db: Database, id: string): Promise<Delivery | undefined> {
  const [delivery] = await select(db, (query) => query.where("id", "=", id));
  return delivery;
}

/** Every row in one of the states, the longest due first; `until` leaves out what is to be tried later. */
export async function deliveriesIn(
  db: Database,
  states: readonly DeliveryState[],
  until?: Date,
): Promise<readonly Delivery[]> {
  return select(db, (query) => {
    const found = query
      .where("state", "in", states)
      .orderBy("due_at")
      .orderBy("platform")
      .orderBy("channel")
      .orderBy("part");
    if (!until) return found;
    const time = until.toISOString();
    return found.where((eb) => eb.or([eb("next_try", "is", null), eb("next_try", "<=", time)]));
  });
}

/** The rows whose claim has run out: whoever claimed them is gone, or will not say any more. */
export async function abandonedDeliveries(db: Database, now: Date): Promise<readonly Delivery[]> {
  return select(db, (query) =>
    query
      .where("state", "=", "sending")
      .where("lease_until", "<=", now.toISOString())
      .orderBy("due_at")
      .orderBy("id"),
  );
}

/** Which rows may be changed: by their state, by who holds them, by when their lease ended. */
export interface Guard {
  readonly states: readonly DeliveryState[];
  readonly owner?: string;
  readonly leaseEndedBy?: Date;
}

export type Change = Partial<Omit<DeliveryRow, "id" | "platform" | "channel" | "day" | "part">>;

/** Changes a row as part of a batch if it is still as the guard says. False if somebody else was quicker. */
export async function changeDelivery(
  tx: Database,
  id: string,
  guard: Guard,
  change: Change,
): Promise<boolean> {
  let query = tx
    .updateTable("deliveries")
    .set(change)
    .where("id", "=", id)
    .where("state", "in", guard.states);
  if (guard.owner !== undefined) query = query.where("owner", "=", guard.owner);
  if (guard.leaseEndedBy) query = query.where("lease_until", "<=", guard.leaseEndedBy.toISOString());
  const { numUpdatedRows } = await query.executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Forgets what was skipped under a clock that was ahead: the rows that were written after `now`. */
export async function forgetSkippedAfter(tx: Database, place: Place, now: Date): Promise<void> {
  await tx
    .deleteFrom("deliveries")
    .where("platform", "=", place.platform)
    .where("channel", "=", place.channel)
    .where("state", "=", "skipped")
    .where("updated_at", ">", now.toISOString())
    .execute();
}

type Query = ReturnType<typeof everything>;

function everything(db: Database) {
  return db.selectFrom("deliveries").selectAll();
}

function within({ platform, channel }: Place, query: Query): Query {
  return query.where("platform", "=", platform).where("channel", "=", channel);
}

async function select(db: Database, narrow: (query: Query) => Query): Promise<readonly Delivery[]> {
  return (await narrow(everything(db)).execute()).map(fromRow);
}

function toRow(delivery: Delivery): DeliveryRow {
  const { id, platform, channel, day, part, state, content, attempts } = delivery;
  return {
    id,
    platform,
    channel,
    day,
    part,
    state,
    content: JSON.stringify(content),
    due_at: delivery.dueAt.toISOString(),
    closes_at: delivery.closesAt.toISOString(),
    attempts,
    next_try: delivery.nextTry?.toISOString() ?? null,
    owner: null,
    lease_until: null,
    sent_from: delivery.sentFrom?.toISOString() ?? null,
    message: delivery.message ?? null,
    reason: delivery.reason ?? null,
    updated_at: delivery.updatedAt.toISOString(),
  };
}

function fromRow(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    platform: row.platform,
    channel: row.channel,
    day: row.day,
    part: row.part,
    state: row.state as DeliveryState,
    content: JSON.parse(row.content),
    dueAt: new Date(row.due_at),
    closesAt: new Date(row.closes_at),
    attempts: row.attempts,
    updatedAt: new Date(row.updated_at),
    ...(row.next_try !== null && { nextTry: new Date(row.next_try) }),
    ...(row.sent_from !== null && { sentFrom: new Date(row.sent_from) }),
    ...(row.message !== null && { message: row.message }),
    ...(row.reason !== null && { reason: row.reason }),
  };
}
