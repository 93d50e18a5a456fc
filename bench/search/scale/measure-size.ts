import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSearchIndex } from "../../../src/search/create-search-index.ts";
import { print, readArguments, runBenchmark } from "../../support/command.ts";
import { megabytes, timeEach, watched } from "../../support/measure.ts";
import { type Engine, OTHER_ENGINES } from "../engines.ts";
import { createSample, drawQueries, paperBatches, type SpeedQueries } from "../speed-papers.ts";
import type { Figures, Latency } from "./figures.ts";

const FIRST_PAGE = { offset: 0, limit: 10 };
/** Queries before the figures are taken, so that the compiler has seen them all. */
const WARM_UP = 30;

/**
 * One engine with one size of library in a process of its own: `measure-size ENGINE FILE SIZE` builds and prints the figures as
 * JSON; `measure-size ask INDEX QUERIES` is a fresh process that answers from a saved index of ours.
 */
await runBenchmark(async () => {
  const { files } = readArguments("measure-size ENGINE FILE SIZE", []);
  const [engine = "", file = "", size = ""] = files;
  const figures =
    engine === "ask"
      ? await askSaved(file, size)
      : engine === "paperboy"
        ? await measureOurs(file, Number(size))
        : await measureOther(OTHER_ENGINES[engine]?.(), file, Number(size));
  print(JSON.stringify(figures));
});

async function measureOurs(file: string, size: number): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-scale-"));
  try {
    const saved = join(folder, "search.index");
    const index = createSearchIndex({ now: Date.now });
    const built = await build(file, size, (papers) => index.add(papers));
    const finished = await watched(async () => {
      await index.refine();
      await index.save(saved, "");
    });
    await index.close();
    const queriesFile = join(folder, "queries.json");
    writeFileSync(queriesFile, JSON.stringify(built.queries));
    const asked = spawnSync(process.execPath, [import.meta.filename, "ask", saved, queriesFile], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    return {
      ...JSON.parse(asked.stdout),
      indexing: built.seconds + finished.seconds,
      block: Math.max(built.block, finished.block),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function askSaved(file: string, queriesFile: string): Promise<Omit<Figures, "indexing" | "block">> {
  const queries: SpeedQueries = JSON.parse(readFileSync(queriesFile, "utf8"));
  const index = createSearchIndex({ now: Date.now });
  await index.load(file, () => true);
  const [first = ""] = queries.searches["2 words"] ?? [];
  await index.search(first, FIRST_PAGE);
  const firstAnswer = performance.now();
  const latencies = await timeQueries(queries, (query) => index.search(query, FIRST_PAGE));
  const memory = megabytes(process.memoryUsage().rss);
  await index.close();
  return { firstAnswer, memory, ...latencies };
}

async function measureOther(engine: Engine | undefined, file: string, size: number): Promise<Figures> {
  if (!engine)
    throw new Error(`There is no such engine. There are ${Object.keys(OTHER_ENGINES).join(", ")}.`);
  const { queries, seconds, block } = await build(file, size, (papers) => engine.add(papers));
  const latencies = await timeQueries(queries, (query) => engine.search(query, FIRST_PAGE.limit));
  return { indexing: seconds, block, memory: megabytes(process.memoryUsage().rss), ...latencies };
}

async function build(
  file: string,
  papers: number,
  add: (batch: Parameters<Engine["add"]>[0]) => Promise<unknown>,
): Promise<{ queries: SpeedQueries; seconds: number; block: number }> {
  const sample = createSample(papers);
  let seconds = 0;
  let block = 0;
  for await (const batch of paperBatches({ file, papers })) {
    const taken = await watched(() => add(batch));
    seconds += taken.seconds;
    block = Math.max(block, taken.block);
    for (const paper of batch) sample.see(paper);
  }
  return { queries: drawQueries(sample.papers), seconds, block };
}

async function timeQueries(
  { searches }: SpeedQueries,
  ask: (query: string) => Promise<unknown>,
): Promise<{ twoWords: Latency; fiveWords: Latency }> {
  const two = searches["2 words"] ?? [];
  const five = searches["5 words"] ?? [];
  for (const query of [...two.slice(0, WARM_UP), ...five.slice(0, WARM_UP)]) await ask(query);
  return { twoWords: await latency(two, ask), fiveWords: await latency(five, ask) };
}

async function latency(
  queries: readonly string[],
  ask: (query: string) => Promise<unknown>,
): Promise<Latency> {
  const at = await timeEach(queries, ask);
  return { p50: at(0.5), p95: at(0.95) };
}
