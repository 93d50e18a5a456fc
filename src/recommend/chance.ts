/**
 * The chance that the best paper of a day with this score is one that a lab wants, 0 to 1. Fitted to a pick a day for 85
 * public reading lists (`npm run bench:recommend`); a lower bound, because lists are never complete.
 */
export function chanceOf(score: number): number {
  return 1 / (1 + Math.exp(-SLOPE * (score - EVEN)));
}

/** The score at which the chance is a half, and how fast it grows. */
const EVEN = 16;
const SLOPE = 0.3;

/** Below this chance a paper is not picked: "nothing good today". See the benchmark for what other cuts would do. */
export const CUT = 0.3;
