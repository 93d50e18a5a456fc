import type { Kysely } from "kysely";

/**
 * Who put a paper on a journal club's list, and whose turn it was when it was discussed, by the keyed hash: they may take
 * that back. Of earlier ones nobody knows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("club_papers").addColumn("added_by", "text").execute();
  await db.schema.alterTable("club_papers").addColumn("presented_by", "text").execute();
}
