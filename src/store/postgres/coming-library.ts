import { sql } from "kysely";
import type { Database } from "../dialect.ts";

/**
 * The table that says which library is on its way into a database, by its id. It belongs to no library, and is there only until all of
 * one has come.
 */
const TABLE = "coming_library";

/** The id of the library that is on its way into this database; undefined where none is. */
export async function comingLibrary(db: Database): Promise<string | undefined> {
  const { rows } = await sql<{ isComing: boolean }>`
    select to_regclass(${TABLE}) is not null as "isComing"`.execute(db);
  if (!rows[0]?.isComing) return undefined;
  const coming = await sql<{ id: string }>`select id from ${sql.table(TABLE)}`.execute(db);
  return coming.rows[0]?.id ?? "";
}

/** Says that a library is on its way: from now on no bot starts on this database. */
export async function expectLibrary(db: Database, id: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`create table ${sql.table(TABLE)} (id text primary key)`.execute(tx);
    await sql`insert into ${sql.table(TABLE)} values (${id})`.execute(tx);
  });
}

/** Says that all of it has come. */
export async function libraryHasCome(db: Database): Promise<void> {
  await sql`drop table ${sql.table(TABLE)}`.execute(db);
}

/** The columns of a table's primary key, in its order. */
export async function primaryKey(db: Database, table: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select attribute.attname as name
    from pg_index as index
    join pg_attribute as attribute on attribute.attrelid = index.indrelid and attribute.attnum = any(index.indkey)
    where index.indrelid = to_regclass(${table}) and index.indisprimary
    order by array_position(index.indkey::int2[], attribute.attnum)`.execute(db);
  return rows.map(({ name }) => name);
}
