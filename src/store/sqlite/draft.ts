import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, linkSync, openSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { codeOf } from "../../errors.ts";
import { HOUR_MS } from "../../time/day.ts";

/**
 * Makes a file that is there as a whole or not at all: `write` fills another one beside it, empty and for its owner alone,
 * which is put in place if it says so. Without `replace`, a file that is there stays. Returns whether the new one is in place.
 */
export async function writeWhole(
  file: string,
  replace: boolean,
  write: (draft: string) => boolean | Promise<boolean>,
): Promise<boolean> {
  removeDrafts(file);
  const draft = `${file}.draft-${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    closeSync(openSync(draft, "wx", 0o600));
    if (!(await write(draft))) return false;
    sync(draft);
    return putInPlace(draft, file, replace);
  } finally {
    for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(draft + end, { force: true });
  }
}

/** Deletes what programs that were killed an hour ago or longer, while they wrote, have left of a file. */
function removeDrafts(file: string): void {
  const folder = dirname(file);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(file)}.draft-`)) continue;
    const { mtimeMs = Date.now() } = statSync(join(folder, name), { throwIfNoEntry: false }) ?? {};
    if (Date.now() - mtimeMs > ABANDONED_MS) rmSync(join(folder, name), { force: true });
  }
}

const ABANDONED_MS = HOUR_MS;

function putInPlace(draft: string, file: string, replace: boolean): boolean {
  if (replace) renameSync(draft, file);
  else {
    try {
      linkSync(draft, file);
    } catch (error) {
      if (codeOf(error) === "EEXIST") return false;
      // File systems without links, such as those of memory cards, can only rename.
      renameSync(draft, file);
    }
  }
  syncFolder(dirname(file));
  return true;
}

function sync(path: string): void {
  const handle = openSync(path, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

// Where a folder cannot be opened, as on Windows, the system sees to it.
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, "r");
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // The file itself is on disk.
  }
}
