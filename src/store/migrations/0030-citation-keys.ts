import type { Kysely } from "kysely";

/** Under which key a paper is cited. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("citation_keys")
    .addColumn("paper", "text", (column) => column.primaryKey())
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .execute();
  // Not unique: a record that turned out to be another paper and that paper have one key together.
  await db.schema.createIndex("citation_keys_key").on("citation_keys").column("key").execute();
}
