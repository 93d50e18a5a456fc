import { closeSync, openSync } from "node:fs";
import { codeOf, StoreError } from "../../errors.ts";
import { isBusy } from "../dialect.ts";
import { connect, whenFree } from "./connection.ts";

/** Held until released, or until the process ends, however it ends: the operating system keeps it, not a file's content. */
export interface Lock {
  release(): void;
}

/**
 * Says that the library is in use; many may hold it at once. Waits a little for whoever holds it alone. Throws a StoreError
 * if that takes longer.
 */
export async function shareLock(file: string): Promise<Lock> {
  try {
    return await whenFree(() => hold(file, "begin; select count(*) from sqlite_master"));
  } catch (error) {
    if (!isBusy(error)) throw error;
    throw new StoreError(`${file} is being restored from a backup. Try again when that has finished.`, {
      cause: error,
      reason: "the library is being restored",
    });
  }
}

/** Holds the library alone; nothing if anybody else has it open. */
export function takeLockAlone(file: string): Lock | undefined {
  try {
    return hold(file, "begin exclusive");
  } catch (error) {
    if (isBusy(error)) return undefined;
    throw error;
  }
}

// An empty database of its own: SQLite knows on every system how to share a lock and how to hold it alone, and the file is
// never replaced, as the library's own may be.
function hold(file: string, statements: string): Lock {
  const path = `${file}.lock`;
  makeEmpty(path);
  const connection = connect(path);
  try {
    connection.exec(statements);
  } catch (error) {
    connection.close();
    throw error;
  }
  return { release: () => connection.close() };
}

// Not opened where it is there: a process that closes a file loses all its locks on it.
function makeEmpty(path: string): void {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
}
