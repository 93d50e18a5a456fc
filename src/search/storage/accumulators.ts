import { ensureCapacity } from "./ensure-capacity.ts";

/**
 * Sums by doc, for one answer at a time. They are kept from one answer to the next, and only what an answer has touched is set
 * back: to clear an array as long as the library takes longer than most queries.
 */
export interface Accumulators {
  /** By doc; 0 for one that was not touched. */
  sums: Float64Array;
  /** How many words of the query each title holds, by doc. */
  inTitle: Uint8Array;
  /** The docs with a sum, in no order; the first `count` of them are in use. */
  docs: Uint32Array;
  count: number;
}

export function createAccumulators(): Accumulators {
  return { sums: new Float64Array(), inTitle: new Uint8Array(), docs: new Uint32Array(), count: 0 };
}

/** Sets everything back, and makes room for docs below `maxDoc`. */
export function clearAccumulators(accumulators: Accumulators, maxDoc: number): void {
  const { sums, inTitle, docs, count } = accumulators;
  for (let at = 0; at < count; at += 1) {
    const doc = docs[at] ?? 0;
    sums[doc] = 0;
    inTitle[doc] = 0;
  }
  accumulators.count = 0;
  accumulators.sums = ensureCapacity(sums, maxDoc);
  accumulators.inTitle = ensureCapacity(inTitle, maxDoc);
  accumulators.docs = ensureCapacity(docs, maxDoc);
}
