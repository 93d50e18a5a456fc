import type { Corpus } from "../corpus/corpus.ts";
import type { QueryPlan } from "../query/plan.ts";
import { type FirstStageHit, featuresOf } from "./features.ts";
import { type Features, WEIGHTS, type Weights, weightedSum } from "./weights.ts";

/** A candidate with all that speaks for it, and what that comes to: comparable within one answer only. */
export interface Reranked {
  readonly doc: number;
  readonly features: Features;
  readonly score: number;
}

/**
 * So many of the best are taken for right: what lies near them is more likely to be right too. 5 did better than 10 or 20, except
 * for topics, on which there are many papers: there 10 of them, at more weight, gained .010 nDCG@10 on the names of reading lists
 * that were looked at and .008 on the others (`npm run bench:topics`).
 */
const FEEDBACK = { docs: 5, weight: WEIGHTS.feedback };
const TOPIC_FEEDBACK = { docs: 10, weight: 1.3 };
/** Up to so many candidates with all words of a query, it is no topic; with so many it is one, and between these in part. */
const TOPIC = { from: 10, to: 50 };

/** Reranks: the score of each candidate, in the given order. */
export function rerank(candidates: readonly FirstStageHit[], plan: QueryPlan, corpus: Corpus): Reranked[] {
  const featured = featuresOf(candidates, plan, corpus);
  const first = featured.map(({ features }, at) => ({
    doc: candidates[at]?.doc ?? 0,
    features,
    score: weightedSum(features),
  }));
  const topic = topicness(featured.filter(({ isComplete }) => isComplete).length);
  const weights: Weights = { ...WEIGHTS, feedback: between(FEEDBACK.weight, TOPIC_FEEDBACK.weight, topic) };
  const feedback = createFeedback(first, between(FEEDBACK.docs, TOPIC_FEEDBACK.docs, topic), corpus);
  return first.map(({ doc, features }) => {
    const all = { ...features, feedback: feedback(doc) };
    return { doc, features: all, score: weightedSum(all, weights) };
  });
}

function topicness(complete: number): number {
  return Math.min(1, Math.max(0, complete - TOPIC.from) / (TOPIC.to - TOPIC.from));
}

function between(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

/** How near a paper lies to the middle of the best ones, itself left out: Rocchio's feedback in the LSA space. */
function createFeedback(
  reranked: readonly Reranked[],
  docs: number,
  { lsa }: Corpus,
): (doc: number) => number {
  if (lsa.learnedFrom === 0) return () => 0;
  const best = [...reranked].sort((a, b) => b.score - a.score).slice(0, docs);
  const most = best[0]?.score || 1;
  const weights = new Map(best.map(({ doc, score }) => [doc, score / most]));
  const middle = lsa.direction([]);
  for (const [doc, weight] of weights) {
    for (const [d, value] of lsa.at(doc).entries()) middle[d] = (middle[d] ?? 0) + weight * value;
  }
  const length = Math.sqrt(middle.reduce((sum, value) => sum + value * value, 0)) || 1;
  return (doc) => Math.max(0, (lsa.cosine(middle, doc) - (weights.get(doc) ?? 0)) / length);
}
