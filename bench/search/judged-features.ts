import { type Corpus, createCorpus } from "../../src/search/corpus/corpus.ts";
import { learnFrom } from "../../src/search/corpus/learn.ts";
import { planQuery, type QueryPlan } from "../../src/search/query/plan.ts";
import { bestByScore } from "../../src/search/ranking/rank.ts";
import { type Reranked, rerank } from "../../src/search/ranking/rerank.ts";
import { scorePapers } from "../../src/search/ranking/score.ts";
import type { Weights } from "../../src/search/ranking/weights.ts";
import { readPapers } from "../support/read-papers.ts";

const CANDIDATES = 200;

/** The papers of a file, with what can be learned from them. */
export async function readCorpus(file: string): Promise<Corpus> {
  const corpus = createCorpus();
  for (const paper of await readPapers(file)) corpus.put(paper);
  for (const _ of learnFrom(corpus)) {
    // Nobody waits for a turn here.
  }
  return corpus;
}

/** The candidates that the second stage would order for a query, best first, with what speaks for each and how much that counts. */
export function judgedCandidates(
  text: string,
  corpus: Corpus,
): { plan: QueryPlan; judged: readonly Reranked[]; weights: Weights } {
  const plan = planQuery(text, corpus);
  const candidates = bestByScore(scorePapers(plan, corpus, CANDIDATES), CANDIDATES, corpus);
  const { reranked, weights } = rerank(candidates, plan, corpus);
  return { plan, weights, judged: reranked.sort((a, b) => b.score - a.score) };
}
