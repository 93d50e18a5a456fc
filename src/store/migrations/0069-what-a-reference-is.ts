import type { Kysely } from "kysely";

/** What only a reference needs: names in parts, ids beside the first, and how and when a paper was published. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ["names", "other_ids", "publication"])
    await db.schema.alterTable("papers").addColumn(column, "text").execute();
}
