import type { Kysely } from "kysely";

/** Imported records, word for word, so that the same one again changes nothing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("taken_records")
    .addColumn("digest", "text", (column) => column.primaryKey())
    .execute();
}
