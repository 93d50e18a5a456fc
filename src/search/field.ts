/** How BM25 weighs repetition (k1) and length (b). */
export interface Bm25 {
  readonly k: number;
  readonly b: number;
}

/** An inverted index of one field, exact at all times: what is removed leaves no trace. */
export interface Field {
  /** Files a document's terms under its slot. `length` is what BM25 takes for the document's length. */
  add(slot: number, counts: ReadonlyMap<string, number>, length: number): void;
  /** Takes back what `add` filed; `terms` must be the same. */
  remove(slot: number, terms: Iterable<string>): void;
  /** In how many documents a term occurs. */
  documents(term: string): number;
  has(term: string, slot: number): boolean;
  /** Calls `visit` for every document that holds the term, in order of slots. */
  each(term: string, visit: (slot: number) => void): void;
  /** Whether `test` holds for a document with the term; stops at the first. */
  some(term: string, test: (slot: number) => boolean): boolean;
  /** Adds the term's BM25 score, times `weight`, to `scores[slot]` of every document that holds it. */
  score(term: string, weight: number, total: number, scores: Float64Array): void;
}

// A posting packs a slot and a count into one small integer, which V8 keeps unboxed: 2^23 slots, counts to 255.
const COUNT_BITS = 8;
const MAX_COUNT = 255;

/** Terms are kept in order of slots, so that a document is found, or put back, by bisection. */
export function createField({ k, b }: Bm25): Field {
  const postings = new Map<string, number[]>();
  const lengths: number[] = [];
  let filled = 0;
  let totalLength = 0;

  return {
    add(slot, counts, length) {
      lengths[slot] = length;
      filled += 1;
      totalLength += length;
      for (const [term, count] of counts) {
        const posting = (slot << COUNT_BITS) | Math.min(count, MAX_COUNT);
        const list = postings.get(term);
        if (!list) postings.set(term, [posting]);
        else if ((list.at(-1) ?? -1) < posting) list.push(posting);
        else list.splice(position(list, slot), 0, posting);
      }
    },
    remove(slot, terms) {
      filled -= 1;
      totalLength -= lengths[slot] ?? 0;
      lengths[slot] = 0;
      for (const term of terms) {
        const list = postings.get(term);
        if (!list) continue;
        if (list.length === 1) postings.delete(term);
        else list.splice(position(list, slot), 1);
      }
    },
    documents: (term) => postings.get(term)?.length ?? 0,
    has(term, slot) {
      const list = postings.get(term);
      if (!list) return false;
      const posting = list[position(list, slot)];
      return posting !== undefined && posting >> COUNT_BITS === slot;
    },
    each(term, visit) {
      for (const posting of postings.get(term) ?? []) visit(posting >> COUNT_BITS);
    },
    some: (term, test) => (postings.get(term) ?? []).some((posting) => test(posting >> COUNT_BITS)),
    score(term, weight, total, scores) {
      const list = postings.get(term);
      if (!list) return;
      const idf = inverseDocumentFrequency(list.length, total);
      const averageLength = totalLength / filled || 1;
      for (const posting of list) {
        const slot = posting >> COUNT_BITS;
        const count = posting & MAX_COUNT;
        const norm = k * (1 - b + (b * (lengths[slot] ?? 0)) / averageLength);
        scores[slot] = (scores[slot] ?? 0) + (weight * idf * count * (k + 1)) / (count + norm);
      }
    },
  };
}

/** BM25's idf, in the form that never falls below zero. */
export function inverseDocumentFrequency(documents: number, total: number): number {
  return Math.log(1 + (total - documents + 0.5) / (documents + 0.5));
}

/** Where the posting of `slot` is, or would have to be, in a list in order of slots. */
function position(list: readonly number[], slot: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) >> COUNT_BITS < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}
