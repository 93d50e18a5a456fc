import type { Kysely } from "kysely";

/** Posts are counted, and after a time deleted, by their day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex("deliveries_day").on("deliveries").column("day").execute();
}
