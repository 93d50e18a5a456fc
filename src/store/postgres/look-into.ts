import { sql } from "kysely";
import { messageOf } from "../../errors.ts";
import type { Database } from "../dialect.ts";
import { goesOnAfter, pendingAmong } from "../migrations/compatibility.ts";
import { migrations } from "../migrations/index.ts";
import { nameOf, readAddress } from "./address.ts";
import { connectTo, flagsIn, migrationsIn } from "./open.ts";

/** What a database turned out to be. */
export type LookedDatabase = { readonly state: "unusable"; readonly trouble: string } | Reached;

interface Reached extends Vitals {
  readonly state: "empty" | "older" | "newer" | "good";
  readonly server: string;
  readonly papers: number;
  readonly latencyMs: number;
  readonly aheadMs: number;
}

interface Vitals {
  readonly version: string;
  readonly bytes: number;
  readonly connections: number;
  readonly mostConnections: number;
}

/** How long a connection and each query may take, in milliseconds: whoever asks waits, and a server that takes longer is ill. */
const HURRY_MS = 2000;

/**
 * Looks at a database without changing anything. Also returns the connection to read on with, for whoever calls `destroy`; none where
 * the tables are not those of this version. Never rejects.
 */
export async function lookIntoDatabase(
  url: string,
): Promise<{ readonly looked: LookedDatabase; readonly db?: Database }> {
  let db: Database | undefined;
  try {
    const server = nameOf(readAddress(url));
    db = await connectTo(url, { hurryMs: HURRY_MS });
    const looked = { server, ...(await look(db)) };
    if (looked.state === "good") return { looked, db };
    await db.destroy();
    return { looked };
  } catch (error) {
    await db?.destroy();
    return { looked: { state: "unusable", trouble: messageOf(error) } };
  }
}

async function look(db: Database): Promise<Omit<Reached, "server">> {
  const done = await migrationsIn(db);
  const state = stateOf(done, await flagsIn(db));
  const { rows } = await sql<Vitals>`
    select current_setting('server_version') as version,
      pg_database_size(current_database()) as bytes,
      (select count(*) from pg_stat_activity where backend_type = 'client backend') as connections,
      current_setting('max_connections')::int as "mostConnections"`.execute(db);
  const [vitals = { version: "?", bytes: 0, connections: 0, mostConnections: 0 }] = rows;
  return { state, ...vitals, papers: done.length > 0 ? await countPapers(db) : 0, ...(await time(db)) };
}

function stateOf(done: readonly string[], flagged: readonly string[]): Reached["state"] {
  if (done.length === 0) return "empty";
  if (!goesOnAfter(migrations, done, flagged)) return "newer";
  return pendingAmong(migrations, done).length > 0 ? "older" : "good";
}

async function countPapers(db: Database): Promise<number> {
  const { papers } = await db
    .selectFrom("papers")
    .where("merged_into", "is", null)
    .select((eb) => eb.fn.countAll().as("papers"))
    .executeTakeFirstOrThrow();
  return Number(papers);
}

/** How long an answer takes, and by how much the server's clock is ahead, in milliseconds. */
async function time(db: Database): Promise<{ readonly latencyMs: number; readonly aheadMs: number }> {
  const [before, began] = [performance.now(), Date.now()];
  const { rows } = await sql<{ at: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::bigint as at`.execute(db);
  const latencyMs = performance.now() - before;
  return { latencyMs, aheadMs: (rows[0]?.at ?? began) - (began + latencyMs / 2) };
}
