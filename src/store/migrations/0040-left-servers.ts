import type { Kysely } from "kysely";

/** Servers that the bot was removed from: what is kept of them waits there for its return, or for its deletion. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("left_servers")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("server", "text", (column) => column.notNull())
    .addColumn("channels", "text")
    .addColumn("left_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("left_servers_key", ["platform", "server"])
    .execute();
}
