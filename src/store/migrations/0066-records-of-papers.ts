import { type Kysely, sql } from "kysely";

/**
 * The records that papers were put together from, where it was more than one; which ids those claim; and what somebody has told apart.
 * Beside them an index of the records that became another paper: whatever people keep is looked for under those too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("paper_records")
    .addColumn("digest", "text", (column) => column.primaryKey())
    .addColumn("paper", "text", (column) => column.notNull())
    .addColumn("title_key", "text", (column) => column.notNull())
    .addColumn("record", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("paper_records_paper").on("paper_records").column("paper").execute();
  await db.schema.createIndex("paper_records_title_key").on("paper_records").column("title_key").execute();
  await db.schema
    .createTable("record_ids")
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("digest", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("record_ids_key", ["id", "digest"])
    .execute();
  await db.schema.createIndex("record_ids_digest").on("record_ids").column("digest").execute();
  await db.schema
    .createTable("paper_splits")
    .addColumn("one", "text", (column) => column.notNull())
    .addColumn("other", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("paper_splits_key", ["one", "other"])
    .execute();
  await db.schema.createIndex("paper_splits_other").on("paper_splits").column("other").execute();
  await db.schema
    .createIndex("papers_merged_into")
    .on("papers")
    .column("merged_into")
    .where(sql.ref("merged_into"), "is not", null)
    .execute();
}
