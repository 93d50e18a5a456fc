import type { Kysely } from "kysely";

/** Where the bot has said hello: once for each server, or channel of one, also after a restart. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("greeted")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("server", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("greeted_key", ["platform", "server", "channel"])
    .execute();
}
