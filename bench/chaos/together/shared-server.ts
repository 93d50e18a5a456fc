import { join } from "node:path";
import pg from "pg";
import { retry } from "../../../src/async/retry.ts";
import { openLibrary } from "../../../src/library/library.ts";
import { createSearchIndex } from "../../../src/search/create-search-index.ts";
import { findServer } from "../../../test/support/postgres/find-server.ts";
import { startServer } from "../../../test/support/postgres/start-server.ts";
import { shiftClock } from "../clock.ts";

/** A PostgreSQL server of a teller's own, which can be stopped and killed. */
export interface SharedServer {
  /** A new database with the tables and the papers that come with the program. */
  createDatabase(): Promise<SharedDatabase>;
  /** Stops it in order or kills it, and starts it again so many milliseconds later. Resolves when it answers again. */
  interrupt(how: "stop" | "kill", ms: number): Promise<void>;
  stop(): Promise<void>;
}

export interface SharedDatabase {
  readonly address: string;
  /** Sets the clock that all programs share, and this process's own; both run on from there. */
  setClock(to: Date): Promise<void>;
  /** Removes it, whoever is connected. */
  drop(): Promise<void>;
}

const TEMPLATE = "template_of_stories";

/**
 * The programs ask the server for the time. In a story that is another day, so a function of the same name stands before the
 * server's own.
 */
const CLOCK = `
  create schema chaos;
  create table chaos.shift (ms double precision not null);
  insert into chaos.shift values (0);
  create function chaos.clock_timestamp() returns timestamptz language sql volatile as
    $$ select pg_catalog.clock_timestamp() + make_interval(secs => ms / 1000) from chaos.shift $$`;

export async function createSharedServer(): Promise<SharedServer> {
  const found = findServer();
  if (!found || "url" in found)
    throw new Error(
      "This starts and kills servers of its own. Install Debian's postgresql, or run npm ci --ignore-scripts --prefix tools/postgres, and set no PAPERBOY_TEST_DATABASE_URL.",
    );
  // What was acknowledged has to outlive the server's processes, if not the machine.
  const server = await startServer(found, ["synchronous_commit=on"]);
  await run(server.url, "postgres", `create database ${TEMPLATE}`);
  await fill(`${server.url}/${TEMPLATE}`);
  await run(server.url, TEMPLATE, CLOCK);
  let made = 0;

  return {
    async createDatabase() {
      const name = `story_${++made}`;
      await run(server.url, "postgres", `create database ${name} template ${TEMPLATE}`);
      await run(server.url, "postgres", `alter database ${name} set search_path = chaos, pg_catalog, public`);
      return {
        address: `${server.url}/${name}`,
        setClock: (to) => run(server.url, name, `update chaos.shift set ms = ${shiftClock(to)}`),
        drop: () => run(server.url, "postgres", `drop database ${name} with (force)`),
      };
    },
    async interrupt(how, ms) {
      server.kill(how === "stop" ? "SIGINT" : "SIGKILL");
      await new Promise((resolve) => setTimeout(resolve, ms));
      await server.start();
    },
    stop: () => server.stop(),
  };
}

async function fill(address: string): Promise<void> {
  const library = await openLibrary({
    target: address,
    catalogue: join(import.meta.dirname, "..", "..", "..", "..", "data", "papers.jsonl"),
    index: createSearchIndex({ now: Date.now }),
    now: () => new Date(),
  });
  await library.refresh();
  await library.close();
}

async function run(url: string, database: string, statement: string): Promise<void> {
  const end = performance.now() + 30_000;
  const connectionString = `${url}/${database}`;
  // Somebody may still be connected to the template, or the server just be coming back.
  await retry(() => runOnce(connectionString, statement), {
    waitAfter: () => (performance.now() < end ? 100 : undefined),
  });
}

async function runOnce(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
