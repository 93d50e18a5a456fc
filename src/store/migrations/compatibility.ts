import type { Kysely, Migration } from "kysely";

/** A change of the tables. */
export interface TableChange extends Migration {
  /**
   * Whether a program of the version before works on what this leaves: a new table or index, or a new column that may be left out.
   * Where that is not said, it does not: this change then waits until no such program runs.
   */
  readonly olderGoesOn?: boolean;
}

export type TableChanges = Readonly<Record<string, TableChange>>;

interface Flags {
  migration_flags: { name: string; older_goes_on: number };
}

/** The one that made the table of flags. What came before stands in no version beside another. */
const FIRST_FLAGGED = "0104_rolling_upgrades";

/** The changes, each of which leaves word for programs that do not know it. */
export function flagging(changes: TableChanges): Record<string, Migration> {
  const entries = Object.entries(changes).map(([name, change]): [string, Migration] => [
    name,
    name < FIRST_FLAGGED ? change : { up: (db) => runFlagged(db, name, change) },
  ]);
  return Object.fromEntries(entries);
}

async function runFlagged(db: Kysely<Flags>, name: string, { up, olderGoesOn }: TableChange): Promise<void> {
  await up(db);
  await db
    .insertInto("migration_flags")
    .values({ name, older_goes_on: olderGoesOn ? 1 : 0 })
    .execute();
}

/** Asks for the changes after which older programs go on; the table is not there before `FIRST_FLAGGED`. */
export const FLAGS_QUERY = "select name from migration_flags where older_goes_on = 1";

/** Which of the changes that are still to be made the version before can't go on with; none in a new database. */
export function breakingAmong(changes: TableChanges, done: readonly string[]): readonly string[] {
  if (done.length === 0) return [];
  return pendingAmong(changes, done).filter((name) => changes[name]?.olderGoesOn !== true);
}

/** The changes that are still to be made. */
export function pendingAmong(changes: TableChanges, done: readonly string[]): readonly string[] {
  return Object.keys(changes).filter((name) => !done.includes(name));
}

/** Whether this program can work on the tables: it knows every change, or is told that it goes on with it. */
export function goesOnAfter(
  changes: TableChanges,
  done: readonly string[],
  flagged: readonly string[],
): boolean {
  return done.every((name) => name in changes || flagged.includes(name));
}
