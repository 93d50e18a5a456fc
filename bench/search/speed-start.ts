import { readFileSync } from "node:fs";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import { print, readArguments, runBenchmark } from "../support/command.ts";
import { megabytes, timeEach, watched } from "../support/measure.ts";
import type { SpeedQueries } from "./speed-papers.ts";

const FIRST_PAGE = { offset: 0, limit: 10 };

/** The second half of bench:speed, in a process of its own: a start from the saved index, and how fast it then answers. */
await runBenchmark(async () => {
  const { files } = readArguments("speed-start INDEX QUERIES.json", []);
  const [file = "", queriesFile = ""] = files;
  const queries: SpeedQueries = JSON.parse(readFileSync(queriesFile, "utf8"));
  const index = createSearchIndex({ now: Date.now });
  const { block, seconds } = await watched(() => index.load(file, () => true));
  const [first = ""] = queries.searches["2 words"] ?? [];
  await index.search(first, FIRST_PAGE);
  print(`first answer        ${Math.round(performance.now())} ms after the start of the process`);
  print(`loading             ${Math.round(seconds * 1000)} ms, longest block ${block} ms`);
  print(`memory after load   ${megabytes(process.memoryUsage().rss)} MB RSS`);
  for (const [name, texts] of Object.entries(queries.searches)) {
    await time(name, texts, (text) => index.search(text, FIRST_PAGE));
  }
  await time("500 characters", queries.texts, (text) => index.searchWords(text, FIRST_PAGE));
  await time("completing a query", queries.begun, (text) => index.suggestQueries(text, 25));
  await time("completing a title", queries.begun, (text) => index.suggestTitles(text, 25));
  await time("similar to three", queries.triples, (ids) => index.similar(ids, FIRST_PAGE));
  print(`memory at the end   ${megabytes(process.memoryUsage().rss)} MB RSS`);
  // Otherwise Node warns of an open file when the index is collected.
  await index.close();
});

async function time<Input>(
  name: string,
  inputs: readonly Input[],
  run: (input: Input) => Promise<unknown>,
): Promise<void> {
  const within = await timeEach(inputs, run);
  const at = (share: number) => within(share).toFixed(1);
  print(`${name.padEnd(19)} p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)}  longest ${at(1)} ms`);
}
