import type { Kysely } from "kysely";
import { explainStoreError } from "./explain-error.ts";
import type { Schema } from "./schema.ts";
import { whenFree } from "./sqlite/connection.ts";
import { type OpenOptions, openSqlite } from "./sqlite/open.ts";

export type { OpenEvent } from "./sqlite/open.ts";
export type Database = Kysely<Schema>;

/**
 * Opens the library, creating it and its folder if need be, and brings the tables up to date. Throws a StoreError, with
 * nothing changed, if it is lost, damaged, from a newer program or read-only, or if the disk is full.
 */
export async function openDatabase(file: string, options?: OpenOptions): Promise<Database> {
  try {
    return await openSqlite(file, options);
  } catch (error) {
    throw explainStoreError(error, file);
  }
}

/**
 * Runs `work` in a transaction that holds the write lock from its first statement, on any database, and passes it the
 * new revision. (A transaction that reads first and writes later fails where another process wrote in between.) Waits
 * while another process writes; `work` may then run again from its start, so it must do nothing but query.
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
