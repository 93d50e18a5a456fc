import type { Corpus } from "./corpus.ts";
import { inverseDocumentFrequency } from "./inverted-field.ts";

/** Fewer papers have too little to teach; and it takes so many times as many as the last time to learn anything new. */
const LEARN_FROM = 50;
const LEARN_AGAIN = 1.2;

/** Whether enough papers have come since the last time. */
export function isWorthLearning({ size, lsa }: Corpus): boolean {
  return size >= LEARN_FROM && size >= lsa.learnedFrom * LEARN_AGAIN;
}

/**
 * Fits the LSA, which tells words that mean much the same, and finds the forms of words in it, in steps of a few milliseconds: run the
 * generator to its end, pausing as is fit.
 */
export function* learnFrom(corpus: Corpus): Generator<void> {
  const { lsa, forms, documents, text, terms, size } = corpus;
  yield* lsa.learn({
    maxDoc: () => corpus.maxDoc,
    sequence: (doc) => (documents.has(doc) ? documents.sequence(doc) : undefined),
    weigh: (number) => inverseDocumentFrequency(text.docFrequency(terms.term(number)), size),
  });
  yield* forms.learn({
    size: terms.size,
    term: terms.term,
    weight: lsa.weight,
    direction: (number) => lsa.direction([[number, 1]]),
  });
}
