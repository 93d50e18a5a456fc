import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { followPapers } from "../../src/app/follow-papers.ts";
import { createReplica, DUTIES } from "../../src/app/replica.ts";
import { type Library, openLibrary } from "../../src/library/library.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import { openDatabase } from "../../src/store/database.ts";
import { listenOn } from "../../src/store/postgres/listen.ts";
import { createDatabaseClock } from "../../src/store/replicas/database-clock.ts";
import { heldLeases } from "../../src/store/replicas/leases.ts";
import { livingReplicas } from "../../src/store/replicas/replicas.ts";
import { temporaryFolder } from "../support/folder.ts";
import { somePaper } from "../support/library/papers.ts";
import { freshAddress, query } from "../support/postgres.ts";
import { createRecordingLog } from "../support/recording-log.ts";

const now = () => new Date();

interface Parts {
  readonly name: string;
  /** This machine's clock. */
  readonly now?: () => Date;
}

async function someReplica(address: string, parts: Parts) {
  const db = await openDatabase(address);
  const log = createRecordingLog();
  const replica = createReplica({ db, version: "1.2.0", now, log, ...parts });
  onTestFinished(async () => {
    await replica.stop();
    await db.destroy();
  });
  return { db, log, replica };
}

describe("processes that share a database", () => {
  it("know of each other, share a clock, and leave each duty to one of them", async () => {
    const address = await freshAddress();
    const far = () => new Date(Date.now() + 3_600_000);
    const one = await someReplica(address, { name: "a.1", now: far });
    const two = await someReplica(address, { name: "b.1" });
    await one.replica.start();
    await two.replica.start();
    const living = await livingReplicas(two.db, two.replica.now());
    expect(living.map(({ name }) => name)).toEqual(["a.1", "b.1"]);
    expect(Math.abs(one.replica.now().getTime() - two.replica.now().getTime())).toBeLessThan(1000);
    expect([one, two].map(({ replica }) => replica.has("alerts"))).toEqual([true, false]);
    await one.replica.stop();
    expect(one.replica.has("alerts")).toBe(false);
    expect(await livingReplicas(two.db, two.replica.now())).toMatchObject([{ name: "b.1" }]);
    const holders = async () => {
      const held = await heldLeases(one.db, two.replica.now());
      return held.map(({ holder }) => holder);
    };
    await expect.poll(holders).toEqual(DUTIES.map(() => "b.1"));
    expect(two.replica.has("alerts")).toBe(true);
  });

  it("go by the server's clock, which goes on whatever becomes of the machine's own", async () => {
    const db = await openDatabase(await freshAddress());
    onTestFinished(() => db.destroy());
    let [ms, machine] = [0, 0];
    const clock = createDatabaseClock({ db, now: () => new Date(machine), elapsed: () => ms });
    expect(clock.now()).toEqual(new Date(0));
    await clock.measure();
    const first = clock.now().getTime();
    expect(Math.abs(first - Date.now())).toBeLessThan(5000);
    [ms, machine] = [500, 86_400_000];
    expect(clock.now().getTime()).toBe(first + 500);
    // An answer that was on its way for a while sets it back by no moment, a clock that was wrong is put right.
    await clock.measure();
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(first + 500);
    ms = 3_600_000;
    await clock.measure();
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(5000);
  });

  it("go on where the server went away for a while", async () => {
    const address = await freshAddress();
    const { replica, log } = await someReplica(address, { name: "a.1" });
    await replica.start();
    await query(new URL(address).href.replace(/\/[^/]*$/, ""), disconnect(address));
    await expect.poll(() => replica.has("alerts")).toBe(true);
    await replica.stop();
    expect(log.entries.filter(({ level }) => level === "error")).toEqual([]);
  });
});

it("end although the server that they listen to says nothing", async () => {
  const silent = createServer(() => {}).listen(0, "127.0.0.1");
  onTestFinished(() => void silent.close());
  await once(silent, "listening");
  const { port } = silent.address() as AddressInfo;
  const arrived = once(silent, "connection");
  const stop = listenOn("papers", { host: "127.0.0.1", port, user: "paperboy" }, () => {});
  await arrived;
  const began = performance.now();
  await stop();
  expect(performance.now() - began).toBeLessThan(5000);
});

/** Ends every connection to a database. */
function disconnect(address: string): string {
  const name = new URL(address).pathname.slice(1);
  return `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`;
}

/** A process's library, which follows the database. */
async function someLibrary(address: string) {
  const home = temporaryFolder();
  const file = join(home, "catalogue.jsonl");
  const papers = Array.from({ length: 60 }, (_, at) => somePaper({ id: `arxiv:2611.${10_000 + at}` }));
  writeFileSync(file, papers.map((paper) => `${JSON.stringify(paper)}\n`).join(""));
  const log = createRecordingLog();
  const library = await openLibrary({
    target: address,
    catalogue: file,
    index: createSearchIndex({ now: Date.now }),
    now,
  });
  const follower = followPapers(library, log);
  await follower.first;
  const end = async () => {
    await follower.stop();
    await library.close();
  };
  return { library, end, home };
}

async function addPaper(library: Library, home: string, title: string): Promise<void> {
  const file = join(home, `${title}.jsonl`);
  writeFileSync(file, JSON.stringify(somePaper({ id: `x:${title}`, title })));
  await library.importFile(file, { now });
}

describe("the papers of a shared database", () => {
  const finds = async (library: Library, words: string) =>
    (await library.index.search(words, { offset: 0, limit: 1 })).total;

  it("are found in every process soon after one has stored them, also when connections broke", async () => {
    const address = await freshAddress();
    const [one, two] = [await someLibrary(address), await someLibrary(address)];
    await addPaper(one.library, one.home, "Wombats");
    const began = performance.now();
    await expect.poll(() => finds(two.library, "wombats"), { interval: 20 }).toBe(1);
    // Told of it, not found by looking, which takes longer.
    expect(performance.now() - began).toBeLessThan(2500);
    await query(new URL(address).href.replace(/\/[^/]*$/, ""), disconnect(address));
    await expect
      .poll(() =>
        addPaper(one.library, one.home, "Quokkas").then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    await expect.poll(() => finds(two.library, "quokkas"), { interval: 20, timeout: 5000 }).toBe(1);
    await one.end();
    await two.end();
  });
});
