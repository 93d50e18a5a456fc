import type { Kysely } from "kysely";

/** In which channels everybody sees what commands answer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("public_channels")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("server", "text")
    .addPrimaryKeyConstraint("public_channels_key", ["platform", "channel"])
    .execute();
}
