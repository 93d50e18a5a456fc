import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject, onTestFinished } from "vitest";
import { retry } from "../../src/async/retry.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";

/** The address of a new database with all tables and no rows; it is gone after the test. */
export async function freshAddress(): Promise<string> {
  const { url, template } = inject("postgres");
  const name = await create(url, template);
  onTestFinished(() => query(url, `drop database ${name} with (force)`));
  return `${url}/${name}`;
}

/** The address of a new database without anything in it; it is gone after the test. */
export async function emptyAddress(): Promise<string> {
  const { url } = inject("postgres");
  const name = await create(url, "template0");
  onTestFinished(() => query(url, `drop database ${name} with (force)`));
  return `${url}/${name}`;
}

/** A new database, open; it is closed and gone after the test. */
export async function freshDatabase(): Promise<Database> {
  const db = await openDatabase(await freshAddress());
  onTestFinished(() => db.destroy());
  return db;
}

async function create(url: string, template: string): Promise<string> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  let tries = 0;
  await retry(() => query(url, `create database ${name} template ${template}`), {
    // Somebody else copies the template at this moment.
    waitAfter: () => (++tries < 50 ? 20 : undefined),
  });
  return name;
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
