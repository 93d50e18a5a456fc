import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { UserError } from "../../src/errors.ts";
import { print, progress, readArguments, runBenchmark } from "../support/command.ts";
import { createRandom } from "../support/random.ts";
import { readPapers } from "../support/read-papers.ts";
import { readJudgedQueries } from "./collection.ts";
import { createOurs, type Engine, OTHER_ENGINES } from "./engines.ts";
import { type Judgements, ndcg, reciprocalRank } from "./metrics.ts";
import { DRAWS, type DrawWords, plainTitle, someWords, withWrongLetter } from "./title-queries.ts";

const USAGE = `npm run bench:compare -- FOLDER-OR-FILE.jsonl… [--engines ${Object.keys(OTHER_ENGINES).join(",")}] [--papers N]`;
const TITLES = 300;
const SEED = 1;

/**
 * Our search and other engines, asked the same in one run. For a folder in BEIR layout: nDCG@10. For a file of papers:
 * how high (MRR@10) a paper stands for three words of its title, drawn in several ways, and with one letter of them wrong; and how long
 * two and five words take.
 */
await runBenchmark(async () => {
  const { files, options } = readArguments(USAGE, ["engines", "papers"]);
  const others = (options.engines ?? Object.keys(OTHER_ENGINES).join(",")).split(",");
  const ours = (["search", "searchWords"] as const).map((by) => () => createOurs(by));
  const makers = [...ours, ...others.map(maker)];
  const limit = options.papers === undefined ? Number.POSITIVE_INFINITY : Number(options.papers);
  for (const path of files) {
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
    print(`${basename(path)}`);
    for (const make of makers) {
      const engine = make();
      progress(`${basename(path)}: ${engine.name}`);
      const figures = isFolder ? await judge(engine, path) : await findTitles(engine, path, limit);
      print(`  ${engine.name.padEnd(12)} ${figures}`);
    }
  }
});

function maker(name: string): () => Engine {
  const make = OTHER_ENGINES[name];
  if (!make) throw new UserError(`There is no engine “${name}”.\nUsage: ${USAGE}`);
  return make;
}

async function judge(engine: Engine, folder: string): Promise<string> {
  await engine.add(await readPapers(join(folder, "corpus.jsonl")));
  const queries = await readJudgedQueries(folder);
  const score = await mean(queries, async ({ text, judgements }) =>
    ndcg(await engine.search(text, 10), judgements, 10),
  );
  return `nDCG@10 ${score.toFixed(4)} (${queries.length} queries)`;
}

async function findTitles(engine: Engine, file: string, limit: number): Promise<string> {
  const papers = await readPapers(file, limit);
  await engine.add(papers);
  const random = createRandom(SEED);
  const asked = Array.from({ length: TITLES }, () => papers[Math.floor(random() * papers.length)]).flatMap(
    (paper) => paper ?? [],
  );
  const drawn = (words: number, draw: DrawWords = someWords) =>
    asked.map(({ id, title }) => ({
      text: draw(plainTitle(title), words, random),
      judgements: one(id),
    }));
  const three = drawn(3);
  const misspelt = three.map((query) => ({ ...query, text: withWrongLetter(query.text, random) }));
  const rank = async ({ text, judgements }: (typeof three)[number]) =>
    reciprocalRank(await engine.search(text, 10), judgements, 10);
  const ways: string[] = [];
  for (const [name, draw] of Object.entries(DRAWS)) {
    const queries = name === "any" ? three : drawn(3, draw);
    ways.push(`${name} ${(await mean(queries, rank)).toFixed(3)}`);
  }
  return [
    `MRR@10 ${ways.join(", ")}, misspelt ${(await mean(misspelt, rank)).toFixed(3)}`,
    `2 words ${await latencies(engine, drawn(2))}`,
    `5 words ${await latencies(engine, drawn(5))}`,
  ].join("; ");
}

function one(id: string): Judgements {
  return new Map([[id, 1]]);
}

async function latencies(engine: Engine, queries: readonly { readonly text: string }[]): Promise<string> {
  const times: number[] = [];
  for (const { text } of queries) {
    const began = performance.now();
    await engine.search(text, 10);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} p95 ${at(0.95)} ms`;
}

async function mean<Item>(items: readonly Item[], measure: (item: Item) => Promise<number>): Promise<number> {
  let sum = 0;
  for (const item of items) sum += await measure(item);
  return sum / Math.max(1, items.length);
}
