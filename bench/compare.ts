import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { UserError } from "../src/errors.ts";
import { print, progress, readArguments, runBenchmark } from "./command.ts";
import { createRandom } from "./random.ts";
import { readPapers } from "./read-papers.ts";
import { readJudgedQueries } from "./search/collection.ts";
import { createOurs, type Engine, OTHER_ENGINES } from "./search/engines.ts";
import { type Judgements, ndcg, reciprocalRank } from "./search/metrics.ts";
import { DRAWS, type DrawWords, plainTitle, someWords, withWrongLetter } from "./search/title-queries.ts";

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
  const makers = [createOurs, ...others.map(maker)];
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
  const score = mean(queries, ({ text, judgements }) => ndcg(engine.search(text, 10), judgements, 10));
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
  const rank = ({ text, judgements }: (typeof three)[number]) =>
    reciprocalRank(engine.search(text, 10), judgements, 10);
  const ways = Object.entries(DRAWS).map(([name, draw]) => {
    const queries = name === "any" ? three : drawn(3, draw);
    return `${name} ${mean(queries, rank).toFixed(3)}`;
  });
  return [
    `MRR@10 ${ways.join(", ")}, misspelt ${mean(misspelt, rank).toFixed(3)}`,
    ...[2, 5].map((words) => `${words} words ${latencies(engine, drawn(words))}`),
  ].join("; ");
}

function one(id: string): Judgements {
  return new Map([[id, 1]]);
}

function latencies(engine: Engine, queries: readonly { readonly text: string }[]): string {
  const times = queries.map(({ text }) => {
    const began = performance.now();
    engine.search(text, 10);
    return performance.now() - began;
  });
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} p95 ${at(0.95)} ms`;
}

function mean<Item>(items: readonly Item[], measure: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + measure(item), 0) / Math.max(1, items.length);
}
