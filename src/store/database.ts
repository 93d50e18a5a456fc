import { closeSync, mkdirSync, openSync, readSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Kysely, Migrator, type SqliteDatabase, SqliteDialect, type SqliteStatement } from "kysely";
import Libsql from "libsql";
import { StoreError } from "../errors.ts";
import { codeOf, damaged, explainStoreError, isBusy } from "./explain-error.ts";
import { migrations } from "./migrations/index.ts";
import type { Schema } from "./schema.ts";

export type Database = Kysely<Schema>;

type Connection = InstanceType<typeof Libsql> & { readonly inTransaction?: boolean };

/** How long a statement waits for another connection's lock, in milliseconds; the event loop stands still meanwhile. */
const LOCK_TIMEOUT_MS = 40;

/** How long a batch tries again, with the event loop free, before it gives up, in milliseconds. */
const PATIENCE_MS = 15_000;

/**
 * Opens the library's file, creating it and its folder at need, and brings the tables up to date.
 * Throws a StoreError, with the file untouched, if it is damaged, of a newer program, read-only, or the disk is full.
 */
export async function openDatabase(file: string): Promise<Database> {
  try {
    mkdirSync(dirname(file), { recursive: true });
    refuseForeignFile(file);
    return await whenFree(() => openOnce(file));
  } catch (error) {
    throw explainStoreError(error, file);
  }
}

/**
 * Runs `work` in a transaction that holds the write lock from its first statement, on any database, and gives it
 * the new revision. (A transaction that reads first and writes later fails where another process wrote in between.)
 * Waits while another process writes; `work` may then run again from its start, so it must do nothing but query.
 */
export function writeBatch<T>(
  db: Database,
  work: (tx: Database, revision: number) => Promise<T>,
): Promise<T> {
  const transaction = db.transaction();
  return whenFree(() => transaction.execute(async (tx) => work(tx, await nextRevision(tx))));
}

// The first statement of every batch. Where transactions begin without a lock, this row is the lock.
async function nextRevision(tx: Database): Promise<number> {
  const { value } = await tx
    .insertInto("counters")
    .values({ name: "revision", value: 1 })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet((eb) => ({ value: eb("counters.value", "+", 1) })),
    )
    .returning("value")
    .executeTakeFirstOrThrow();
  return value;
}

async function openOnce(file: string): Promise<Database> {
  const connection: Connection = new Libsql(file, { timeout: LOCK_TIMEOUT_MS });
  try {
    refuseUnknownMigrations(connection, file);
    // WAL lets a reader (the bot) and a writer (an import) work at the same time.
    connection.exec("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on");
    const db: Database = new Kysely<Schema>({ dialect: new SqliteDialect({ database: adapt(connection) }) });
    // In one transaction of our own: two programs that start together must not both make the tables.
    connection.exec("begin immediate");
    await migrate(db);
    connection.exec("commit");
    return db;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * Transactions take the write lock as they begin, and by `exec`: libsql leaves any other statement that meets a lock
 * open, and then cannot commit. And as SQLite ends a transaction by itself on a full disk, a rollback that finds none
 * is no error: it would hide the reason.
 */
function adapt(connection: Connection): SqliteDatabase {
  const execute = (statement: string): SqliteStatement => ({
    reader: false,
    all: () => [],
    iterate: () => [].values(),
    run: () => {
      connection.exec(statement);
      return { changes: 0, lastInsertRowid: 0 };
    },
  });
  return {
    close: () => connection.close(),
    prepare(statement) {
      if (statement === "begin") return execute("begin immediate");
      if (statement === "rollback" && !connection.inTransaction) return execute("");
      return connection.prepare(statement);
    },
  };
}

async function whenFree<T>(work: () => Promise<T>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || Date.now() > end) throw error;
      await sleep(20 + Math.random() * 60);
    }
  }
}

async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

// Checked by its first bytes, because opening a file as a database may already write to it.
function refuseForeignFile(file: string): void {
  const head = Buffer.alloc(16);
  let length = 0;
  try {
    const handle = openSync(file, "r");
    length = readSync(handle, head, 0, 16, 0);
    closeSync(handle);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  if (length > 0 && head.toString("latin1") !== "SQLite format 3\0") throw damaged(file);
}

function refuseUnknownMigrations(connection: Connection, file: string): void {
  const known = connection.prepare("select name from sqlite_master where name = 'kysely_migration'").all();
  if (known.length === 0) return;
  const rows = connection.prepare("select name from kysely_migration").all() as { name: string }[];
  if (rows.every(({ name }) => name in migrations)) return;
  throw new StoreError(
    `${file} was written by a newer Paperboy. Update this one, or set PAPERBOY_HOME to another folder. Nothing was changed.`,
  );
}
