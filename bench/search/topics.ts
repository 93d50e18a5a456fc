import { UserError } from "../../src/errors.ts";
import { confidenceInterval } from "../recommend/bootstrap.ts";
import { print, progress, readArguments, runBenchmark } from "../support/command.ts";
import { readPapers } from "../support/read-papers.ts";
import { createOurs, OTHER_ENGINES } from "./engines.ts";
import { ndcg } from "./metrics.ts";
import { papersAround, readTopics, type Topic } from "./reading-list-topics.ts";

const USAGE = "npm run bench:topics -- LISTS.jsonl CORPUS.jsonl [--papers N] [--show look]";
const PAPERS = 20_000;

/**
 * Short queries: the names of public reading lists and of their sections, with the papers of these lists as relevant, among 20,000.
 * nDCG@10 beside MiniSearch tuned, paired, for the half of the lists that may be looked at and for the half that is only measured.
 * With --show look, every topic of the first half has a line.
 */
await runBenchmark(async () => {
  const { files, options } = readArguments(USAGE, ["papers", "show"]);
  const [lists = "", corpus = ""] = files;
  if (corpus === "") throw new UserError(`Usage: ${USAGE}`);
  const papers = await papersAround(lists, await readPapers(corpus), Number(options.papers ?? PAPERS));
  const topics = await readTopics(lists, papers);
  const engines = [createOurs("search"), ...[OTHER_ENGINES.tuned].flatMap((make) => make?.() ?? [])];
  const figures: (readonly number[])[] = [];
  for (const engine of engines) {
    progress(`${engine.name}: ${papers.length} papers`);
    await engine.add(papers);
    const scores: number[] = [];
    for (const { text, judgements } of topics)
      scores.push(ndcg(await engine.search(text, 10), judgements, 10));
    figures.push(scores);
  }
  const [ours = [], tuned = []] = figures;
  for (const half of ["look", "measure"] as const) {
    const of = (scores: readonly number[]) => scores.filter((_, at) => topics[at]?.half === half);
    print(`${half.padEnd(8)} ${row(of(ours), of(tuned))}`);
  }
  if (options.show === "look") show(topics, ours, tuned);
});

function row(ours: readonly number[], tuned: readonly number[]): string {
  const gains = ours.map((score, at) => score - (tuned[at] ?? 0));
  const { mean, low, high } = confidenceInterval(gains);
  const figure = (scores: readonly number[]) => confidenceInterval(scores).mean.toFixed(4);
  return `${ours.length} topics  paperboy ${figure(ours)}  tuned ${figure(tuned)}  gain ${mean.toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)})`;
}

function show(topics: readonly Topic[], ours: readonly number[], tuned: readonly number[]): void {
  for (const [at, { half, text, judgements }] of topics.entries()) {
    if (half !== "look") continue;
    const scores = [ours[at] ?? 0, tuned[at] ?? 0].map((score) => score.toFixed(3)).join(" ");
    print(`${scores} ${text} (${judgements.size})`);
  }
}
