import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from "kysely";
import pg from "pg";
import { withoutNul } from "../without-nul.ts";
import type { Address } from "./address.ts";

/**
 * Connections of one process. A process waits for the disk of the server most of the time, and a server takes a hundred by
 * itself: ten processes have room.
 */
const MOST_CONNECTIONS = 8;

/** How long a connection may take, also in the queue for a free one, in milliseconds. */
const CONNECT_MS = 10_000;

/**
 * How long one statement may run, and wait for a lock, and a transaction stay open without one, in milliseconds. What a process holds
 * that stands still in the middle of a transaction is free again well before its leases end, for whoever takes over.
 */
const STATEMENT_MS = 15_000;
const LOCK_MS = 5_000;
const IDLE_IN_TRANSACTION_MS = 10_000;

/** The server stops a statement first; this is for a server or a network that has gone silent, since people wait for an answer. */
const ANSWER_MS = STATEMENT_MS + 2_000;

/** How long an unused connection is kept, in milliseconds. */
const UNUSED_MS = 60_000;

export interface PoolOptions {
  readonly max?: number;
  /** For changes of the tables, which take as long as they take. */
  readonly isPatient?: boolean;
  /** For whoever only wants to know how a server is: how long a connection and each query may take at most, in milliseconds. */
  readonly hurryMs?: number | undefined;
}

/** Connections to a server, made when they are needed and again when they break. Nothing is opened yet. */
export function createPool(
  address: Address,
  { max = MOST_CONNECTIONS, isPatient = false, hurryMs = Number.POSITIVE_INFINITY }: PoolOptions = {},
): pg.Pool {
  const pool = new pg.Pool({
    ...clientOptions(address),
    max,
    connectionTimeoutMillis: Math.min(hurryMs, address.connectMs ?? CONNECT_MS),
    idleTimeoutMillis: UNUSED_MS,
    // A process that has nothing else to do may end.
    allowExitOnIdle: true,
    ...(!isPatient && {
      statement_timeout: STATEMENT_MS,
      query_timeout: Math.min(hurryMs, ANSWER_MS),
      lock_timeout: LOCK_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    }),
  });
  // The server may close a connection that nobody uses, and whoever uses one learns it from the query.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** How to reach a server, as the client takes it. */
function clientOptions({ connectMs: _, ...address }: Address): pg.ClientConfig {
  return { ...address, keepAlive: true, keepAliveInitialDelayMillis: 10_000, types };
}

// Counts and sums come as 64 bits: what is counted here is far below 2^53. The rest stays text, as it is stored.
const INT8 = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: (type, format) => (type === INT8 ? Number : pg.types.getTypeParser(type, format)),
};

/** The pool as Kysely takes it. Every statement passes through here, so this is where errors get their plain words. */
export function guardPool(pool: pg.Pool, explain: (error: unknown) => unknown): PostgresPool {
  return {
    async connect() {
      try {
        return guardClient(await pool.connect(), explain);
      } catch (error) {
        throw explain(error);
      }
    },
    end: () => pool.end(),
  };
}

function guardClient(client: pg.PoolClient, explain: (error: unknown) => unknown): PostgresPoolClient {
  let broken: { readonly error: unknown } | undefined;
  async function run(text: string, parameters: readonly unknown[]): Promise<unknown> {
    // Such as the rollback of a transaction: it would wait for as long again.
    if (broken) throw broken.error;
    try {
      return await client.query(text, parameters.map(withoutNul));
    } catch (error) {
      // Unless the server itself has said what is wrong, nobody knows what the connection still has to tell.
      const explained = explain(error);
      if (!(error instanceof pg.DatabaseError)) broken = { error: explained };
      throw explained;
    }
  }
  function query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(text: string | PostgresCursor<unknown>, parameters: readonly unknown[] = []): unknown {
    if (typeof text !== "string") throw new Error("Nothing here reads by cursor.");
    return run(text, parameters);
  }
  return { query, release: () => client.release(broken !== undefined) };
}
