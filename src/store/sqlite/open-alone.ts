import { statSync } from "node:fs";
import { sql } from "kysely";
import { StoreError } from "../../errors.ts";
import type { Database } from "../dialect.ts";
import { connect } from "./connection.ts";
import { overSqlite } from "./dialect.ts";
import { explainStoreError } from "./explain-error.ts";
import { takeLockAlone } from "./lock.ts";
import { openSqlite } from "./open.ts";

/**
 * Opens a library that is there, brought up to date, so that nobody else can open it until it is closed. Throws a StoreError that says
 * what to do if there is none, or a bot or another program has it open.
 */
export async function openAlone(file: string): Promise<Database> {
  if (!statSync(file, { throwIfNoEntry: false }))
    throw new StoreError(`There is no library at ${file}.`, { reason: "there is no library" });
  try {
    // The lock is shared while the tables are brought up to date; nobody minds who else is there meanwhile.
    const db = await openSqlite(file);
    // Kysely closes only what was used.
    await sql`select 1`.execute(db);
    await db.destroy();
    const lock = takeLockAlone(file);
    if (!lock)
      throw new StoreError(
        `${file} is in use. Stop the bot, and every other program that has it open, and try again.`,
        { reason: "the library is in use" },
      );
    const connection = connect(file);
    return overSqlite(connection, file, () => {
      connection.close();
      lock.release();
    });
  } catch (error) {
    throw explainStoreError(error, file);
  }
}
