import { createHash } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import type { Database } from "../database.ts";
import type { Schema } from "../schema.ts";
import { withoutNul } from "../without-nul.ts";

/** A table to copy, and what tells its rows apart, in the order of the key. */
export interface CopiedTable {
  readonly name: keyof Schema;
  readonly key: readonly string[];
}

export type AnyRow = Readonly<Record<string, unknown>>;

/** The rows after one of them, or from the first on, in the order of the key, which is the same in both kinds of database. */
export async function rowsAfter(
  db: Database,
  table: CopiedTable,
  after: AnyRow | undefined,
  limit: number,
): Promise<readonly AnyRow[]> {
  const where = after === undefined ? sql`` : sql`where ${keyOf(table)} > ${keyIn(table, after)}`;
  const { rows } = await sql<AnyRow>`
    select * from ${sql.table(table.name)} ${where} order by ${columnsOf(table)} limit ${sql.lit(limit)}`.execute(
    db,
  );
  return rows;
}

/** From which row to which, the first left out; undefined for no bound. */
export interface Stretch {
  readonly after: AnyRow | undefined;
  readonly until: AnyRow | undefined;
}

/** The rows of a stretch, in any order. */
export async function rowsBetween(
  db: Database,
  table: CopiedTable,
  stretch: Stretch,
): Promise<readonly AnyRow[]> {
  const { rows } = await sql<AnyRow>`
    select * from ${sql.table(table.name)} where ${within(table, stretch)}`.execute(db);
  return rows;
}

/** Deletes the rows of a stretch, as part of a batch. */
export async function deleteBetween(tx: Database, table: CopiedTable, stretch: Stretch): Promise<void> {
  await sql`delete from ${sql.table(table.name)} where ${within(table, stretch)}`.execute(tx);
}

/** Adds rows as part of a batch. */
export async function insertRows(
  tx: Database,
  { name }: CopiedTable,
  rows: readonly AnyRow[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  await sql`insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(values)}`.execute(tx);
}

function within(table: CopiedTable, { after, until }: Stretch): RawBuilder<unknown> {
  const from = after === undefined ? sql`true` : sql`${keyOf(table)} > ${keyIn(table, after)}`;
  const to = until === undefined ? sql`true` : sql`${keyOf(table)} <= ${keyIn(table, until)}`;
  return sql`${from} and ${to}`;
}

function columnsOf({ key }: CopiedTable): RawBuilder<unknown> {
  return sql.join(key.map((column) => sql.ref(column)));
}

function keyOf(table: CopiedTable): RawBuilder<unknown> {
  return sql`(${columnsOf(table)})`;
}

function keyIn({ key }: CopiedTable, row: AnyRow): RawBuilder<unknown> {
  return sql`(${sql.join(key.map((column) => row[column]))})`;
}

/**
 * A row as text that is the same for the same row in both kinds of database: its columns by name, without U+0000, which one of them
 * refuses.
 */
export function canonical(row: AnyRow): string {
  const columns = Object.keys(row).sort();
  return JSON.stringify(columns.map((column) => [column, withoutNul(row[column])]));
}

/** What a table holds: how many rows, and a SHA-256 over all of them in the order of the key. */
export interface TableSum {
  readonly rows: number;
  readonly checksum: string;
}

/** How a table is read. */
export interface ReadOptions {
  /** Rows at once. */
  readonly slice: number;
  readonly signal: AbortSignal | undefined;
  /** Is told of so many rows more. */
  readonly onRows: (rows: number) => void;
}

/** Reads a table from the first row to the last. Undefined where `signal` ends that. */
export async function sumTable(
  db: Database,
  table: CopiedTable,
  { slice, signal, onRows }: ReadOptions,
): Promise<TableSum | undefined> {
  const hash = createHash("sha256");
  let rows = 0;
  let last: AnyRow | undefined;
  for (;;) {
    if (signal?.aborted) return undefined;
    const some = await rowsAfter(db, table, last, slice);
    for (const row of some) hash.update(canonical(row)).update("\n");
    rows += some.length;
    onRows(some.length);
    if (some.length < slice) return { rows, checksum: hash.digest("hex") };
    last = some.at(-1);
  }
}
