import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { onTestFinished } from "vitest";
import { type Database, openDatabase } from "../../../src/store/database.ts";
import { temporaryFolder } from "../folder.ts";
import { isOverPostgres, targetOf } from "../postgres.ts";

/** An empty database of its own. */
export async function someDatabase(): Promise<Database> {
  const db = await openNewDatabase(join(temporaryFolder(), "paperboy.db"));
  await withoutDisk(db);
  onTestFinished(() => db.destroy());
  return db;
}

/** What is tested is what is written, not what a disk does when the power fails. */
export async function withoutDisk(db: Database): Promise<void> {
  if (!isOverPostgres()) await sql`pragma synchronous = off`.execute(db);
}

/**
 * Opens a library that nobody has used, in a file that is not there yet. It is copied from one that was made once, since to go
 * through all migrations for every test would take a minute of the suite.
 */
export async function openNewDatabase(file: string): Promise<Database> {
  if (isOverPostgres()) return openDatabase(await targetOf(file));
  made ??= make();
  copyFileSync(await made, file);
  return openDatabase(file);
}

let made: Promise<string> | undefined;

async function make(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-new-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "paperboy.db");
  await (await openDatabase(file)).destroy();
  return file;
}
