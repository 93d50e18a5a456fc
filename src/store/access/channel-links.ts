import type { Database } from "../database.ts";
import type { DepartedServer } from "../forgetting.ts";
import type { Place } from "../subscriptions.ts";
import type { PageLinkRow } from "./rows.ts";

/** A channel whose pages can be opened by a link. */
export interface LinkedChannel extends Place {
  readonly server?: string | undefined;
  /** Names the channel in addresses. It is no secret. */
  readonly handle: string;
  /** Links of earlier versions open nothing. */
  readonly version: number;
}

export async function findChannelLink(
  db: Database,
  { platform, channel }: Place,
): Promise<LinkedChannel | undefined> {
  const row = await db
    .selectFrom("page_links")
    .selectAll()
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .executeTakeFirst();
  return row && fromRow(row);
}

export async function channelOfHandle(db: Database, handle: string): Promise<LinkedChannel | undefined> {
  const row = await db.selectFrom("page_links").selectAll().where("handle", "=", handle).executeTakeFirst();
  return row && fromRow(row);
}

/** Writes a channel's link, new or known, as part of a batch. */
export async function putChannelLink(
  tx: Database,
  { platform, channel, handle, version, server: named }: LinkedChannel,
): Promise<void> {
  const server = named ?? null;
  await tx
    .insertInto("page_links")
    .values({ platform, channel, server, handle, version })
    .onConflict((conflict) => conflict.columns(["platform", "channel"]).doUpdateSet({ server, version }))
    .execute();
}

/** Ends, as part of a batch, every link and sign-in that was asked for in a server that the bot is no longer in. */
export async function closeServer(
  tx: Database,
  { platform, server, channels = [] }: DepartedServer,
): Promise<void> {
  for (const table of ["page_links", "page_sign_ins"] as const)
    await tx
      .deleteFrom(table)
      .where("platform", "=", platform)
      .where((eb) =>
        eb.or([
          eb("server", "=", server),
          eb.and([eb("server", "is", null), eb("channel", "in", ["", ...channels])]),
        ]),
      )
      .execute();
}

function fromRow({ server, ...row }: PageLinkRow): LinkedChannel {
  return { ...row, ...(server !== null && { server }) };
}
