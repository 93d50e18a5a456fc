import type { Database } from "../database.ts";
import type { Place } from "../subscriptions.ts";

interface ServerPlace extends Place {
  readonly server?: string | null | undefined;
}

/** Where a paper was first linked in a channel. */
export interface SharedLink {
  readonly paper: string;
  /** The platform's id of the message. */
  readonly message: string;
  /** YYYY-MM-DD, in UTC. */
  readonly day: string;
  /** When somebody who linked it again was last told. */
  readonly toldAt?: Date;
}

/** Whether links in a channel are recorded. */
export async function remembersLinks(db: Database, { platform, channel }: Place): Promise<boolean> {
  const row = await db
    .selectFrom("link_channels")
    .select("channel")
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .executeTakeFirst();
  return row !== undefined;
}

/** Begins to record links in a channel, as part of a batch. */
export async function addLinkChannel(
  tx: Database,
  { platform, channel, server = null }: ServerPlace,
): Promise<void> {
  await tx
    .insertInto("link_channels")
    .values({ platform, channel, server })
    .onConflict((conflict) => conflict.columns(["platform", "channel"]).doNothing())
    .execute();
}

/** Stops recording links in a channel, and deletes those recorded, as part of a batch. */
export async function removeLinkChannel(tx: Database, { platform, channel }: Place): Promise<void> {
  for (const table of ["link_channels", "shared_links"] as const)
    await tx.deleteFrom(table).where("platform", "=", platform).where("channel", "=", channel).execute();
}

/** Where these papers, or records merged into them, were first linked in a channel; the earliest first. */
export async function sharedLinksOf(
  db: Database,
  { platform, channel }: Place,
  papers: readonly string[],
): Promise<readonly SharedLink[]> {
  const rows = await db
    .selectFrom("shared_links")
    .leftJoin("papers", "papers.id", "shared_links.paper")
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .where((eb) =>
      eb.or([
        eb("shared_links.paper", "in", ["", ...papers]),
        eb("papers.merged_into", "in", ["", ...papers]),
      ]),
    )
    .select(["message", "day", "told_at as toldAt"])
    .select((eb) => eb.fn.coalesce("papers.merged_into", "shared_links.paper").as("paper"))
    .orderBy("day")
    .orderBy("message")
    .execute();
  return rows.map(({ toldAt, ...row }) => ({ ...row, ...(toldAt !== null && { toldAt: new Date(toldAt) }) }));
}

/** Records where a paper was first linked, as part of a batch; known ones get the values given now. */
export async function putSharedLink(
  tx: Database,
  { platform, channel, server = null }: ServerPlace,
  { paper, message, day, toldAt }: SharedLink,
): Promise<void> {
  const changes = { message, day, told_at: toldAt?.toISOString() ?? null };
  await tx
    .insertInto("shared_links")
    .values({ platform, channel, server, paper, ...changes })
    .onConflict((conflict) => conflict.columns(["platform", "channel", "paper"]).doUpdateSet(changes))
    .execute();
}
