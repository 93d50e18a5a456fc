import type { Corpus } from "../corpus/corpus.ts";
import type { QueryPlan } from "../query/plan.ts";
import { type FirstStageHit, featuresOf } from "./features.ts";
import { createFeedback } from "./feedback.ts";
import { weightsFor } from "./query-weights.ts";
import { type Features, type Weights, weightedSum } from "./weights.ts";

/** A candidate with all that speaks for it, and what that comes to: comparable within one answer only. */
export interface Reranked {
  readonly doc: number;
  readonly features: Features;
  readonly score: number;
}

/** Reranks: the score of each candidate, in the given order, and the weights that it came from. */
export function rerank(
  candidates: readonly FirstStageHit[],
  plan: QueryPlan,
  corpus: Corpus,
): { readonly weights: Weights; readonly reranked: Reranked[] } {
  const featured = featuresOf(candidates, plan, corpus);
  const first = featured.map(({ doc, sequence, features }) => ({
    doc,
    sequence,
    features,
    score: weightedSum(features),
  }));
  const { weights, feedbackDocs } = weightsFor(plan, featured);
  const feedback = createFeedback(first, feedbackDocs, corpus);
  const reranked = first.map((candidate) => {
    const features = {
      ...candidate.features,
      feedback: feedback.inLsa(candidate.doc),
      feedbackTerms: weights.feedbackTerms === 0 ? 0 : feedback.inTerms(candidate),
    };
    return { doc: candidate.doc, features, score: weightedSum(features, weights) };
  });
  return { weights, reranked };
}
