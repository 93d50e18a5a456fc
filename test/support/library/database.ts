import { join } from "node:path";
import { sql } from "kysely";
import { onTestFinished } from "vitest";
import { type Database, openDatabase } from "../../../src/store/database.ts";
import { temporaryFolder } from "../folder.ts";

/** An empty database in a folder of its own. What is tested is what is written, not what a disk does. */
export async function someDatabase(): Promise<Database> {
  const db = await openDatabase(join(temporaryFolder(), "paperboy.db"));
  await sql`pragma synchronous = off`.execute(db);
  onTestFinished(() => db.destroy());
  return db;
}
