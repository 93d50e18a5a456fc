import type { SqliteDatabase, SqliteStatement } from "kysely";
import Libsql from "libsql";
import { retry } from "../../async/retry.ts";
import { isBusy } from "../dialect.ts";
import { withoutNul } from "../without-nul.ts";
import { explainStoreError } from "./explain-error.ts";

export type Connection = InstanceType<typeof Libsql> & { readonly inTransaction?: boolean };

/** How long a statement waits for another connection's lock, in milliseconds; the event loop stands still meanwhile. */
const LOCK_TIMEOUT_MS = 40;

/** How long something tries again, with the event loop free, before it gives up, in milliseconds. */
const PATIENCE_MS = 15_000;

/** Statements that are kept prepared; there are about two hundred, and lists of values make more of some. */
const MOST_PREPARED = 250;

/** Opens a file. With `readonly`, nothing there is changed, not even a WAL that cannot be used. */
export function connect(file: string, { readonly = false } = {}): Connection {
  return new Libsql(file, { timeout: LOCK_TIMEOUT_MS, readonly });
}

/** Opens a file, does the work and closes it again. */
export function withConnection<T>(file: string, work: (connection: Connection) => T, readonly = false): T {
  const connection = connect(file, { readonly });
  try {
    return work(connection);
  } finally {
    connection.close();
  }
}

/** Does the work again, with the event loop free in between, while another connection holds the lock. */
export function whenFree<T>(work: () => T | Promise<T>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  return retry(work, {
    waitAfter: (error) => (isBusy(error) && Date.now() <= end ? 20 + Math.random() * 60 : undefined),
  });
}

/**
 * A connection as Kysely takes it. Every statement passes through here, so this is where a full or failing disk gets its
 * plain words, whatever was being done.
 *
 * Transactions take the write lock as they begin, and by `exec`: libsql leaves any other statement that meets a lock
 * open, and then cannot commit. And as SQLite ends a transaction by itself on a full disk, a rollback that finds none
 * is no error: it would hide the reason.
 */
export function adapt(connection: Connection, file: string, close: () => void): SqliteDatabase {
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw explainStoreError(error, file);
    }
  };
  // To prepare a statement takes about as long as to run it, and nearly all are run again and again.
  const prepared = new Map<string, Prepared>();
  const prepare = (text: string) => {
    const statement = prepared.get(text) ?? guard(() => prepareAnew(connection, text));
    // The last ones used stand last.
    prepared.delete(text);
    prepared.set(text, statement);
    const [oldest = ""] = prepared.keys();
    if (prepared.size > MOST_PREPARED) prepared.delete(oldest);
    return statement;
  };
  // One that has failed may be left half-run, and is not used again.
  const use = <T>(text: string, work: () => T): T => {
    try {
      return guard(work);
    } catch (error) {
      prepared.delete(text);
      throw error;
    }
  };
  const execute = (statement: string): SqliteStatement => ({
    reader: false,
    all: () => [],
    iterate: () => [].values(),
    run: () => {
      guard(() => connection.exec(statement));
      return { changes: 0, lastInsertRowid: 0 };
    },
  });
  return {
    close() {
      // The file is let go when its statements are collected.
      prepared.clear();
      close();
    },
    prepare(text) {
      if (text === "begin") return execute("begin immediate");
      if (text === "rollback") return execute(connection.inTransaction ? "rollback" : "");
      const statement = prepare(text);
      return {
        reader: statement.isReader,
        all: (parameters) => use(text, () => statement.prepared.all(parameters.map(withoutNul))),
        // Somebody may stop half-way, so it has a statement of its own.
        iterate: (parameters) => guard(() => connection.prepare(text)).iterate(parameters.map(withoutNul)),
        run: (parameters) => use(text, () => statement.prepared.run(parameters.map(withoutNul))),
      };
    },
  };
}

interface Prepared {
  readonly prepared: ReturnType<Connection["prepare"]>;
  /** Whether it gives rows; asked once, since each answer comes from SQLite. */
  readonly isReader: boolean;
}

function prepareAnew(connection: Connection, text: string): Prepared {
  const prepared = connection.prepare(text);
  return { prepared, isReader: prepared.reader };
}
