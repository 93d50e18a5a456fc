import type { Database } from "./database.ts";
import type { SubscriptionRow } from "./schema.ts";

/** A channel on a platform: where papers are posted. */
export interface Place {
  readonly platform: string;
  /** The platform's own id. */
  readonly channel: string;
}

const WHEN_EMPTY = ["best", "quiet", "explain"] as const;

/** What a channel gets, and when. */
export interface SubscriptionSettings {
  /** A post on each of the days, or one a week on the first of them, with the best of the week. */
  readonly every: "day" | "week";
  /** Interests in plain words, each separate; none for whatever is good. */
  readonly topics: readonly string[];
  /** arXiv categories ("cs.CV") or groups of them ("cs"); none for all. */
  readonly categories: readonly string[];
  /** HH:MM in `timezone`. */
  readonly time: string;
  /** An IANA name. */
  readonly timezone: string;
  /** ISO weekdays, 1 (Monday) to 7, in order. */
  readonly days: readonly number[];
  /** 1 to 5. */
  readonly papers: number;
  /** On a day without a match: the best new paper of the last month, nothing, or a mail that says so. */
  readonly whenEmpty: (typeof WHEN_EMPTY)[number];
  /** Channels of one group never get the same paper. */
  readonly group?: string;
}

export interface Subscription extends Place, SubscriptionSettings {
  readonly server?: string;
  /** Whether it was made in chat, or by the operator's settings, which then decide. */
  readonly origin: "chat" | "settings";
  /** Whom to tell if it has to be paused, by the platform's own id. */
  readonly createdBy?: string;
  /** Everything due up to this instant has its row in the ledger. */
  readonly plannedUntil: Date;
  /** By a person, until a person resumes it; or by the program, until a post is possible again. */
  readonly paused?: { readonly at: Date; readonly reason: string; readonly by: "person" | "program" };
}

/** Every subscription, in a stable order. */
export async function allSubscriptions(db: Database): Promise<readonly Subscription[]> {
  const rows = await db
    .selectFrom("subscriptions")
    .selectAll()
    .orderBy("platform")
    .orderBy("channel")
    .execute();
  return rows.map(fromRow);
}

export async function findSubscription(
  db: Database,
  { platform, channel }: Place,
): Promise<Subscription | undefined> {
  const row = await db
    .selectFrom("subscriptions")
    .selectAll()
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** Writes a subscription, new or known, as part of a batch. */
export async function putSubscription(tx: Database, subscription: Subscription): Promise<void> {
  const row = toRow(subscription);
  const { platform, channel, ...changes } = row;
  await tx
    .insertInto("subscriptions")
    .values(row)
    .onConflict((conflict) => conflict.columns(["platform", "channel"]).doUpdateSet(changes))
    .execute();
}

/** Removes a subscription as part of a batch. Its ledger stays, so that no paper comes again. */
export async function removeSubscription(tx: Database, { platform, channel }: Place): Promise<void> {
  await tx
    .deleteFrom("subscriptions")
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .execute();
}

/** A subscription as text to store, without its maker. */
export function subscriptionText(subscription: Subscription): string {
  return JSON.stringify({ ...toRow(subscription), created_by: null });
}

/** Reads what `subscriptionText` wrote. */
export function subscriptionOf(text: string): Subscription {
  return fromRow(JSON.parse(text));
}

function toRow(subscription: Subscription): SubscriptionRow {
  const { topics, categories, days, whenEmpty, group, server, createdBy, plannedUntil, paused } =
    subscription;
  const { platform, channel, every, time, timezone, papers, origin } = subscription;
  return {
    platform,
    channel,
    server: server ?? null,
    topics: JSON.stringify(topics),
    categories: JSON.stringify(categories),
    every,
    time,
    timezone,
    days: JSON.stringify(days),
    papers,
    when_empty: whenEmpty,
    group_name: group ?? null,
    origin,
    created_by: createdBy ?? null,
    planned_until: plannedUntil.toISOString(),
    paused_at: paused?.at.toISOString() ?? null,
    paused_reason: paused?.reason ?? null,
    paused_by: paused?.by ?? null,
  };
}

function fromRow(row: SubscriptionRow): Subscription {
  return {
    platform: row.platform,
    channel: row.channel,
    topics: JSON.parse(row.topics),
    categories: JSON.parse(row.categories),
    every: row.every === "week" ? "week" : "day",
    time: row.time,
    timezone: row.timezone,
    days: JSON.parse(row.days),
    papers: row.papers,
    whenEmpty: WHEN_EMPTY.find((one) => one === row.when_empty) ?? "quiet",
    origin: row.origin === "settings" ? "settings" : "chat",
    plannedUntil: new Date(row.planned_until),
    ...(row.group_name !== null && { group: row.group_name }),
    ...(row.server !== null && { server: row.server }),
    ...(row.created_by !== null && { createdBy: row.created_by }),
    ...(row.paused_at !== null && {
      paused: {
        at: new Date(row.paused_at),
        reason: row.paused_reason ?? "",
        by: row.paused_by === "program" ? "program" : "person",
      },
    }),
  };
}
