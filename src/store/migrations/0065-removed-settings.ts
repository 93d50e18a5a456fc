import type { Kysely } from "kysely";

/** What somebody has just ended, so that they can take it back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("removed_settings")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("server", "text")
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("content", "text", (column) => column.notNull())
    .addColumn("removed_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("removed_settings_key", ["platform", "channel", "kind"])
    .execute();
}
