import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { UserError } from "../../src/errors.ts";
import { type Database, openDatabase, writeBatch, writePapers } from "../../src/store/database.ts";
import { putPapers } from "../../src/store/papers.ts";
import { writeSetting } from "../../src/store/settings.ts";
import { putVote } from "../../src/store/votes.ts";
import { findServer } from "../../test/support/postgres/find-server.ts";
import { startServer } from "../../test/support/postgres/start-server.ts";
import { print, runBenchmark } from "../support/command.ts";

/**
 * How a library comes from its file into PostgreSQL: the real command is killed in the middle so many times, and run again until it
 * is done. Then the papers and the votes of both are compared, in a way of the benchmark's own.
 *
 *   npm run bench:migrate -- [--papers 100000] [--votes 100000] [--kills 2]
 */
const { values } = parseArgs({
  options: {
    papers: { type: "string", default: "100000" },
    votes: { type: "string", default: "100000" },
    kills: { type: "string", default: "2" },
  },
});

const main = resolve(import.meta.dirname, "..", "..", "src", "main.js");
const NOW = new Date("2026-11-25T09:00:00Z");
/** Rows in one transaction. */
const TOGETHER = 1000;
/** How often is looked how far it has come, in milliseconds. */
const LOOK_MS = 100;

await runBenchmark(async () => {
  const found = findServer();
  if (!found) throw new UserError("This needs PostgreSQL: install Debian's postgresql.");
  const home = await mkdtemp(join(tmpdir(), "paperboy-migrate-"));
  const server = await startServer(found);
  const address = `${server.url}/postgres`;
  try {
    const from = await makeLibrary(join(home, "paperboy.db"));
    await from.destroy();
    const [all, kills] = [Number(values.papers) + Number(values.votes), Number(values.kills)];
    for (let kill = 1; kill <= kills; kill += 1)
      print(`killed after ${await migrate(home, address, (all * kill) / (kills + 1))}`);
    print(`at last ${await migrate(home, address)}`);
    const same = await areSame(join(home, "paperboy.db"), address);
    print(same ? "every paper and every vote is the same on both sides" : "NOT THE SAME");
    if (!same) process.exitCode = 1;
  } finally {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  }
});

async function makeLibrary(file: string): Promise<Database> {
  const db = await openDatabase(file);
  await writeSetting(db, "library-id", "the benchmark's");
  for (const some of inSlices(Number(values.papers))) {
    await writePapers(db, (tx, revision) =>
      putPapers(
        tx,
        some.map((at) => ({ paper: paperAt(at), titleKey: `paper ${at}`, revision })),
        NOW,
      ),
    );
  }
  for (const some of inSlices(Number(values.votes)))
    await writeBatch(db, async (tx) => {
      for (const at of some) await putVote(tx, voteAt(at));
    });
  return db;
}

function paperAt(at: number) {
  // A tab, quotes, and a letter outside of the basic plane: what another database might keep otherwise.
  const abstract = `Paper ${at}\tsays “nothing” of \\ or 𝔘, and that at some length. `.repeat(12);
  return {
    id: `arxiv:${2000 + Math.floor(at / 20_000)}.${10_000 + (at % 20_000)}`,
    title: `Paper ${at}`,
    abstract,
    authors: ["Ada Example", `Bo Sample ${at % 977}`],
    keywords: at % 3 === 0 ? [] : ["toys"],
    categories: ["cs.AI"],
  };
}

function voteAt(at: number) {
  const { id: paper } = paperAt(at % Math.max(1, Number(values.papers)));
  const value = at % 5 === 0 ? (-1 as const) : (1 as const);
  return { person: `person ${at}`, paper, value, platform: "discord", server: "S", channel: "C", at: NOW };
}

function* inSlices(count: number): Generator<readonly number[]> {
  for (let from = 0; from < count; from += TOGETHER)
    yield Array.from({ length: Math.min(TOGETHER, count - from) }, (_, at) => from + at);
}

/** Runs the command, and kills it when so many rows are there. Says how long it ran, and what it said if it came to its end. */
async function migrate(home: string, address: string, killAt?: number): Promise<string> {
  const began = performance.now();
  const child = spawn(process.execPath, [main, "migrate"], {
    cwd: home,
    env: { PATH: process.env.PATH, PAPERBOY_HOME: home, DATABASE_URL: address },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  const ended = once(child, "close");
  if (killAt !== undefined) {
    while (child.exitCode === null && (await rowsIn(address)) < killAt) await sleep(LOOK_MS);
    child.kill("SIGKILL");
  }
  const [code, signal] = await ended;
  if (killAt !== undefined && signal !== "SIGKILL")
    throw new UserError("It was done before it could be killed: try more rows.");
  const seconds = `${((performance.now() - began) / 1000).toFixed(1)} s`;
  if (killAt === undefined && code !== 0) throw new Error(`the command ended with ${code}`);
  return `${seconds}${said === "" ? "" : `:\n${said.trimEnd()}`}`;
}

/** How many papers and votes have come, also before the tables are there. */
async function rowsIn(connectionString: string): Promise<number> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query(
      "select (select count(*) from papers) + (select count(*) from votes) as n",
    );
    return Number(rows[0]?.n ?? 0);
  } catch {
    return 0;
  } finally {
    await client.end();
  }
}

async function areSame(file: string, address: string): Promise<boolean> {
  const [from, to] = [await openDatabase(file), await openDatabase(address)];
  const sums = await Promise.all([from, to].map(sumOf));
  await Promise.all([from.destroy(), to.destroy()]);
  print(`the benchmark's own sums: ${sums.join(" and ")}`);
  return sums[0] === sums[1];
}

/** A digest over all papers and votes, column by column, in the order of their keys. */
async function sumOf(db: Database): Promise<string> {
  const hash = createHash("sha256");
  const add = (row: object) => hash.update(JSON.stringify(Object.entries(row).sort()));
  for (let last = ""; ; ) {
    const rows = await db
      .selectFrom("papers")
      .selectAll()
      .where("id", ">", last)
      .orderBy("id")
      .limit(TOGETHER)
      .execute();
    for (const row of rows) add(row);
    last = rows.at(-1)?.id ?? "";
    if (rows.length < TOGETHER) break;
  }
  for (const row of await db.selectFrom("votes").selectAll().orderBy("person").orderBy("paper").execute())
    add(row);
  return hash.digest("hex").slice(0, 16);
}
