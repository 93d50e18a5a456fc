import type { Kysely } from "kysely";

export const olderGoesOn = true;

/** Which deliveries of the platforms were handled, for as long as they may come again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("handled")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("at", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("handled_at").on("handled").column("at").execute();
}
