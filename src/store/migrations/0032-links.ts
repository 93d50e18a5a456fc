import type { Kysely } from "kysely";

/** In which channels links are remembered, and where a paper was linked first. Never what the messages say. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("link_channels")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("server", "text")
    .addPrimaryKeyConstraint("link_channels_key", ["platform", "channel"])
    .execute();
  await db.schema
    .createTable("shared_links")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("server", "text")
    .addColumn("paper", "text", (column) => column.notNull())
    .addColumn("message", "text", (column) => column.notNull())
    .addColumn("day", "text", (column) => column.notNull())
    .addColumn("told_at", "text")
    .addPrimaryKeyConstraint("shared_links_key", ["platform", "channel", "paper"])
    .execute();
}
