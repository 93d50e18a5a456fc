import type { QueryPlan } from "../query/plan.ts";
import { isStopWord } from "../text/analyze.ts";
import { FEATURE_NAMES, type FeatureName, type Features, WEIGHTS, type Weights } from "./weights.ts";

/** What is known of the candidates before any is weighed. */
interface FeaturedCandidate {
  readonly features: Features;
  readonly isComplete: boolean;
}

interface QueryWeights {
  readonly weights: Weights;
  /** So many of the best are taken for right: what lies near them is more likely to be right too. */
  readonly feedbackDocs: number;
}

/** Up to so many candidates with all words of a query, it is no topic; with so many it is one, and between these in part. */
const TOPIC = { from: 10, to: 50 };
/**
 * Topics, on which there are many papers. The feedback gained .010 nDCG@10 on the names of reading lists that were looked at and .008
 * on the others; the neighbours .002 on those looked at (`npm run bench:topics`).
 */
const TOPIC_WEIGHTS: Partial<Weights> = { feedback: 1.3, neighbours: 1.5 };

/** The same for the words of a long query. */
const LONG = { from: 6, to: 14 };
/**
 * Sentences. No paper has all their words, so it counts what it says in place of those it lacks; and their first hits are right more
 * often. SciFact, Cranfield and CACM gain .005 nDCG@10 each. That missing words should count so much came out each time that weights
 * were learned on two of the three.
 */
const LONG_WEIGHTS: Partial<Weights> = { missingTerms: 1.3, feedback: 0.6, feedbackTerms: 0.3 };

/** The same for the titles that hold all of several words. */
const CROWDED = { from: 5, to: 20 };
/**
 * Where many titles hold all words, the query is a topic rather than a title, unless somebody typed the stop words of one, and
 * neighbours in the title say little that those in the text do not. The names of reading lists gain .002 nDCG@10, and known titles lose
 * nothing. With all features of the title at a third, the lists would gain .006, and two words of a title lose .018 MRR@10.
 */
const CROWDED_WEIGHTS: Partial<Weights> = { titleAdjacent: 0.12 };

/** 5 did better than 10 or 20, except for topics. */
const FEEDBACK_DOCS = 5;
const TOPIC_FEEDBACK_DOCS = 10;

/** How much each feature counts for a query, by what its words and its candidates show it to be. */
export function weightsFor(
  { words, sequence, folded }: QueryPlan,
  candidates: readonly FeaturedCandidate[],
): QueryWeights {
  const topic = ramp(candidates.filter(({ isComplete }) => isComplete).length, TOPIC);
  const long = ramp(words.filter(({ joined }) => !joined).length, LONG);
  const holding = candidates.filter(({ features }) => features.titleHolds > 0).length;
  const isTitle = new Set(sequence).size === 1 || folded.split(" ").some(isStopWord);
  const crowded = isTitle ? 0 : ramp(holding, CROWDED);
  const kinds = [
    [LONG_WEIGHTS, long],
    [TOPIC_WEIGHTS, topic],
    [CROWDED_WEIGHTS, crowded],
  ] as const;
  return {
    weights: kinds.reduce<Weights>((weights, [others, share]) => towards(weights, others, share), WEIGHTS),
    feedbackDocs: between(FEEDBACK_DOCS, TOPIC_FEEDBACK_DOCS, topic),
  };
}

function towards(weights: Weights, others: Partial<Weights>, share: number): Weights {
  const moved: Record<FeatureName, number> = { ...weights };
  for (const name of FEATURE_NAMES)
    moved[name] = between(weights[name], others[name] ?? weights[name], share);
  return moved;
}

function ramp(value: number, { from, to }: { readonly from: number; readonly to: number }): number {
  return Math.min(1, Math.max(0, value - from) / (to - from));
}

function between(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
