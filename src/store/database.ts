import { type Database, dialectOf, type OpenOptions } from "./dialect.ts";
import { explainStoreError } from "./sqlite/explain-error.ts";
import { openSqlite } from "./sqlite/open.ts";

export type { Database, OpenEvent } from "./dialect.ts";

/** Whether a target is the address of a PostgreSQL database, rather than a file. */
export function isAddress(target: string): boolean {
  return /^postgres(?:ql)?:/i.test(target);
}

/**
 * Opens the library in a file, creating it and its folder if need be, or in the PostgreSQL database at an address (`postgres://…`),
 * and brings the tables up to date. Throws a StoreError, with nothing changed, if it is lost, damaged, from a newer program, read-only
 * or out of reach, or if the disk is full.
 */
export async function openDatabase(target: string, options: OpenOptions = {}): Promise<Database> {
  // Nobody else needs that client in memory.
  if (isAddress(target)) return (await import("./postgres/open.ts")).openPostgres(target, options);
  try {
    return await openSqlite(target, options);
  } catch (error) {
    throw explainStoreError(error, target);
  }
}

/**
 * Runs `work` in a transaction, as a whole or not at all: whatever it reads stays as it is until the end. Waits while another
 * process writes the same; `work` may then run again from its start, so it must do nothing but query.
 */
export function writeBatch<T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T> {
  return dialectOf(db).write(db, work);
}

/**
 * Like `writeBatch`, for writes of papers: they are written one after the other, and each has a revision of its own, which
 * is larger than that of any written before. Whoever has read all papers up to a revision misses none.
 */
export function writePapers<T>(
  db: Database,
  work: (tx: Database, revision: number) => Promise<T>,
): Promise<T> {
  const { write, lockPapers, announcePapers } = dialectOf(db);
  return write(db, async (tx) => {
    await lockPapers(tx);
    const revision = await nextRevision(tx);
    const result = await work(tx, revision);
    await announcePapers(tx, revision);
    return result;
  });
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
