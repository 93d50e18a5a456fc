import { SqliteDialect } from "kysely";
import { type Database, kyselyOver, type StoreDialect } from "../dialect.ts";
import { adapt, type Connection, whenFree } from "./connection.ts";
import { eraseTraces } from "./erase.ts";
import { explainStoreError } from "./explain-error.ts";

/** A database over a connection to a file; `close` is called once, when it is destroyed. */
export function overSqlite(connection: Connection, file: string, close: () => void): Database {
  const dialect: StoreDialect = {
    name: "sqlite",
    write: (db, work) => whenFree(() => db.transaction().execute(work)),
    // Every transaction takes the lock of the file as it begins.
    lockPapers: async () => {},
    // Whoever reads the file asks for what is new.
    announcePapers: async () => {},
    listen: () => async () => {},
    skipsLocked: false,
    time: async () => undefined,
    eraseTraces,
    explain: (error) => explainStoreError(error, file),
  };
  return kyselyOver(new SqliteDialect({ database: adapt(connection, file, close) }), dialect);
}
