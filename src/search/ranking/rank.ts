import type { Corpus } from "../corpus/corpus.ts";
import { newestFirst } from "../corpus/order.ts";
import type { QueryPlan } from "../query/plan.ts";
import { topK } from "../storage/top-k.ts";
import { rerank } from "./rerank.ts";

// Measured on four collections: at a quarter, titles help topics; from a half on they crowd out what only abstracts say.
const TITLE_WEIGHT = 0.25;
/** A title that holds all words of the query is half as much again: that is how a known paper is asked for. */
const COVERAGE_BONUS = 0.5;
/** So many candidates are judged closely, in twenty pages; those behind them keep the first stage's order. */
const RERANKED = 200;

/** Scores by doc; 0 for a paper that has none of the words. */
export type Scores = Float64Array;

/** BM25 over all words of a plan, raised where the title holds them. */
export function scorePapers(plan: QueryPlan, corpus: Corpus): Scores {
  const scores = new Float64Array(corpus.maxDoc);
  for (const { term, weight } of [...plan.words, ...plan.expansions]) {
    corpus.text.score(term, weight, corpus.size, scores);
    corpus.title.score(term, weight * TITLE_WEIGHT, corpus.size, scores);
    if (isName(term, corpus)) corpus.authors.score(term, weight, corpus.size, scores);
  }
  raiseForTitles(plan, corpus, scores);
  return scores;
}

function raiseForTitles({ words }: QueryPlan, { title, maxDoc }: Corpus, scores: Scores): void {
  const held = new Uint16Array(maxDoc);
  for (const { term } of words) title.tally(term, held);
  for (const { term } of words) {
    title.each(term, (doc) => {
      const share = (held[doc] ?? 0) / words.length;
      held[doc] = 0;
      scores[doc] = (scores[doc] ?? 0) * (1 + COVERAGE_BONUS * share ** 2);
    });
  }
}

/**
 * The first `count` of the given docs, best first. The best by the first stage's scores are judged closely, by
 * everything that speaks for them. Leaves in `scores` what the order came from.
 */
export function bestFirst(
  docs: readonly number[],
  scores: Scores,
  count: number,
  plan: QueryPlan,
  corpus: Corpus,
): number[] {
  const byScore = (a: number, b: number) => (scores[b] ?? 0) - (scores[a] ?? 0) || newestFirst(a, b, corpus);
  const sorted = topK(docs, Math.max(count, RERANKED), byScore);
  const head = sorted.slice(0, RERANKED);
  const rest = sorted.slice(RERANKED);
  const best = scores[head[0] ?? 0] || 1;
  let least = Number.POSITIVE_INFINITY;
  for (const { doc, score } of rerank(head.map(candidate), plan, corpus).reranked) {
    scores[doc] = score;
    least = Math.min(least, score);
  }
  for (const doc of rest) scores[doc] = Math.min(least, (scores[doc] ?? 0) / best);
  return [...head.sort(byScore), ...rest].slice(0, count);

  function candidate(doc: number) {
    return { doc, score: scores[doc] ?? 0 };
  }
}

// "Long" and "Young" are names too: a word is taken for one only where it names people more often than things.
export function isName(term: string, { authors, text }: Corpus): boolean {
  return authors.docFrequency(term) > text.docFrequency(term);
}
