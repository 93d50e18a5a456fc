/**
 * How much each sign counts that a paper is the one that is looked for, in shares of the best lexical score. The signs
 * themselves are in features.ts and title-match.ts.
 *
 * Where the numbers come from: coordinate ascent on nDCG@10 over eight collections (SciFact, Cranfield, CACM, a chat's queries,
 * and four made of arXiv's papers), with a slightly earlier form of the signs. Each with weights learned on the other seven:
 * SciFact .712, Cranfield .579, CACM .558, chat .906. `npm run bench:learn-weights` does it anew: with weights learned on four
 * others, SciFact gets .704 and CACM .551. Around the values below the mean hardly changes, so they are round numbers in
 * the middle of what was learned.
 */
export const WEIGHTS = {
  /** BM25 of text, title and names, raised where the title holds the words: all others are measured by it. */
  lexical: 1,
  /** Words that are neighbours in both. From .8 to 1.3 alike; without, CACM loses .02 and SciFact .01. */
  neighbours: 1,
  /** From .2 to .5 alike on average: topics in a few words want more of it, sentences less. */
  latent: 0.35,
  /** From .6 to 1.6 alike; better than without on all collections but reading lists. */
  kin: 0.6,
  /** From .4 to .6 alike; without, Cranfield loses .02 and reading lists .01. */
  feedback: 0.35,
  // For known papers, learned on words drawn from titles among 110,000: MRR@10 .77 without, .94 with them. Judged
  // collections have so few titles that hold a whole query that they do not mind; reading lists lose .01 to other papers of
  // the same name.
  titleHolds: 0.3,
  titleExact: 1,
  titleOrder: 0.5,
  titleAdjacent: 0.1,
  titleShare: 0.6,
} as const;

export type FeatureName = keyof typeof WEIGHTS;

/** The signs of one paper, each about 1 where it is as strong as it gets. */
export type Features = Readonly<Record<FeatureName, number>>;

/** The names in the order in which they are added up and shown. */
export const FEATURE_NAMES = Object.keys(WEIGHTS) as readonly FeatureName[];

export type Weights = Readonly<Record<FeatureName, number>>;

/** The score that the signs come to. */
export function weighed(features: Features, weights: Weights = WEIGHTS): number {
  let sum = 0;
  for (const name of FEATURE_NAMES) sum += weights[name] * features[name];
  return sum;
}
