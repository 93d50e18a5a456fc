import { type DialectAdapter, Kysely, type Dialect as KyselyDialect } from "kysely";
import { codeOf, messageOf, StoreError } from "../errors.ts";
import type { Schema } from "./schema.ts";

export type Database = Kysely<Schema>;

export interface OpenOptions {
  /** Files beside it that only a library can have led to, by name. */
  readonly derived?: readonly string[];
  /** Is told what was done beyond opening. */
  readonly onEvent?: (event: OpenEvent) => void;
  /** Whether tables are changed although processes of an older version run that can't go on with that. */
  readonly isForced?: boolean | undefined;
  /** Aborting it ends the wait for those. */
  readonly signal?: AbortSignal | undefined;
  /** Whether it is opened to copy a library into it. */
  readonly isComing?: boolean;
}

/** `file` is the library's, or the name of its server. */
export type OpenEvent =
  | { readonly kind: "made" | "overwritten"; readonly file: string }
  | { readonly kind: "copied"; readonly file: string; readonly copy: string }
  /** `running` are the processes that have to end first, with their versions. */
  | { readonly kind: "waiting"; readonly file: string; readonly running: readonly string[] };

/** What each kind of database does in its own way. Everything else is one query for both. */
export interface StoreDialect {
  readonly name: "sqlite" | "postgres";
  /** Runs a transaction, and again from its start while others are in the way. See `writeBatch`. */
  write<T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T>;
  /** The first statement of a transaction that writes papers: it waits until no other one does. */
  lockPapers(tx: Database): Promise<void>;
  /** Tells whoever listens, once the transaction is committed, that there are papers of a revision. */
  announcePapers(tx: Database, revision: number): Promise<void>;
  /**
   * Calls `onPapers` when another process has written papers, and when it may have; until the returned function is called. Where a
   * database can't tell, never: whoever wants to know looks as well.
   */
  listen(onPapers: () => void): () => Promise<void>;
  /** Whether a statement can pass over rows that others are changing at this moment, rather than wait for them. */
  readonly skipsLocked: boolean;
  /** The time of the server that all processes ask; undefined where the database is a file of this machine. */
  time(db: Database): Promise<Date | undefined>;
  /** Removes what is left of deleted rows. False if somebody is in the way; try again then. */
  eraseTraces(db: Database): Promise<boolean>;
  /** An error of the database in words that say what to do; any other error as it is. */
  explain(error: unknown): unknown;
}

/** By Kysely's adapter, which a database shares with its transactions and with itself under a plugin. */
const dialects = new WeakMap<DialectAdapter, StoreDialect>();

/** The dialect of a database, or of one of its transactions. */
export function dialectOf(db: Database): StoreDialect {
  const dialect = dialects.get(db.getExecutor().adapter);
  if (!dialect) throw new Error("This database was not opened by openDatabase.");
  return dialect;
}

/** A database, ready for queries, whose own ways are known. */
export function kyselyOver(driver: KyselyDialect, dialect: StoreDialect): Database {
  const db = new Kysely<Schema>({ dialect: driver });
  dialects.set(db.getExecutor().adapter, dialect);
  return db;
}

/**
 * Whether another connection was in the way, so that the same may succeed when it is tried again: a lock in SQLite; in
 * PostgreSQL transactions that could not have run one after the other (40001), a deadlock (40P01) or a lock (55P03).
 */
export function isBusy(error: unknown): boolean {
  if (error instanceof StoreError) return isBusy(error.cause);
  const code = codeOf(error);
  return BUSY_CODES.has(code) || /SQLITE_BUSY|database is locked/i.test(`${code} ${messageOf(error)}`);
}

const BUSY_CODES: ReadonlySet<string> = new Set(["40001", "40P01", "55P03"]);
