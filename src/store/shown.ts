import type { Database } from "./database.ts";
import type { Place } from "./subscriptions.ts";

/** A paper that a channel has been given, or is about to be. */
export interface Shown {
  readonly paper: string;
  readonly day: string;
}

/**
 * The papers that a channel, and every channel of its group, has been given; the newest first. A merged record counts
 * as the paper it is part of.
 */
export async function shownIn(
  db: Database,
  place: Place,
  group: string | undefined,
): Promise<readonly Shown[]> {
  return db
    .selectFrom("shown")
    .leftJoin("papers", "papers.id", "shown.paper")
    .leftJoin("subscriptions", (join) =>
      join
        .onRef("subscriptions.platform", "=", "shown.platform")
        .onRef("subscriptions.channel", "=", "shown.channel"),
    )
    .where((eb) =>
      eb.or([
        eb.and([eb("shown.platform", "=", place.platform), eb("shown.channel", "=", place.channel)]),
        ...(group === undefined ? [] : [eb("subscriptions.group_name", "=", group)]),
      ]),
    )
    .select((eb) => [eb.fn.coalesce("papers.merged_into", "shown.paper").as("paper"), "shown.day"])
    .orderBy("shown.day", "desc")
    .orderBy("shown.paper")
    .execute();
}

/**
 * The papers a channel itself was given from a day on, YYYY-MM-DD, up to the first day that the ledger still has; the
 * newest first. The ledger's rows are deleted in time, these are not.
 */
export async function shownBeforeLedger(
  db: Database,
  { platform, channel }: Place,
  since: string,
  limit: number,
): Promise<readonly Shown[]> {
  const first = await db
    .selectFrom("deliveries")
    .select((eb) => eb.fn.min("day").as("day"))
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .executeTakeFirst();
  let query = db
    .selectFrom("shown")
    .select(["paper", "day"])
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .where("day", ">=", since);
  if (first?.day) query = query.where("day", "<", first.day);
  return query.orderBy("day", "desc").orderBy("paper").limit(limit).execute();
}

/** Records as part of a batch that a channel is given papers. */
export async function addShown(
  tx: Database,
  { platform, channel, server = null }: Place & { readonly server?: string | null | undefined },
  papers: readonly string[],
  day: string,
): Promise<void> {
  if (papers.length === 0) return;
  await tx
    .insertInto("shown")
    .values(papers.map((paper) => ({ platform, channel, server, paper, day })))
    .onConflict((conflict) => conflict.columns(["platform", "channel", "paper"]).doNothing())
    .execute();
}

/** Removes, as part of a batch, papers that were planned for a day and never posted: another day may have them. */
export async function removeShown(
  tx: Database,
  { platform, channel }: Place,
  papers: readonly string[],
  day: string,
): Promise<void> {
  await tx
    .deleteFrom("shown")
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .where("day", "=", day)
    .where("paper", "in", ["", ...papers])
    .execute();
}
