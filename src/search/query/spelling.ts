import { editDistance } from "../../edit-distance.ts";
import type { KnownWord, Vocabulary } from "../corpus/vocabulary.ts";
import { isStopWord } from "../text/analyze.ts";

const SHORTEST = 3;
const LONGEST = 24;
/** Up to this length too many words are alike to tell which was meant, except by the words around it. */
const SHORT_WORD = 4;
/** From this length on two slips are forgiven. */
const LONG_WORD = 8;
/** How much rarer, as a logarithm, a word may be for each slip less. */
const A_SLIP = 4;
/** Candidates whose co-occurrence with the query's other words is counted, which is dear. */
const COMPARED = 5;

/** What an unknown word can mean. */
export interface WordReading {
  readonly words: readonly string[];
  /** A logarithm; for comparing readings of one word. */
  readonly likelihood: number;
}

/**
 * The known word that an unknown one is most likely a slip of; undefined if nothing is near. Words with digits are names
 * and are left alone. `fits` says how many papers hold a candidate together with the other words of the query.
 */
export function repair(
  word: string,
  vocabulary: Vocabulary,
  fits: (candidate: string) => number = () => 0,
): WordReading | undefined {
  if (word.length < SHORTEST || word.length > LONGEST || !/^\p{L}+$/u.test(word)) return undefined;
  const edits = word.length < LONG_WORD ? 1 : 2;
  // A swap of neighbours is one slip for a person and two changes for the radix tree.
  const candidates = vocabulary.near(word, 2).filter((known) => /^\p{L}{3,}$/u.test(known.word));
  const rated = candidates
    .map((known) => ({ known, slips: editDistance(word, known.word) }))
    .filter(({ slips }) => slips <= edits)
    .map(({ known, slips }) => ({ known, score: likelihood(word, known, slips) }))
    .sort((a, b) => b.score - a.score || (a.known.word < b.known.word ? -1 : 1))
    .slice(0, COMPARED)
    .map(({ known, score }) => ({ word: known.word, score, coOccurrence: fits(known.word) }))
    .filter(({ coOccurrence }) => word.length > SHORT_WORD || coOccurrence > 0)
    .map(({ word: meant, score, coOccurrence }) => ({
      words: [meant],
      likelihood: score + Math.log(1 + coOccurrence),
    }))
    .sort((a, b) => b.likelihood - a.likelihood);
  return rated[0];
}

/**
 * The two known words that an unknown one is written together from, as "realtime" where the library writes "real time". They
 * have to be known together: in 100,000 papers there is hardly a piece of a word that is not some word.
 */
export function split(
  word: string,
  vocabulary: Vocabulary,
  fits: (first: string, second: string) => number,
): WordReading | undefined {
  let best: WordReading | undefined;
  for (let at = SHORTEST; at <= word.length - SHORTEST; at += 1) {
    const [first, second] = [word.slice(0, at), word.slice(at)];
    const isKnown = [first, second].every((part) => !isStopWord(part) && vocabulary.papers(part) >= 2);
    const papers = isKnown ? fits(first, second) : 0;
    if (papers < 2) continue;
    const likelihood = 2 * Math.log(papers) - A_SLIP;
    if (!best || likelihood > best.likelihood) best = { words: [first, second], likelihood };
  }
  return best;
}

// A noisy channel in logarithms: how common the word is against how odd the slip would be.
function likelihood(typed: string, known: KnownWord, slips: number): number {
  const firstLetter = typed[0] === known.word[0] ? 0 : 2;
  return Math.log(known.papers) - A_SLIP * slips - firstLetter;
}
