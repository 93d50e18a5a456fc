import { Migrator, sql } from "kysely";
import { StoreError } from "../../errors.ts";
import { type Database, dialectOf, type OpenOptions } from "../dialect.ts";
import {
  breakingAmong,
  FLAGS_QUERY,
  flagging,
  goesOnAfter,
  pendingAmong,
  type TableChanges,
} from "../migrations/compatibility.ts";
import { migrations } from "../migrations/index.ts";
import type { ReplicaRecord } from "../replicas/replicas.ts";
import { waitForOlder } from "../replicas/wait-for-older.ts";
import { type Address, nameOf, readAddress } from "./address.ts";
import { comingLibrary } from "./coming-library.ts";
import { overPostgres } from "./dialect.ts";
import { explainPostgresError } from "./explain-error.ts";
import { createPool, type PoolOptions } from "./pool.ts";

/** The oldest that is tested. */
const OLDEST_VERSION = 15;

/** The number of the advisory lock that is held while tables change: any, but the same for good. */
const MIGRATION_LOCK = 7_073_021;

/**
 * Opens the library in a database, which may be empty, and brings its tables up to date: programs that start together do so
 * one after the other. Throws a StoreError that says what to do.
 */
export async function openPostgres(
  url: string,
  options: OpenOptions = {},
  changes: TableChanges = migrations,
): Promise<Database> {
  const address = readAddress(url);
  const server = nameOf(address);
  const db = await connectTo(url);
  try {
    if (!options.isComing) await refuseHalf(db, server);
    const done = await migrationsIn(db);
    await refuseUnknown(db, changes, done, server);
    if (pendingAmong(changes, done).length > 0) {
      const isNew = await bringUpToDate(address, changes, options);
      if (isNew) options.onEvent?.({ kind: "made", file: server });
    }
    return db;
  } catch (error) {
    await db.destroy();
    throw explainPostgresError(error, server);
  }
}

/** Connects to a database as it is: nothing is made or changed. Throws a StoreError that says what to do. */
export async function connectTo(url: string, options: Pick<PoolOptions, "hurryMs"> = {}): Promise<Database> {
  const address = readAddress(url);
  const server = nameOf(address);
  const db = overPostgres(createPool(address, options), (error) => explainPostgresError(error, server));
  try {
    await refuseOldVersion(db, server);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

async function refuseOldVersion(db: Database, server: string): Promise<void> {
  const { rows } = await sql<{ version: string; number: number }>`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number`.execute(
    db,
  );
  const [{ version, number } = { version: "?", number: 0 }] = rows;
  if (Math.floor(number / 10_000) >= OLDEST_VERSION) return;
  throw new StoreError(`${server} is version ${version}. Use PostgreSQL ${OLDEST_VERSION} or later.`, {
    reason: "the database is too old",
  });
}

async function refuseHalf(db: Database, server: string): Promise<void> {
  if ((await comingLibrary(db)) === undefined) return;
  throw new StoreError(
    `A library is on its way into ${server}, and not all of it has come. Run “npm start -- migrate” again, to its end.`,
    { reason: "the library is still being copied" },
  );
}

/** The names of the migrations that a database has been through; none where it is empty. */
export async function migrationsIn(db: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ isThere: boolean }>`
    select to_regclass('kysely_migration') is not null as "isThere"`.execute(db);
  if (!rows[0]?.isThere) return [];
  const done = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return done.rows.map(({ name }) => name);
}

/** Those of them that older programs can go on with. */
export async function flagsIn(db: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ isThere: boolean }>`
    select to_regclass('migration_flags') is not null as "isThere"`.execute(db);
  if (!rows[0]?.isThere) return [];
  const flagged = await sql<{ name: string }>`${sql.raw(FLAGS_QUERY)}`.execute(db);
  return flagged.rows.map(({ name }) => name);
}

async function refuseUnknown(
  db: Database,
  changes: TableChanges,
  done: readonly string[],
  server: string,
): Promise<void> {
  if (goesOnAfter(changes, done, await flagsIn(db))) return;
  throw new StoreError(`${server} was written by a newer Paperboy. Update this one. Nothing was changed.`, {
    reason: "the library was written by a newer version",
  });
}

/** Returns whether the tables were made, rather than changed. */
async function bringUpToDate(
  address: Address,
  changes: TableChanges,
  { onEvent, isForced = false, signal }: OpenOptions,
): Promise<boolean> {
  // Two connections: one holds the lock, the other makes the tables. Neither is hurried, since a large table takes its time.
  const server = nameOf(address);
  const db = overPostgres(createPool(address, { max: 2, isPatient: true }), (error) =>
    explainPostgresError(error, server),
  );
  try {
    return await db.connection().execute(async (holder) => {
      await sql`select pg_advisory_lock(${sql.lit(MIGRATION_LOCK)})`.execute(holder);
      const done = await migrationsIn(db);
      await refuseUnknown(db, changes, done, server);
      if (!isForced && breakingAmong(changes, done).length > 0 && done.includes("0102_replicas")) {
        const now = async () => (await dialectOf(db).time(db)) ?? new Date();
        const onWait = (running: readonly ReplicaRecord[]) =>
          onEvent?.({ kind: "waiting", file: server, running: running.map(described) });
        await waitForOlder(db, { now, onWait, signal });
      }
      const migrator = new Migrator({ db, provider: { getMigrations: async () => flagging(changes) } });
      const { error } = await migrator.migrateToLatest();
      if (error) throw error;
      return done.length === 0;
    });
  } finally {
    await db.destroy();
  }
}

function described({ name, version }: ReplicaRecord): string {
  return `${name} (version ${version})`;
}
