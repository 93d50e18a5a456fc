import { sql } from "kysely";
import { StoreError } from "../../errors.ts";
import { type Database, writeBatch } from "../database.ts";
import { OWNERSHIP } from "../ownership.ts";
import { comingLibrary, expectLibrary, libraryHasCome, primaryKey } from "../postgres/coming-library.ts";
import type { Schema } from "../schema.ts";
import { readSetting } from "../settings.ts";
import {
  type AnyRow,
  type CopiedTable,
  canonical,
  deleteBetween,
  insertRows,
  type ReadOptions,
  rowsAfter,
  rowsBetween,
  type Stretch,
  sumTable,
  type TableSum,
} from "./rows.ts";

/** Rows that are read, compared and written at once: with the most columns, a third of the values that a statement may have. */
const SLICE = 1000;

/** What is not the library: the index that is made of it, and which changes of the tables there were. */
const LEFT_OUT: ReadonlySet<string> = new Set(["index_snapshots", "index_chunks", "migration_flags"]);

/** A table that is the same on both sides. */
export interface CopiedSum extends TableSum {
  readonly table: string;
}

interface MigrateOptions {
  /** Ends it in order; the same again goes on. */
  readonly signal?: AbortSignal;
  /** How many of all rows were copied or checked: every row is counted three times. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Rows at once. */
  readonly slice?: number;
}

/**
 * Copies a library into an empty PostgreSQL database, table by table in the order of the key, and then reads all rows of both once more
 * to compare them. What is there already and the same is not written again, so that it can be broken off at any moment and run again.
 * The library must not change meanwhile. Returns what both hold; undefined if it was ended. Throws a StoreError where the database holds
 * something else.
 */
export async function migrateLibrary(
  from: Database,
  to: Database,
  { signal, onProgress, slice = SLICE }: MigrateOptions = {},
): Promise<readonly CopiedSum[] | undefined> {
  const tables = await copiedTables(to);
  await claim(to, await libraryId(from), tables);
  const total = TIMES_READ * (await countRows(from, tables));
  let done = 0;
  const options = {
    slice,
    signal,
    onRows(rows: number) {
      done += rows;
      onProgress?.(done, total);
    },
  };
  for (const table of tables) if (!(await copyTable(from, to, table, options))) return undefined;
  const sums: CopiedSum[] = [];
  for (const table of tables) {
    const wanted = await sumTable(from, table, options);
    const found = await sumTable(to, table, options);
    if (!wanted || !found) return undefined;
    if (wanted.checksum !== found.checksum) throw differs(table.name);
    sums.push({ table: table.name, ...found });
  }
  await libraryHasCome(to);
  return sums;
}

/** Once to copy it, and once on each side to compare. */
const TIMES_READ = 3;

/** Every table of the library that is copied. */
async function copiedTables(to: Database): Promise<readonly CopiedTable[]> {
  const names = Object.keys(OWNERSHIP).filter((name) => !LEFT_OUT.has(name)) as (keyof Schema)[];
  return Promise.all(names.map(async (name) => ({ name, key: await primaryKey(to, name) })));
}

async function libraryId(from: Database): Promise<string> {
  const id = await readSetting(from, "library-id");
  if (id !== undefined) return id;
  throw new StoreError(
    "This library has never been opened. Run “npm start -- ask /status” once, and try again.",
    {
      reason: "the library is not ready",
    },
  );
}

async function countRows(db: Database, tables: readonly CopiedTable[]): Promise<number> {
  let rows = 0;
  for (const { name } of tables) rows += await countIn(db, name);
  return rows;
}

async function countIn(db: Database, table: keyof Schema): Promise<number> {
  const { rows } = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(table)}`.execute(db);
  return Number(rows[0]?.rows ?? 0);
}

/** Makes the database ready for this library, or finds that it is. */
async function claim(to: Database, id: string, tables: readonly CopiedTable[]): Promise<void> {
  const coming = await comingLibrary(to);
  if (coming === id) return;
  if (coming !== undefined || (await countRows(to, tables)) > 0)
    throw new StoreError(
      (await readSetting(to, "library-id")) === id
        ? "This library is in that database already, and a bot may have changed it since. Nothing was copied."
        : "That database holds another library. Make an empty one with createdb. Nothing was copied.",
      { reason: "the database holds something else" },
    );
  await expectLibrary(to, id);
}

async function copyTable(
  from: Database,
  to: Database,
  table: CopiedTable,
  { slice, signal, onRows }: ReadOptions,
): Promise<boolean> {
  let last: AnyRow | undefined;
  for (;;) {
    if (signal?.aborted) return false;
    const rows = await rowsAfter(from, table, last, slice);
    const isEnd = rows.length < slice;
    await copySlice(to, table, { after: last, until: isEnd ? undefined : rows.at(-1) }, rows);
    onRows(rows.length);
    if (isEnd) return true;
    last = rows.at(-1);
  }
}

/** Makes a stretch of the target the same as these rows: only the first copy, and what has changed since, is written. */
async function copySlice(
  to: Database,
  table: CopiedTable,
  stretch: Stretch,
  rows: readonly AnyRow[],
): Promise<void> {
  const there = await rowsBetween(to, table, stretch);
  const known = new Set(there.map(canonical));
  if (known.size === rows.length && rows.every((row) => known.has(canonical(row)))) return;
  await writeBatch(to, async (tx) => {
    if (there.length > 0) await deleteBetween(tx, table, stretch);
    const width = Object.keys(rows[0] ?? {}).length;
    const most = Math.max(1, Math.floor(MOST_VALUES / Math.max(1, width)));
    for (let at = 0; at < rows.length; at += most) await insertRows(tx, table, rows.slice(at, at + most));
  });
}

/** Values in a statement; PostgreSQL takes 65,535. */
const MOST_VALUES = 30_000;

function differs(table: string): StoreError {
  return new StoreError(
    `The table ${table} is not the same in both after all: something else writes to one of them. Stop every bot and run this again.`,
    { reason: "the copy differs" },
  );
}
