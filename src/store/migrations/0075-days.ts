import { type Kysely, sql } from "kysely";

/** The papers of a day, wherever they come from: the page looks for them by day, and asks of each whether a source has listed it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex("source_papers_by_day")
    .on("source_papers")
    .columns(["day", "source", "paper_id"])
    .execute();
  await db.schema.createIndex("source_papers_paper").on("source_papers").column("paper_id").execute();
  await db.schema.createIndex("source_days_day").on("source_days").column("day").execute();
  await db.schema
    .createIndex("papers_published")
    .on("papers")
    .column("published")
    .where(sql.ref("merged_into"), "is", null)
    .execute();
}
