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
 * Runs `work` in a transaction, as a whole or not at all: whatever it reads stays as it is until the end. Waits while another
 * process writes the same; `work` may then run again from its start, so it must do nothing but query.
 */
export function writeBatch<T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T> {
  const transaction = db.transaction();
  return whenFree(() => transaction.execute(work));
}

/**
 * Like `writeBatch`, for writes of papers: they are written one after the other, and each has a revision of its own, which
 * is larger than that of any written before. Whoever has read all papers up to a revision misses none.
 */
export function writePapers<T>(
  db: Database,
  work: (tx: Database, revision: number) => Promise<T>,
): Promise<T> {
  return writeBatch(db, async (tx) => work(tx, await nextRevision(tx)));
}

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
