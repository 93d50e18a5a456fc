import { basename, dirname } from "node:path";
import { Migrator } from "kysely";
import { StoreError } from "../../errors.ts";
import type { Database, OpenOptions } from "../dialect.ts";
import { flagging, goesOnAfter, pendingAmong } from "../migrations/compatibility.ts";
import { migrations } from "../migrations/index.ts";
import { type Connection, connect, whenFree } from "./connection.ts";
import { copyLibrary, copyName, flagsIn, migrationsIn } from "./copy.ts";
import { overSqlite } from "./dialect.ts";
import { writeWhole } from "./draft.ts";
import { markOverwritten, overwriteOnce } from "./erase.ts";
import { findLibrary, makeFolder } from "./find-library.ts";
import { shareLock } from "./lock.ts";

/** SQLite's own is a quarter of that: an import of 110,000 references takes a tenth longer with it. */
const PAGE_CACHE_KIB = 8000;

/** The write-ahead log is cut to so many bytes once it is written back. */
const LARGEST_LOG = 16_777_216;

/** Opens a library in a file, new or not, and brings its tables up to date. Throws what the system or SQLite throws, or a StoreError. */
export async function openSqlite(file: string, options: OpenOptions = {}): Promise<Database> {
  const { derived = [], onEvent } = options;
  makeFolder(dirname(file));
  const lock = await shareLock(file);
  try {
    const isThere = await whenFree(() => findLibrary(file, derived));
    if (!isThere && (await makeLibrary(file))) onEvent?.({ kind: "made", file });
    return await whenFree(() => openOnce(file, lock.release, onEvent));
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Made beside and put in place as a whole, so that an empty file always means that something was lost. */
function makeLibrary(file: string): Promise<boolean> {
  // Without a log beside it: libsql closes a file only when its statements are collected, and does not empty the log before.
  return writeWhole(file, false, async (draft) => {
    const connection = connect(draft);
    await bringUpToDate(
      connection,
      overSqlite(connection, draft, () => {}),
    );
    markOverwritten(connection);
    connection.close();
    return true;
  });
}

async function openOnce(
  file: string,
  release: () => void,
  onEvent: OpenOptions["onEvent"],
): Promise<Database> {
  const connection = connect(file);
  try {
    const done = refuseUnknownMigrations(connection, file);
    // WAL lets a reader (the bot) and a writer (an import) work at the same time. What is deleted is overwritten: somebody
    // may have asked for that. SQLite keeps all but the first for a connection alone.
    connection.exec("pragma journal_mode = wal; pragma synchronous = full");
    connection.exec("pragma foreign_keys = on; pragma secure_delete = on");
    // A batch of an import touches a thousand pages; those that do not stay in memory until its end are written twice.
    connection.exec(`pragma cache_size = -${PAGE_CACHE_KIB}`);
    // What a large import has made of the log is given back to the disk.
    connection.exec(`pragma journal_size_limit = ${LARGEST_LOG}`);
    const db = overSqlite(connection, file, () => {
      connection.close();
      release();
    });
    // Most starts find every migration done. Kysely's migrator would read all tables to find that out.
    if (pendingAmong(migrations, done).length > 0) {
      const copy = done.length > 0 ? await copyBefore(file, done) : undefined;
      if (copy !== undefined) onEvent?.({ kind: "copied", file, copy });
      await bringUpToDate(connection, db);
    }
    if (overwriteOnce(connection)) onEvent?.({ kind: "overwritten", file });
    return db;
  } catch (error) {
    connection.close();
    throw error;
  }
}

// In one transaction of our own: two programs that start together must not both make the tables.
async function bringUpToDate(connection: Connection, db: Database): Promise<void> {
  connection.exec("begin immediate");
  const migrator = new Migrator({ db, provider: { getMigrations: async () => flagging(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  connection.exec("commit");
}

/** Copies the library as it was before its tables change. Only the newest such copy is kept. */
async function copyBefore(file: string, done: readonly string[]): Promise<string | undefined> {
  const to = copyName(file, "migration");
  // Another program may have brought the tables up to date in the meantime; the copy that it made is the right one.
  const accept = (copy: Connection) => migrationsIn(copy).length === done.length;
  const copy = await copyLibrary(file, to, { replace: true, accept });
  return copy && basename(to);
}

function refuseUnknownMigrations(connection: Connection, file: string): readonly string[] {
  const done = migrationsIn(connection);
  if (goesOnAfter(migrations, done, flagsIn(connection))) return done;
  throw new StoreError(
    `${file} was written by a newer Paperboy. Update this one, or set PAPERBOY_HOME to another folder. Nothing was changed.`,
    { reason: "the library was written by a newer version" },
  );
}
