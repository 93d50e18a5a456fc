import type { Kysely } from "kysely";

/** The papers, and small facts of the program. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("papers")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("title_key", "text", (column) => column.notNull())
    .addColumn("abstract", "text")
    .addColumn("summary", "text")
    .addColumn("keywords", "text", (column) => column.notNull())
    .addColumn("authors", "text", (column) => column.notNull())
    .addColumn("authors_count", "integer")
    .addColumn("published", "text")
    .addColumn("categories", "text", (column) => column.notNull())
    .addColumn("venue", "text")
    .addColumn("url", "text")
    .addColumn("code_url", "text")
    .addColumn("upvotes", "integer")
    .addColumn("merged_into", "text")
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("added_at", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("papers_title_key").on("papers").column("title_key").execute();
  await db.schema.createIndex("papers_revision").on("papers").columns(["revision", "id"]).execute();
  await db.schema
    .createTable("counters")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("value", "integer", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("settings")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("value", "text", (column) => column.notNull())
    .execute();
}
