import { closeSync, lstatSync, openSync, readSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { codeOf, messageOf } from "../../errors.ts";
import type { LibraryState } from "../../library-state.ts";
import type { Database } from "../dialect.ts";
import { goesOnAfter, pendingAmong } from "../migrations/compatibility.ts";
import { migrations } from "../migrations/index.ts";
import { type Connection, connect } from "./connection.ts";
import { flagsIn, migrationsIn } from "./copy.ts";
import { overSqlite } from "./dialect.ts";
import { takeLockAlone } from "./lock.ts";

interface LookOptions {
  /** Files beside it that only a library can have led to, by name. */
  readonly derived: readonly string[];
  /** Whether to read every page of it, which takes three seconds for a gigabyte; the event loop stands still meanwhile. */
  readonly everyPage: boolean;
}

/** Looks at a library without opening it for use: nothing there is made, changed or brought up to date. Never throws. */
export function lookIntoLibrary(file: string, { derived, everyPage }: LookOptions): LibraryState {
  const nothing = { bytes: sizeOf(file) ?? 0, papers: 0 };
  const traces = [`${file}-wal`, ...derived.map((name) => join(dirname(file), name))].filter(
    (path) => (sizeOf(path) ?? 0) > 0,
  );
  try {
    if (!isFolder(dirname(file))) return { ...nothing, state: "no folder" };
    const bytes = statSync(file, { throwIfNoEntry: false })?.size;
    if (bytes === undefined) return { ...nothing, state: traces.length > 0 ? "lost" : "none" };
    if (bytes === 0) return { ...nothing, state: "lost" };
    if (!isSqlite(file)) return { ...nothing, state: "foreign" };
    const connection = connectToRead(file);
    try {
      return { ...nothing, ...look(connection, everyPage) };
    } finally {
      connection.close();
    }
  } catch (error) {
    const text = `${codeOf(error)} ${messageOf(error)}`;
    if (DAMAGE.test(text)) return { ...nothing, state: "damaged" };
    return { ...nothing, state: "unreadable", reason: codeOf(error) || messageOf(error) };
  }
}

/** Whether it is a folder, or can be made one. */
function isFolder(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? found.isDirectory() : lstatSync(path, { throwIfNoEntry: false }) === undefined;
}

/** In bytes; undefined where there is nothing, or nothing that may be looked at. */
export function sizeOf(path: string): number | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size;
  } catch {
    return undefined;
  }
}

const DAMAGE = /SQLITE_CORRUPT|SQLITE_NOTADB|malformed|not a database/iu;

function look(connection: Connection, everyPage: boolean): Pick<LibraryState, "state" | "papers" | "reason"> {
  const done = migrationsIn(connection);
  if (done.length === 0) return { state: "foreign", papers: 0 };
  const papers = Number(first(connection, "select count(*) as value from papers where merged_into is null"));
  if (!goesOnAfter(migrations, done, flagsIn(connection))) return { state: "newer", papers };
  if (everyPage) {
    const said = String(first(connection, "select quick_check as value from pragma_quick_check(1)"));
    if (said !== "ok") return { state: "damaged", papers, reason: said };
  }
  return { state: pendingAmong(migrations, done).length > 0 ? "older" : "good", papers };
}

function first(connection: Connection, query: string): unknown {
  const [row] = connection.prepare(query).all();
  return typeof row === "object" && row !== null && "value" in row ? row.value : undefined;
}

function isSqlite(file: string): boolean {
  const head = Buffer.alloc(16);
  const handle = openSync(file, "r");
  try {
    readSync(handle, head, 0, head.length, 0);
  } finally {
    closeSync(handle);
  }
  return head.toString("latin1") === "SQLite format 3\0";
}

/** A library to be read as it is, of this version; whoever is done calls `destroy`. Throws what SQLite throws. */
export function openToRead(file: string): Database {
  const connection = connectToRead(file);
  return overSqlite(connection, file, () => connection.close());
}

/**
 * A reader of a file in WAL mode makes the files of the log beside it, and leaves them there. Where they are missing nobody has it open,
 * and SQLite can be told that nothing will change.
 */
function connectToRead(file: string): Connection {
  const isOpen = sizeOf(`${file}-shm`) !== undefined || (sizeOf(`${file}-wal`) ?? 0) > 0;
  return connect(isOpen ? file : `${pathToFileURL(resolve(file)).href}?immutable=1`, { readonly: true });
}

/** Whether any program has the library open; undefined where that can't be told. Makes nothing. */
export function isInUse(file: string): boolean | undefined {
  try {
    if (!statSync(`${file}.lock`, { throwIfNoEntry: false })) return false;
    const lock = takeLockAlone(file);
    lock?.release();
    return lock === undefined;
  } catch {
    return undefined;
  }
}
