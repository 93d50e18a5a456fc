import { type Kysely, sql } from "kysely";

/**
 * Papers are looked for by their titles, and a record that became another paper leads there by its id alone: its row is left out of that
 * index. And what became another paper was indexed twice.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex("papers_merged").execute();
  await db.schema.dropIndex("papers_title_key").execute();
  await db.schema
    .createIndex("papers_title_key")
    .on("papers")
    .column("title_key")
    .where(sql.ref("merged_into"), "is", null)
    .execute();
}
