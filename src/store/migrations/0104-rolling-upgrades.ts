import type { Kysely } from "kysely";

export const olderGoesOn = true;

/**
 * Which changes of the tables the version before can go on with, for a program that does not know them. Which shards a replica
 * holds, its leases say.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("migration_flags")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("older_goes_on", "integer", (column) => column.notNull())
    .execute();
  await db.schema.alterTable("replicas").dropColumn("shards").execute();
}
