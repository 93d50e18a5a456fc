/**
 * The chance that the best paper of a day with this score is on the reading list of a lab, 0 to 1: a logistic curve that
 * `npm run bench:recommend -- … --most 10` fitted to a pick a day for ten public lists, 268 days in all. A rough lower
 * bound: few lists, which are hard ones and never complete.
 */
export function chanceOf(score: number): number {
  return 1 / (1 + Math.exp(-SLOPE * (score - EVEN)));
}

/** The score at which the chance is a half, and how fast it grows. */
const EVEN = 41;
const SLOPE = 0.084;

/**
 * Below this chance a paper is not picked: "nothing good today". A judgement, not a measured precision: of those ten lists, only
 * 9 % of the days reach .2, with 29 % hits, so that a stricter cut would leave most channels without papers.
 */
export const CUT = 0.1;
