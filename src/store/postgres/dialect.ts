import {
  type ColumnDefinitionNode,
  type DataTypeNode,
  PostgresDialect,
  PostgresQueryCompiler,
  sql,
} from "kysely";
import type { Pool } from "pg";
import { createKeyedLimit } from "../../async/keyed-limit.ts";
import { retry } from "../../async/retry.ts";
import { type Database, isBusy, kyselyOver, type StoreDialect } from "../dialect.ts";
import { listenOn } from "./listen.ts";
import { guardPool } from "./pool.ts";

/** How long a transaction tries again before it gives up, in milliseconds: as long as for the lock of a file. */
const PATIENCE_MS = 15_000;

/** The waits between two tries grow to this, in milliseconds. */
const LONGEST_WAIT_MS = 200;

/**
 * Transactions of one process at once; others wait in line. Rows of a small table share the page that a transaction has read, so more of
 * them mostly disturb each other: 24 at once in a new library were each run three times before they went through.
 */
const MOST_WRITES = 4;

/** The channel on which processes tell each other of new papers; the message is the revision. */
const PAPERS_CHANNEL = "paperboy_papers";

/** A database over a pool of connections, whose errors `explain` puts in plain words. */
export function overPostgres(pool: Pool, explain: (error: unknown) => unknown): Database {
  const writes = createKeyedLimit(MOST_WRITES);
  const dialect: StoreDialect = {
    name: "postgres",
    write(db, work) {
      // What is read in such a transaction is as it would be if no other ran at the same time; if that cannot be, it fails.
      const transaction = db.transaction().setIsolationLevel("serializable");
      return new Promise((resolve, reject) => {
        const written = () => whenUndisturbed(() => transaction.execute(work)).then(resolve, reject);
        void writes.run("all", written);
      });
    },
    async lockPapers(tx) {
      // Before anything is read, so that the transaction sees whatever the one before it has written. Readers do not wait.
      await sql`lock table counters in exclusive mode`.execute(tx);
    },
    async announcePapers(tx, revision) {
      await sql`select pg_notify(${PAPERS_CHANNEL}, ${String(revision)})`.execute(tx);
    },
    listen: (onPapers) => listenOn(PAPERS_CHANNEL, pool.options, onPapers),
    skipsLocked: true,
    async time(db) {
      const { rows } = await sql<{ ms: string }>`
        select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms`.execute(db);
      return rows[0] && new Date(Number(rows[0].ms));
    },
    // The server overwrites deleted rows in its own time; docs/hosting/postgres.md says so.
    eraseTraces: async () => true,
    explain,
  };
  return kyselyOver(new OurPostgresDialect({ pool: guardPool(pool, explain) }), dialect);
}

function whenUndisturbed<T>(work: () => Promise<T>): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  return retry(work, {
    waitAfter: (error, earlier) =>
      isBusy(error) && performance.now() < end
        ? Math.random() * Math.min(LONGEST_WAIT_MS, 5 * 2 ** earlier)
        : undefined,
  });
}

class OurPostgresDialect extends PostgresDialect {
  override createQueryCompiler() {
    return new ColumnCompiler();
  }
}

/**
 * The same columns as in SQLite: texts are compared byte by byte, whatever the language of the server, and whole numbers
 * have 64 bits.
 */
class ColumnCompiler extends PostgresQueryCompiler {
  protected override visitColumnDefinition(node: ColumnDefinitionNode): void {
    super.visitColumnDefinition({ ...node, dataType: asInSqlite(node.dataType) });
  }
}

function asInSqlite(type: ColumnDefinitionNode["dataType"]): ColumnDefinitionNode["dataType"] {
  if (type.kind !== "DataTypeNode") return type;
  const { dataType } = type as DataTypeNode;
  if (dataType === "text") return sql`text collate "C"`.toOperationNode();
  return dataType === "integer" ? sql`bigint`.toOperationNode() : type;
}
