import { readdirSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { FLAGS_QUERY } from "../migrations/compatibility.ts";
import { type Connection, withConnection } from "./connection.ts";
import { writeWhole } from "./draft.ts";

/** What a copy of a library holds. */
export interface Copy {
  readonly papers: number;
  readonly votes: number;
  readonly bytes: number;
}

/**
 * Copies a library as it is at this moment, what is still in its write-ahead log included, into one file for its owner alone.
 * Others may read and write meanwhile; the event loop stands still. Without `replace`, returns nothing if there is a
 * file already; likewise if `accept` does not like the copy.
 */
export async function copyLibrary(
  from: string,
  to: string,
  { replace, accept = () => true }: { replace: boolean; accept?: (copy: Connection) => boolean },
): Promise<Copy | undefined> {
  let copy: Copy | undefined;
  const done = await writeWhole(to, replace, (draft) => {
    withConnection(from, (connection) => connection.exec(`vacuum into ${quoted(draft)}`));
    copy = describeLibrary(draft);
    return withConnection(draft, accept);
  });
  return done ? copy : undefined;
}

/** Counts what is in a library, of any version. */
export function describeLibrary(file: string): Copy {
  return withConnection(file, (connection) => ({
    papers: count(connection, "papers", "merged_into is null"),
    votes: count(connection, "votes"),
    bytes: statSync(file).size,
  }));
}

function count(connection: Connection, table: string, condition = "true"): number {
  const known = connection.prepare("select name from sqlite_master where name = ?").all(table);
  if (known.length === 0) return 0;
  return numberIn(connection.prepare(`select count(*) as n from ${table} where ${condition}`).all());
}

function numberIn([row]: readonly unknown[]): number {
  return typeof row === "object" && row !== null && "n" in row ? Number(row.n) : 0;
}

/** The names of the migrations that a library has been through; none for a file without tables of ours. */
export function migrationsIn(connection: Connection): readonly string[] {
  return namesIn(connection, "kysely_migration", "select name from kysely_migration");
}

/** Those of them that older programs can go on with. */
export function flagsIn(connection: Connection): readonly string[] {
  return namesIn(connection, "migration_flags", FLAGS_QUERY);
}

function namesIn(connection: Connection, table: string, query: string): readonly string[] {
  const known = connection.prepare("select name from sqlite_master where name = ?").all(table);
  if (known.length === 0) return [];
  return connection
    .prepare(query)
    .all()
    .flatMap((row) => (typeof row === "object" && row !== null && "name" in row ? [String(row.name)] : []));
}

/** Where the library is copied to before something is done to it. */
export function copyName(file: string, occasion: string): string {
  return `${file.replace(/\.db$/, "")}.before-${occasion}.db`;
}

/** Deletes every copy that the program itself has made, and what is left of unfinished ones. Returns their names. */
export function deleteCopies(file: string): readonly string[] {
  const start = copyName(file, "").replace(/\.db$/, "");
  const folder = dirname(file);
  const names = readdirSync(folder).filter((name) => join(folder, name).startsWith(start));
  for (const name of names) rmSync(join(folder, name), { force: true });
  return names;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
