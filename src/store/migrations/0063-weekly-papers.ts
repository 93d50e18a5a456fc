import type { Kysely } from "kysely";

/** A channel may have its papers once a week. Those there are have them on each of their days. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("subscriptions")
    .addColumn("every", "text", (column) => column.notNull().defaultTo("day"))
    .execute();
}
