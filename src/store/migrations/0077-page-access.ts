import type { Kysely } from "kysely";

/** What opens pages that are not everybody's: the link of a channel, and the links and sign-ins of people. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("page_links")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("server", "text")
    .addColumn("handle", "text", (column) => column.notNull().unique())
    .addColumn("version", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("page_links_key", ["platform", "channel"])
    .execute();
  await db.schema
    .createTable("page_sign_ins")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("stage", "text", (column) => column.notNull())
    .addColumn("opens", "text", (column) => column.notNull())
    .addColumn("person", "text", (column) => column.notNull())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("server", "text")
    .addColumn("channel", "text")
    .addColumn("sealed", "text", (column) => column.notNull())
    .addColumn("begun_at", "text", (column) => column.notNull())
    .execute();
}
