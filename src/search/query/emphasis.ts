import type { Corpus } from "../corpus/corpus.ts";
import { inverseDocumentFrequency } from "../corpus/inverted-field.ts";
import { termOf } from "../text/analyze.ts";
import { isBackgroundTerm } from "../text/background-words.ts";

/** What makes a question of a topic, and is so rare in abstracts that it would pass for a subject. */
const ASKING = new Set(
  (
    "what which who whom whose how why when where do does did doing can could should would may might must i me my we us " +
    "our you your am been being have has had having any some there about"
  )
    .split(" ")
    .map(termOf),
);
/** Words that are about the asking, but only beside one of the others: "information" alone is a subject. */
const ASKED_FOR = new Set(
  "paper article interest find show give want need look know tell exist please".split(" ").map(termOf),
);
// Measured on CACM and Cranfield, whose queries are sentences: from 0 to .3 all the same, .013 and .009 nDCG better than 1.
const ASKING_WEIGHT = 0.2;

/** From so many words on, a query is a text of which some words only hold the others together. */
const MANY_WORDS = 5;
// Measured: .7 is better by .008 on Cranfield and .02 on sentences of abstracts than 1, and in short queries worse than 1.
const BACKGROUND_WEIGHT = 0.7;

/**
 * How much each term of a query counts, from 0 to 1, given in the order in which they were typed. Only those that `counts`
 * accepts are compared with their neighbours, which takes time.
 */
export function emphasis(
  sequence: readonly string[],
  corpus: Corpus,
  counts: (term: string) => boolean = () => true,
): ReadonlyMap<string, number> {
  const distinct = new Set(sequence);
  const asks = sequence.some((term) => ASKING.has(term));
  const weights = new Map<string, number>();
  for (const term of distinct) {
    if (ASKING.has(term) || (asks && ASKED_FOR.has(term))) weights.set(term, ASKING_WEIGHT);
    else if (distinct.size >= MANY_WORDS && isBackgroundTerm(term) && !/^\d+$/.test(term))
      weights.set(term, BACKGROUND_WEIGHT);
    else weights.set(term, 1);
  }
  for (const [first, second, share] of bonds(sequence, corpus, counts)) {
    for (const term of [first, second]) weights.set(term, (weights.get(term) ?? 1) * share);
  }
  return weights;
}

/**
 * Neighbours that mostly come together ("real time") say less than two words would: how much of the sum of
 * their idfs is the idf of both together, where that is less than all of it.
 */
function* bonds(
  sequence: readonly string[],
  { text, size }: Corpus,
  counts: (term: string) => boolean,
): Generator<readonly [string, string, number]> {
  const idf = (docFrequency: number) => inverseDocumentFrequency(docFrequency, size);
  const seen = new Set<string>();
  for (let at = 1; at < sequence.length; at += 1) {
    const [first = "", second = ""] = [sequence[at - 1], sequence[at]];
    if (first === second || !counts(first) || !counts(second) || seen.has(`${first} ${second}`)) continue;
    seen.add(`${first} ${second}`);
    const both = text.together(first, second);
    if (both === 0) continue;
    const share = idf(both) / (idf(text.docFrequency(first)) + idf(text.docFrequency(second)));
    if (share < 1) yield [first, second, share];
  }
}
