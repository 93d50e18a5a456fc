import type { Kysely } from "kysely";

/** What is known of the sources of papers: days, listings, and when each may be asked again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("request_gates")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("free_at", "bigint", (column) => column.notNull())
    .addColumn("failures", "integer", (column) => column.notNull())
    .addColumn("holder", "text")
    .execute();
  await db.schema
    .createTable("sources")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("bookmark", "text")
    .addColumn("ran_at", "text")
    .addColumn("next_run_at", "text")
    .execute();
  await db.schema
    .createTable("source_days")
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("day", "text", (column) => column.notNull())
    .addColumn("verdict", "text", (column) => column.notNull())
    .addColumn("detail", "text")
    .addColumn("trouble", "text")
    .addColumn("way", "text")
    .addColumn("found", "integer", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("checked_at", "text", (column) => column.notNull())
    .addColumn("next_try_at", "text")
    .addPrimaryKeyConstraint("source_days_pk", ["source", "day"])
    .execute();
  await db.schema
    .createTable("source_papers")
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("paper_id", "text", (column) => column.notNull())
    .addColumn("day", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("source_papers_pk", ["source", "paper_id"])
    .execute();
  await db.schema.createIndex("source_papers_day").on("source_papers").columns(["source", "day"]).execute();
}
