import { sql } from "kysely";
import type { Database } from "./database.ts";
import type { DepartedServer } from "./forgetting.ts";
import { tablesOf } from "./ownership.ts";

/** Marks a server as left, as part of a batch. One that is marked already keeps its date. */
export async function markLeft(
  tx: Database,
  { platform, server, channels }: DepartedServer,
  at: Date,
): Promise<void> {
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

/** Takes the marks of servers away as part of a batch: the bot is in them. How many had one. */
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

/** The servers of a platform of which anything is kept. */
export async function knownServers(db: Database, platform: string): Promise<readonly string[]> {
  const known = tablesOf("channel").map(async (table) => {
    const query = sql<{ server: string }>`select distinct server from ${sql.table(table)}
      where platform = ${platform} and server is not null`;
    return (await query.execute(db)).rows.map(({ server }) => server);
  });
  return [...new Set((await Promise.all(known)).flat())].sort();
}
