import { createHash } from "node:crypto";
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

/** What is posted: ids, not texts, so that a title that was corrected since is posted corrected. */
export interface Content {
  readonly papers: readonly {
    readonly id: string;
    readonly why: string;
    /** The interest it was picked for, by its reader's name for it: for the subject of a mail. */
    readonly about?: string;
  }[];
  /**
   * What the channel's lab liked in the week, the best first, with the number of people who saved each, where that may
   * be told.
   */
  readonly liked?: readonly { readonly id: string; readonly savers?: number }[];
  /** Said above the papers, e.g. that nothing matched today. */
  readonly note?: string;
  /** The small print that it was sent with. */
  readonly footer?: string;
  /** Without cards and buttons: the platform has refused their layout. */
  readonly plain?: boolean;
  /** Papers meant for this message that the platform has refused in every form. */
  readonly refused?: readonly string[];
}

/**
 * What a message is for, with its number in the idempotency key, which is for good: a channel has at most one message
 * of each kind a day.
 * - `post`: the day's paper.
 * - `thread`: the other papers of the day, below it.
 * - `reminder`: of a meeting on that day.
 * - `digest`: the week's papers.
 */
const KEY_NUMBER = { post: 0, thread: 1, reminder: 2, digest: 3 } as const;

export type DeliveryKind = keyof typeof KEY_NUMBER;

/** The kinds that a channel's papers come in; what leads comes first in the order of their names. */
export const OF_PAPERS: readonly DeliveryKind[] = ["digest", "post", "thread"];

/** Whether a message is what a run is for, rather than a follow-up or a reminder. */
export function isLead({ kind }: Pick<Delivery, "kind">): boolean {
  return kind === "post" || kind === "digest";
}

/** The ids of every paper that a message shows. */
export function papersIn({ papers, liked = [] }: Content): readonly string[] {
  return [...papers, ...liked].map(({ id }) => id);
}

/** One message of a day in a channel. */
export interface Delivery extends Place {
  readonly id: string;
  /** The server of the channel, where that is known. */
  readonly server?: string | undefined;
  /** In the channel's time zone, YYYY-MM-DD. */
  readonly day: string;
  readonly kind: DeliveryKind;
  readonly state: DeliveryState;
  readonly content: Content;
  readonly dueAt: Date;
  /** The deadline: after that it is too late. */
  readonly closesAt: Date;
  /** How many attempts there were. */
  readonly attempts: number;
  readonly nextTry?: Date;
  readonly sentFrom?: Date;
  /** The platform's id of the message. */
  readonly message?: string;
  readonly reason?: string;
  readonly updatedAt: Date;
}

/** The idempotency key of a message, 22 characters: the same for the same kind on the same day in the same channel. */
export function deliveryId({ platform, channel }: Place, day: string, kind: DeliveryKind): string {
  const text = JSON.stringify([platform, channel, day, KEY_NUMBER[kind]]);
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}

/** Adds rows as part of a batch; a row that is there already stays as it is. */
export async function insertDeliveries(tx: Database, deliveries: readonly Delivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  await tx
    .insertInto("deliveries")
    .values(deliveries.map(toRow))
    .onConflict((conflict) => conflict.columns(["platform", "channel", "day", "kind"]).doNothing())
    .execute();
}

/** The rows of a day's papers in a channel, the post first. */
export async function deliveriesOf(db: Database, place: Place, day: string): Promise<readonly Delivery[]> {
  return select(db, (query) =>
    within(place, query).where("day", "=", day).where("kind", "in", OF_PAPERS).orderBy("kind"),
  );
}

/** The last rows of a channel's papers, newest first. */
export async function lastDeliveries(
  db: Database,
  place: Place,
  limit: number,
): Promise<readonly Delivery[]> {
  return select(db, (query) =>
    within(place, query).where("kind", "in", OF_PAPERS).orderBy("day", "desc").orderBy("kind").limit(limit),
  );
}

/** The papers, or messages of other kinds too, that were posted to a channel on a day or after it, newest first. */
export async function postedDeliveries(
  db: Database,
  place: Place,
  since: string,
  limit: number,
  kinds: readonly DeliveryKind[] = OF_PAPERS,
): Promise<readonly Delivery[]> {
  return select(db, (query) =>
    within(place, query)
      .where("state", "=", "sent")
      .where("kind", "in", kinds)
      .where("day", ">=", since)
      .orderBy("day", "desc")
      .orderBy("kind")
      .limit(limit),
  );
}

/** When the ledger last recorded, up to a moment, that a platform has a message; undefined if never. */
export async function lastSentOn(db: Database, platform: string, until: Date): Promise<Date | undefined> {
  const row = await db
    .selectFrom("deliveries")
    .select((eb) => eb.fn.max("updated_at").as("last"))
    .where("platform", "=", platform)
    .where("state", "=", "sent")
    .where("updated_at", "<=", until.toISOString())
    .executeTakeFirst();
  return row?.last ? new Date(row.last) : undefined;
}

export async function findDelivery(db: Database, id: string): Promise<Delivery | undefined> {
  const [delivery] = await select(db, (query) => query.where("id", "=", id));
  return delivery;
}

/** Every row in one of the states, the longest due first; `until` leaves out rows that are to be tried later. */
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
      .orderBy("kind");
    if (!until) return found;
    const time = until.toISOString();
    return found.where((eb) => eb.or([eb("next_try", "is", null), eb("next_try", "<=", time)]));
  });
}

/** The rows whose claim has expired: whoever claimed them is gone, or will not report back. */
export async function abandonedDeliveries(db: Database, now: Date): Promise<readonly Delivery[]> {
  return select(db, (query) =>
    query
      .where("state", "=", "sending")
      .where("lease_until", "<=", now.toISOString())
      .orderBy("due_at")
      .orderBy("id"),
  );
}

type DeliveryQuery = ReturnType<typeof everything>;

function everything(db: Database) {
  return db.selectFrom("deliveries").selectAll();
}

function within({ platform, channel }: Place, query: DeliveryQuery): DeliveryQuery {
  return query.where("platform", "=", platform).where("channel", "=", channel);
}

async function select(
  db: Database,
  narrow: (query: DeliveryQuery) => DeliveryQuery,
): Promise<readonly Delivery[]> {
  return (await narrow(everything(db)).execute()).map(deliveryFrom);
}

function toRow(delivery: Delivery): DeliveryRow {
  const { id, platform, channel, day, kind, state, content, attempts } = delivery;
  return {
    id,
    platform,
    channel,
    server: delivery.server ?? null,
    day,
    kind,
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

export function deliveryFrom(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    platform: row.platform,
    channel: row.channel,
    day: row.day,
    kind: row.kind as DeliveryKind,
    state: row.state as DeliveryState,
    content: JSON.parse(row.content),
    dueAt: new Date(row.due_at),
    closesAt: new Date(row.closes_at),
    attempts: row.attempts,
    updatedAt: new Date(row.updated_at),
    ...(row.server !== null && { server: row.server }),
    ...(row.next_try !== null && { nextTry: new Date(row.next_try) }),
    ...(row.sent_from !== null && { sentFrom: new Date(row.sent_from) }),
    ...(row.message !== null && { message: row.message }),
    ...(row.reason !== null && { reason: row.reason }),
  };
}
