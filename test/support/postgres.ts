import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject, onTestFinished } from "vitest";
import { retry } from "../../src/async/retry.ts";
import { codeOf } from "../../src/errors.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";

/** Whether the tests of this file run over PostgreSQL. */
export function isOverPostgres(): boolean {
  return inject("postgres") !== undefined;
}

/** A new database with all tables and no rows, or a copy of another one: its address, and what removes it before the run ends. */
export async function createTestDatabase(
  template = server().template,
): Promise<{ readonly address: string; drop(): Promise<void> }> {
  const name = `${server().template}_${randomBytes(6).toString("hex")}`;
  let tries = 0;
  await retry(() => query(server().url, `create database ${name} template ${template}`), {
    // Somebody else copies the same one at this moment, or has not let go of it.
    waitAfter: (error) => (codeOf(error) === "55006" && ++tries < 100 ? 20 : undefined),
  });
  return {
    address: `${server().url}/${name}`,
    drop: () => query(server().url, `drop database ${name} with (force)`),
  };
}

/** The address of such a database, which is gone after the test. */
export async function freshAddress(template?: string): Promise<string> {
  const { address, drop } = await createTestDatabase(template);
  onTestFinished(drop);
  return address;
}

/** The name of the database at an address. */
export function databaseOf(address: string): string {
  return new URL(address).pathname.slice(1);
}

/** The address of a new database without anything in it; it is gone after the test. */
export function emptyAddress(): Promise<string> {
  return freshAddress("template0");
}

/** A new database, open; it is closed and gone after the test. */
export async function freshDatabase(): Promise<Database> {
  const db = await openDatabase(await freshAddress());
  onTestFinished(() => db.destroy());
  return db;
}

const addresses = new Map<string, Promise<string>>();

/**
 * What to open in place of a library's file: the file itself; over PostgreSQL a database, the same for the same file, which is a copy of
 * another one if that is named.
 */
export function targetOf(file: string, template?: string): Promise<string> {
  if (!isOverPostgres()) return Promise.resolve(file);
  const address = addresses.get(file) ?? freshAddress(template);
  addresses.set(file, address);
  return address;
}

/** Runs a statement outside of any transaction, in the server's own database. */
export async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

function server() {
  const found = inject("postgres");
  if (!found) throw new Error("This test needs PostgreSQL: name its file *.postgres.test.ts.");
  return found;
}
