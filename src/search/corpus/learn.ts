import type { Shelf } from "./corpus.ts";
import { inverseDocumentFrequency } from "./inverted-field.ts";

/** Fewer papers have too little to teach; and it takes so many times as many as the last time to learn anything new. */
const LEARN_FROM = 50;
const LEARN_AGAIN = 1.2;

/** Whether enough papers have come since the last time. */
export function isWorthLearning({ size, latent }: Shelf): boolean {
  return size >= LEARN_FROM && size >= latent.learnedFrom * LEARN_AGAIN;
}

/** Learns which words mean much the same, in steps of a few milliseconds: run the generator to its end, pausing as is fit. */
export function learnFrom(shelf: Shelf): Generator<void> {
  const { latent, records, text, terms, size } = shelf;
  return latent.learn({
    slots: () => shelf.slots,
    sequence: (slot) => (records.has(slot) ? records.sequence(slot) : undefined),
    weigh: (number) => inverseDocumentFrequency(text.documents(terms.term(number)), size),
  });
}
