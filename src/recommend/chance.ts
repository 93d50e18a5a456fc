/**
 * The chance that the best paper of a day with this score is on the reading list of a lab, 0 to 1: a logistic curve that
 * `npm run bench:recommend` fitted to a pick a day for 85 public lists, 2,317 days in all, most of which had no member to
 * find. A lower bound: such lists are never complete.
 */
export function chanceOf(score: number): number {
  return 1 / (1 + Math.exp(-SLOPE * (score - EVEN)));
}

/** The score at which the chance is a half, and how fast it grows. */
const EVEN = 29.58;
const SLOPE = 0.111;

/**
 * Below this chance a paper is not picked: "nothing good today". On those days 36 % have a paper of that day above it, of
 * which 39 % are on the list (halves of the lists: 44 and 35 %). A channel sees more than one day's papers, so it is
 * quiet less often. From .4 on the precision grows no further.
 */
export const CUT = 0.2;
