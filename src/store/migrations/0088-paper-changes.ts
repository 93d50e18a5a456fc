import type { Kysely } from "kysely";

/** When what is told of a paper changed last; null for what is as it came in, and where nobody knows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("papers").addColumn("changed_at", "text").execute();
}
