import { type Kysely, sql } from "kysely";

/** Where the server of a channel is named. */
const NAMING = ["subscriptions", "clubs", "club_papers", "link_channels", "shared_links", "votes"];

/**
 * What was posted names its server itself, so that it can be deleted with the rest of it: a channel whose subscription
 * has ended may be named nowhere else.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ["deliveries", "shown"])
    await db.schema.alterTable(table).addColumn("server", "text").execute();
  for (const naming of NAMING) {
    const { rows } = await sql<{ platform: string; channel: string; server: string }>`
      select platform, channel, max(server) as server from ${sql.table(naming)}
      where channel is not null and server is not null group by platform, channel`.execute(db);
    for (const { platform, channel, server } of rows) {
      for (const table of ["deliveries", "shown"])
        await sql`update ${sql.table(table)} set server = ${server}
          where platform = ${platform} and channel = ${channel} and server is null`.execute(db);
    }
  }
}
