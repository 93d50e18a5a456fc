import { basename, join } from "node:path";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import { FEATURE_NAMES } from "../../src/search/ranking/weights.ts";
import type { SearchResult } from "../../src/search/search-index.ts";
import { print, progress, readArguments, runBenchmark } from "../support/command.ts";
import { readPapers } from "../support/read-papers.ts";
import { readJudgedQueries } from "./collection.ts";
import { judgedCandidates, readCorpus } from "./judged-features.ts";
import { ndcg, recall, reciprocalRank } from "./metrics.ts";

const USAGE = 'npm run bench:relevance -- [--explain "query"] FOLDER…';
const HITS_EXPLAINED = 10;

/**
 * Measures the search against judged collections in BEIR layout: corpus.jsonl, queries.jsonl, qrels/test.tsv. The queries go the way
 * of /paper, through its query language; "plain" is the nDCG@10 of the ranking by their words alone.
 * Definitions as in trec_eval; queries without a relevant document are left out. With --explain, shows for one query how it
 * was read, and for each of its first hits what speaks for it: every sign times its weight, and their sum.
 */
await runBenchmark(async () => {
  const { files, options } = readArguments(USAGE, ["explain"]);
  if (options.explain !== undefined) {
    for (const folder of files) await explain(options.explain, folder);
    return;
  }
  print(`${"collection".padEnd(16)} papers queries  nDCG@10    plain  MRR@10  Recall@100`);
  const all: Figures[] = [];
  for (const folder of files) {
    const figures = await measure(folder);
    all.push(figures);
    print(row(basename(folder), figures));
  }
  if (all.length > 1) {
    print(
      row("mean", {
        papers: sum(all, "papers"),
        queries: sum(all, "queries"),
        ndcg: sum(all, "ndcg") / all.length,
        plain: sum(all, "plain") / all.length,
        mrr: sum(all, "mrr") / all.length,
        recall: sum(all, "recall") / all.length,
      }),
    );
  }
});

async function explain(query: string, folder: string): Promise<void> {
  const corpus = await readCorpus(join(folder, "corpus.jsonl"));
  const { plan, judged, weights } = judgedCandidates(query, corpus);
  const words = [...plan.words, ...plan.expansions].map(({ term, weight }) => `${term} ${weight.toFixed(2)}`);
  print(`${basename(folder)}: ${words.join(", ")}`);
  for (const { doc, score, features } of judged.slice(0, HITS_EXPLAINED)) {
    const signs = FEATURE_NAMES.filter((name) => features[name] !== 0);
    const shown = signs.map((name) => `${name} ${(weights[name] * features[name]).toFixed(3)}`);
    print(`${score.toFixed(3)}  ${corpus.documents.paper(doc).title}\n       ${shown.join(", ")}`);
  }
}

interface Figures {
  readonly papers: number;
  readonly queries: number;
  readonly ndcg: number;
  readonly plain: number;
  readonly mrr: number;
  readonly recall: number;
}

async function measure(folder: string): Promise<Figures> {
  const index = createSearchIndex({ now: Date.now });
  await index.add(await readPapers(join(folder, "corpus.jsonl")));
  await index.refine();
  const figures = { papers: index.size, queries: 0, ndcg: 0, plain: 0, mrr: 0, recall: 0 };
  for (const { text, judgements } of await readJudgedQueries(folder)) {
    const ranked = idsOf(await index.search(text, { offset: 0, limit: 100 }));
    const plain = idsOf(await index.searchWords(text, { offset: 0, limit: 10 }));
    figures.queries += 1;
    figures.ndcg += ndcg(ranked, judgements, 10);
    figures.plain += ndcg(plain, judgements, 10);
    figures.mrr += reciprocalRank(ranked, judgements, 10);
    figures.recall += recall(ranked, judgements, 100);
    if (figures.queries % 100 === 0) progress(`${basename(folder)}: ${figures.queries} queries`);
  }
  const queries = Math.max(1, figures.queries);
  return {
    ...figures,
    ndcg: figures.ndcg / queries,
    plain: figures.plain / queries,
    mrr: figures.mrr / queries,
    recall: figures.recall / queries,
  };
}

function idsOf({ hits }: SearchResult): readonly string[] {
  return hits.map(({ paper }) => paper.id);
}

function row(name: string, { papers, queries, ndcg, plain, mrr, recall }: Figures): string {
  const columns = [
    ndcg.toFixed(4).padStart(9),
    plain.toFixed(4).padStart(9),
    mrr.toFixed(3).padStart(8),
    recall.toFixed(3).padStart(12),
  ];
  return `${name.padEnd(16)} ${String(papers).padStart(6)} ${String(queries).padStart(7)}${columns.join("")}`;
}

function sum(figures: readonly Figures[], name: keyof Figures): number {
  return figures.reduce((total, figure) => total + figure[name], 0);
}
