import type { Corpus } from "../corpus/corpus.ts";
import { newestFirst } from "../corpus/order.ts";
import type { QueryPlan } from "../query/plan.ts";
import type { FirstStageHit } from "./features.ts";
import { rerank } from "./rerank.ts";
import { highest, type ScoredDocs } from "./score.ts";

/** So many candidates are judged closely, in twenty pages; those behind them keep the first stage's order. */
export const RERANKED = 200;

/**
 * The best of the given docs, best first: `count` and at least as many as are judged closely, by everything that speaks for them. Each
 * with the score that its place came from.
 */
export function bestFirst(
  scored: Omit<ScoredDocs, "total">,
  count: number,
  plan: QueryPlan,
  corpus: Corpus,
): FirstStageHit[] {
  const candidates = bestByScore(scored, Math.max(count, RERANKED), corpus);
  const best = candidates[0]?.score || 1;
  const { reranked } = rerank(candidates.slice(0, RERANKED), plan, corpus);
  const least = reranked.reduce((least, { score }) => Math.min(least, score), Number.POSITIVE_INFINITY);
  return [
    ...reranked.map(({ doc, score }) => ({ doc, score })).sort((a, b) => byScore(a, b, corpus)),
    ...candidates.slice(RERANKED).map(({ doc, score }) => ({ doc, score: Math.min(least, score / best) })),
  ];
}

/** The first stage's best, at most `count`, best first. */
export function bestByScore(
  scored: Omit<ScoredDocs, "total">,
  count: number,
  corpus: Corpus,
): FirstStageHit[] {
  return highest(scored, count)
    .sort((a, b) => byScore(a, b, corpus))
    .slice(0, count);
}

function byScore(a: FirstStageHit, b: FirstStageHit, corpus: Corpus): number {
  return b.score - a.score || newestFirst(a.doc, b.doc, corpus);
}
