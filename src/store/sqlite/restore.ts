import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from "node:fs";
import { basename, dirname } from "node:path";
import { StoreError } from "../../errors.ts";
import { migrations } from "../migrations/index.ts";
import { connect, withConnection } from "./connection.ts";
import { type Copy, copyName, describeLibrary, migrationsIn } from "./copy.ts";
import { writeWhole } from "./draft.ts";
import { damaged, explainStoreError } from "./explain-error.ts";
import { makeFolder } from "./find-library.ts";
import { takeLockAlone } from "./lock.ts";

/** What was put in place, and under which name the library that was there is kept. */
export interface Restored extends Copy {
  readonly kept?: string;
}

/**
 * Puts a backup in the place of a library. Throws a StoreError, with nothing changed, if anybody has the library open, if the
 * backup is damaged or of a newer program, or if there is a library and `replace` is not set. `derived` are files that are
 * made from a library, and are deleted.
 */
export async function restoreLibrary(
  backup: string,
  file: string,
  options: { readonly replace: boolean; readonly derived: readonly string[]; readonly now: Date },
): Promise<Restored> {
  makeFolder(dirname(file));
  const lock = takeLockAlone(file);
  if (!lock)
    throw new StoreError(
      `${file} is in use. Stop the bot, and every other program that has it open, and try again.`,
      { reason: "the library is in use" },
    );
  try {
    return await restoreAlone(backup, file, options);
  } finally {
    lock.release();
  }
}

async function restoreAlone(
  backup: string,
  file: string,
  { replace, derived, now }: { replace: boolean; derived: readonly string[]; now: Date },
): Promise<Restored> {
  const isThere = existsSync(file) || existsSync(`${file}-wal`);
  if (isThere && !replace)
    throw new StoreError(
      `${file} is there already. Add --force to replace it; it is kept beside under another name.`,
      { reason: "there is a library already" },
    );
  let restored: Restored | undefined;
  await writeWhole(file, true, (draft) => {
    copyFileSync(backup, draft);
    if (existsSync(`${backup}-wal`)) copyFileSync(`${backup}-wal`, `${draft}-wal`);
    check(draft, backup);
    restored = describeLibrary(draft);
    if (isThere) restored = { ...restored, kept: keep(file, now) };
    for (const path of [...derived, `${file}-wal`, `${file}-shm`]) rmSync(path, { force: true });
    return true;
  });
  if (!restored) throw damaged(backup);
  return restored;
}

/** Makes one sound file of what was copied. */
function check(draft: string, backup: string): void {
  try {
    withConnection(draft, (connection) => {
      // Whatever log came along goes into the file, which is then one that needs none.
      connection.exec("pragma journal_mode = delete");
      const rows = connection.prepare("pragma integrity_check").raw().all();
      if (JSON.stringify(rows) !== '[["ok"]]') throw damaged(backup);
      const names = migrationsIn(connection);
      if (names.length === 0) throw damaged(backup);
      if (names.every((name) => name in migrations)) return;
      throw new StoreError(
        `${backup} was written by a newer Paperboy. Update this one first. Nothing was changed.`,
        {
          reason: "the backup was written by a newer version",
        },
      );
    });
  } catch (error) {
    throw explainStoreError(error, backup);
  }
}

/** Keeps the library that is there under another name, and under its own until it is replaced. Returns the other name. */
function keep(file: string, now: Date): string {
  const to = copyName(file, `restore-${now.toISOString().slice(0, 19).replaceAll(":", "-")}Z`);
  if (existsSync(file)) {
    emptyLog(file);
    try {
      linkSync(file, to);
    } catch {
      // File systems without links.
      copyFileSync(file, to);
    }
  }
  // A log that could not be taken into its file goes with it.
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${to}-wal`);
  return basename(to);
}

function emptyLog(file: string): void {
  try {
    const connection = connect(file);
    try {
      connection.exec("pragma wal_checkpoint(truncate)");
    } finally {
      connection.close();
    }
  } catch {
    // It is damaged, which may be why it is replaced.
  }
}
