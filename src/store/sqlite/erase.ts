import { sql } from "kysely";
import type { Database } from "../dialect.ts";
import type { Connection } from "./connection.ts";
import { deleteCopies } from "./copy.ts";

/**
 * Removes what was deleted from every file of the library: deleted rows are overwritten as they go, but the write-ahead log
 * and the copies that the program made still have them. Returns false if somebody reads in the log; try again then.
 */
export async function eraseTraces(db: Database): Promise<boolean> {
  const { rows: files } = await sql<{ name: string; file: string }>`pragma database_list`.execute(db);
  const file = files.find(({ name }) => name === "main")?.file;
  if (file) deleteCopies(file);
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
  return rows[0]?.busy === 0;
}

/** The libraries whose `user_version` is this have never had deleted rows that were not overwritten. */
const OVERWRITTEN = 1;

/** Says of a new library that nothing was ever deleted in it. */
export function markOverwritten(connection: Connection): void {
  connection.exec(`pragma user_version = ${OVERWRITTEN}`);
}

/**
 * Writes a library of an older version anew, once, because what was deleted there was not overwritten. Returns whether it
 * did; it is left for the next start where another program is in the way or the disk is full.
 */
export function overwriteOnce(connection: Connection): boolean {
  const [row] = connection.prepare("pragma user_version").raw().all();
  if (Array.isArray(row) && row[0] === OVERWRITTEN) return false;
  try {
    connection.exec("vacuum");
    markOverwritten(connection);
    connection.exec("pragma wal_checkpoint(truncate)");
    return true;
  } catch {
    return false;
  }
}
