import type { Kysely } from "kysely";

/** What people are told privately about posts, each thing once, also over restarts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("notices")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("recipient", "text", (column) => column.notNull())
    .addColumn("delivery", "text")
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("next_try", "text", (column) => column.notNull())
    .addColumn("told_at", "text")
    .execute();
  await db.schema.createIndex("notices_due").on("notices").columns(["told_at", "next_try"]).execute();
}
