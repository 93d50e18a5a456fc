import { closeSync, lstatSync, mkdirSync, openSync, readSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { StoreError } from "../../errors.ts";
import { withConnection } from "./connection.ts";
import { damaged } from "./explain-error.ts";

/** Makes the folder for its owner alone, if it is not there. Throws a StoreError if its name is taken by something else. */
export function makeFolder(folder: string): void {
  refuseDanglingLink(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

function refuseDanglingLink(folder: string): void {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  if (statSync(folder, { throwIfNoEntry: false })) return;
  throw new StoreError(
    `${folder} is a link to something that is missing. Mount or make what it points to, or set PAPERBOY_HOME to another folder.`,
    { reason: "the library's folder is missing" },
  );
}

/**
 * Whether there is a library. Throws a StoreError if the file is something else, and if it is missing or empty although other
 * files say that there was more: whoever began anew there would throw away what might be saved. `derived` are files that only
 * a library can have led to, by name.
 */
export function findLibrary(file: string, derived: readonly string[]): boolean {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  const beside = (name: string) => {
    const found = statSync(join(dirname(file), name), { throwIfNoEntry: false });
    return found?.isFile() === true && found.size > 0;
  };
  const log = [`${basename(file)}-wal`].filter(beside);
  const traces = [...log, ...derived.filter(beside)];
  if (size === undefined) {
    if (traces.length > 0) throw lost(file, "is missing", traces, traces);
    return false;
  }
  if (size === 0) throw lost(file, "is empty (0 bytes)", traces);
  refuseForeignFile(file);
  if (traces.length === 0) return true;
  const found = lookInto(file);
  if (!found.tables || (!found.papers && traces.length > log.length)) {
    throw lost(file, found.tables ? "holds no papers" : "holds nothing", traces);
  }
  return true;
}

function lost(
  file: string,
  what: string,
  traces: readonly string[],
  inTheWay = [basename(file), ...traces],
): StoreError {
  const before =
    traces.length === 0 ? "" : `, but ${traces.join(" and ")} beside it shows that there was a library`;
  return new StoreError(
    `${file} ${what}${before}. Restore a backup with “npm start -- restore FILE”. To begin a new library, move ${inTheWay.join(" and ")} away. Nothing was changed.`,
    { reason: "the library is missing or empty" },
  );
}

// Checked by its first bytes, because opening a file as a database may already write to it.
function refuseForeignFile(file: string): void {
  const head = Buffer.alloc(16);
  const handle = openSync(file, "r");
  try {
    readSync(handle, head, 0, 16, 0);
  } finally {
    closeSync(handle);
  }
  if (head.toString("latin1") !== "SQLite format 3\0") throw damaged(file);
}

// Only read: closing a file in the ordinary way deletes a log that cannot be used.
function lookInto(file: string): { readonly tables: boolean; readonly papers: boolean } {
  return withConnection(
    file,
    (connection) => {
      const tables =
        connection.prepare("select name from sqlite_master where name = 'papers'").all().length > 0;
      const papers = tables && connection.prepare("select id from papers limit 1").all().length > 0;
      return { tables, papers };
    },
    true,
  );
}
