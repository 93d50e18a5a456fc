/**
 * How much each feature counts that a paper is the one that is looked for, in shares of the best lexical score. The features
 * themselves are in features.ts, feedback.ts and title-match.ts. Some kinds of queries change the weights: see query-weights.ts.
 *
 * Where the numbers come from: first coordinate ascent on nDCG@10 over eight collections (SciFact, Cranfield, CACM, a chat's
 * queries, and four made of arXiv's papers), then one weight after another looked at beside all others: on SciFact, Cranfield,
 * CACM, the chat, the topics of 86 reading lists, and known titles drawn in seven ways from 110,000. A change stayed where it
 * helped most of them and cost none of them anything worth mentioning. They were chosen while looking at these collections; with
 * weights learned on four others (`npm run bench:learn-weights`), SciFact got .704 and CACM .551.
 */
export const WEIGHTS = {
  /** BM25 of text, title and names, raised where the title holds the words: all others are measured by it. */
  lexical: 1,
  /** Words that are neighbours in both. From .8 to 1.3 alike; without, CACM loses .02 and SciFact .01. */
  neighbours: 1,
  /** From .25 to .45 alike on average: topics in a few words want more of it, sentences less. */
  lsa: 0.3,
  /** From .4 to .8 alike; at .8 the chat loses .008. */
  missingTerms: 0.5,
  /** At .7 SciFact loses .01; at .2 Cranfield .01, CACM .01 and reading lists .005. */
  feedback: 0.45,
  /** For long queries only. */
  feedbackTerms: 0,
  // For known papers. MRR@10 for three words drawn from a title among 110,000: .79 without these, .93 with them. Most of the rest
  // cannot be told apart: other titles hold the same words in the same order, and a ranking that knew how the words were drawn
  // would get .94. Judged collections have so few titles that hold a whole query that they do not mind; the topics of reading
  // lists lose .003 to papers that are called like the topic.
  titleHolds: 0.3,
  titleExact: 1.5,
  titleOrder: 0.5,
  titleAdjacent: 0.25,
  // The first three words of 500 titles, stop words left out or not: .933 and .841 without these two, .966 and .924 with them. Three
  // words from anywhere lose .01 where titleLead is .5.
  titleLead: 0.15,
  titleBegins: 0.7,
  titleShare: 1,
} as const;

export type FeatureName = keyof typeof WEIGHTS;

/** The features of one paper, each about 1 where it is as strong as it gets. */
export type Features = Readonly<Record<FeatureName, number>>;

/** The names in the order in which they are added up and shown. */
export const FEATURE_NAMES = Object.keys(WEIGHTS) as readonly FeatureName[];

export type Weights = Readonly<Record<FeatureName, number>>;

/** The score that the features come to. */
export function weightedSum(features: Features, weights: Weights = WEIGHTS): number {
  let sum = 0;
  for (const name of FEATURE_NAMES) sum += weights[name] * features[name];
  return sum;
}
