import { type Kysely, sql } from "kysely";

interface Tables {
  settings: { name: string; value: string };
  index_snapshots: { mark: string; made_at: string };
}

/**
 * Each process has a file of the index; the database knows which of them were made of it, where it only knew the last one.
 * One can be kept here as well, for a new process to begin with.
 */
export async function up(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable("index_snapshots")
    .addColumn("mark", "text", (column) => column.primaryKey())
    .addColumn("made_at", "text", (column) => column.notNull())
    .addColumn("format", "text")
    .addColumn("bytes", "bigint")
    .addColumn("hash", "text")
    .execute();
  await db.schema
    .createTable("index_chunks")
    .addColumn("mark", "text", (column) => column.notNull())
    .addColumn("number", "integer", (column) => column.notNull())
    // SQLite keeps bytes as they are, whatever a column is said to hold.
    .addColumn("data", sql`bytea`, (column) => column.notNull())
    .addPrimaryKeyConstraint("index_chunks_pk", ["mark", "number"])
    .execute();
  const known = await db.selectFrom("settings").select("value").where("name", "=", "snapshot").execute();
  for (const { value } of known)
    await db
      .insertInto("index_snapshots")
      .values({ mark: value, made_at: new Date(0).toISOString() })
      .execute();
  await db.deleteFrom("settings").where("name", "=", "snapshot").execute();
}
