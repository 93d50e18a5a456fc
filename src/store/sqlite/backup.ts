import { statSync } from "node:fs";
import { StoreError } from "../../errors.ts";
import { whenFree } from "./connection.ts";
import { type Copy, copyLibrary } from "./copy.ts";
import { explainStoreError } from "./explain-error.ts";
import { shareLock } from "./lock.ts";
import { type Restored, restoreLibrary } from "./restore.ts";

export type { Copy } from "./copy.ts";

/**
 * Copies a library as it is now to a file that is there as a whole or not at all. Returns undefined if the file exists
 * and may not be replaced. Throws a StoreError that says what to do.
 */
export async function backUp(
  file: string,
  to: string,
  { replace }: { readonly replace: boolean },
): Promise<Copy | undefined> {
  if (!statSync(file, { throwIfNoEntry: false })?.size)
    throw new StoreError(`There is no library at ${file} to back up.`, { reason: "there is no library" });
  if (!replace && statSync(to, { throwIfNoEntry: false })) return undefined;
  const lock = await shareLock(file);
  try {
    return await whenFree(() => copyLibrary(file, to, { replace }));
  } catch (error) {
    throw explainWriteError(error, to);
  } finally {
    lock.release();
  }
}

/** Puts a backup in the place of a library; see restoreLibrary. */
export async function restore(
  backup: string,
  file: string,
  options: { readonly replace: boolean; readonly derived: readonly string[]; readonly now: Date },
): Promise<Restored> {
  if (!statSync(backup, { throwIfNoEntry: false })?.isFile())
    throw new StoreError(`${backup} is not a file. Name a backup.`, { reason: "there is no such backup" });
  try {
    return await restoreLibrary(backup, file, options);
  } catch (error) {
    throw explainStoreError(error, file);
  }
}

function explainWriteError(error: unknown, to: string): unknown {
  if (/ENOENT|ENOTDIR|EISDIR/.test(String(error)))
    return new StoreError(`${to} can't be written: its folder is missing, or it is a folder.`, {
      cause: error,
      reason: "the backup cannot be written",
    });
  return explainStoreError(error, to);
}
