import type { Interest } from "./interests.ts";
import { weightsBesides } from "./rate.ts";

/**
 * The calibrated probability that the best paper of a day with a score is on the reading list of a lab, 0 to 1, for an interest with at least one
 * like. Logistic curves that `npm run bench:recommend` fits to a pick a day for 85 public lists, 2,317 days in all, most
 * of which had no member to find; with one, three and all likes, with and without the topic's words. What is usual grows with the
 * likes, whose middle is nearer to everything, and with the weights of meaning and of the words. A lower bound: such lists are
 * never complete.
 */
export function createProbability({
  likes,
  words,
}: Pick<Interest, "likes" | "words">): (score: number) => number {
  const weights = weightsBesides(likes.length);
  const weight = words === "" ? 0 : weights.words;
  const usual = EVEN_BY_LIKES * Math.log(Math.max(1, likes.length)) + EVEN_BY_LSA * weights.lsa;
  const even = EVEN + usual + EVEN_BY_WORDS * weight;
  const slope = SLOPE * (1 - weight);
  return (score) => 1 / (1 + Math.exp(-slope * (score - even)));
}

/**
 * The score at which the probability is a half: fitted .33 with one like, .44 with three, .57 with all; with words .61,
 * .73, .69.
 */
const EVEN = 0.18;
const EVEN_BY_LIKES = 0.036;
const EVEN_BY_LSA = 0.8;
const EVEN_BY_WORDS = 0.7;
/** How fast it grows: fitted 14 to 20 without words, 9 to 10 with them. */
const SLOPE = 14;

/**
 * Below this probability a paper is not picked: "nothing good today". Of those days 27 % (one like is all that is known) to 41 % have
 * a paper of that day above it, of which 32 to 44 % are on the list. A channel sees more than one day's papers, so it is
 * quiet less often.
 */
export const THRESHOLD = 0.2;
