import type { Database } from "../database.ts";
import type { Place } from "../subscriptions.ts";

interface ServerPlace extends Place {
  readonly server?: string | null | undefined;
}

/** Where a paper was linked first in a channel. */
export interface SharedLink {
  readonly paper: string;
  /** The platform's id of the message. */
  readonly message: string;
  /** YYYY-MM-DD, in UTC. */
  readonly day: string;
  /** When somebody who linked it again was last told. */
  readonly toldAt?: Date;
}

/** Whether links are remembered in a channel. */
export async function remembersLinks(db: Database, { platform, channel }: Place): Promise<boolean> {
  const row = await db
    .selectFrom("link_channels")
    .select("channel")
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .executeTakeFirst();
  return row !== undefined;
}

/** Begins to remember links in a channel, as part of a batch. */
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

/** Remembers no more links in a channel, and forgets those that were, as part of a batch. */
export async function removeLinkChannel(tx: Database, { platform, channel }: Place): Promise<void> {
  for (const table of ["link_channels", "shared_links"] as const)
    await tx.deleteFrom(table).where("platform", "=", platform).where("channel", "=", channel).execute();
}

/** Where these papers, or records that turned out to be them, were linked first in a channel; the earliest first. */
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

/** Writes where a paper was linked first, as part of a batch; known ones get what is given now. */
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
