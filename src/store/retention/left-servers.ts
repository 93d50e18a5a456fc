import { sql } from "kysely";
import { closeServer } from "../access/channel-links.ts";
import type { Database } from "../database.ts";
import type { DepartedServer } from "../forgetting.ts";
import { tablesOf } from "../ownership.ts";

/** Marks a server as left, as part of a batch, and ends its links at once. One that is marked already keeps its date. */
export async function markLeft(tx: Database, left: DepartedServer, at: Date): Promise<void> {
  const { platform, server, channels } = left;
  await closeServer(tx, left);
  const row = {
    platform,
    server,
    channels: channels ? JSON.stringify(channels) : null,
    left_at: at.toISOString(),
  };
  await tx
    .insertInto("left_servers")
    .values(row)
    .onConflict((conflict) => conflict.columns(["platform", "server"]).doNothing())
    .execute();
}

/** Unmarks servers as part of a batch: the bot is in them. Returns how many were marked. */
export async function unmarkLeft(
  tx: Database,
  platform: string,
  servers: readonly string[],
): Promise<number> {
  const marked = new Set(
    (await leftServers(tx)).filter((one) => one.platform === platform).map(({ server }) => server),
  );
  const back = servers.filter((server) => marked.has(server));
  for (const server of back)
    await tx
      .deleteFrom("left_servers")
      .where("platform", "=", platform)
      .where("server", "=", server)
      .execute();
  return back.length;
}

/** The marked servers that were left no later than an instant; without one, all. */
export async function leftServers(db: Database, until?: Date): Promise<readonly DepartedServer[]> {
  let query = db.selectFrom("left_servers").select(["platform", "server", "channels"]);
  if (until) query = query.where("left_at", "<=", until.toISOString());
  const rows = await query.orderBy("platform").orderBy("server").execute();
  return rows.map(({ channels, ...server }) => ({
    ...server,
    ...(channels !== null && { channels: JSON.parse(channels) }),
  }));
}

/** The servers of a platform that anything is stored about. */
export async function knownServers(db: Database, platform: string): Promise<readonly string[]> {
  const known = tablesOf("channel").map(async (table) => {
    const query = sql<{ server: string }>`select distinct server from ${sql.table(table)}
      where platform = ${platform} and server is not null`;
    return (await query.execute(db)).rows.map(({ server }) => server);
  });
  return [...new Set((await Promise.all(known)).flat())].sort();
}

/** Whether something belongs to a server that the bot is no longer in. */
export async function leftAmong(
  db: Database,
): Promise<(one: { readonly platform: string; readonly server?: string | undefined }) => boolean> {
  const left = new Set(
    (await leftServers(db)).map(({ platform, server }) => JSON.stringify([platform, server])),
  );
  return ({ platform, server }) => server !== undefined && left.has(JSON.stringify([platform, server]));
}

/** What the program posts by itself, also by the settings, where nobody says which server that is in. */
const POSTED = ["subscriptions", "deliveries", "shown"] as const;

/**
 * Records, as part of a batch, which server channels belong to where that is not known yet: once the bot is removed
 * from it, nobody can tell any more.
 */
export async function nameServers(
  tx: Database,
  platform: string,
  serverOf: (channel: string) => string | undefined,
): Promise<void> {
  for (const table of POSTED) {
    const nameless = await tx
      .selectFrom(table)
      .select("channel")
      .distinct()
      .where("platform", "=", platform)
      .where("server", "is", null)
      .execute();
    for (const { channel } of nameless) {
      const server = serverOf(channel);
      if (server === undefined) continue;
      await tx
        .updateTable(table)
        .set({ server })
        .where("platform", "=", platform)
        .where("channel", "=", channel)
        .where("server", "is", null)
        .execute();
    }
  }
}
