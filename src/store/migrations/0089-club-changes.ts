import type { Kysely } from "kysely";

/** When a club's meetings were planned as they are; null for those from before that was written down. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("clubs").addColumn("changed_at", "text").execute();
}
