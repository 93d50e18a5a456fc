import { grown } from "./grown.ts";
import { createPostings, position } from "./postings.ts";
import { createTerms, type Terms } from "./sequence.ts";

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

// A posting packs a slot and a count into one number: 2^24 slots, counts to 255.
const COUNT_VALUES = 256;
const MAX_COUNT = COUNT_VALUES - 1;

/** An empty field. Fields that share `terms` share the memory for them. */
export function createField({ k, b }: Bm25, terms: Terms = createTerms()): Field {
  const postings = createPostings();
  let lengths = new Uint16Array(64);
  let filled = 0;
  let totalLength = 0;

  function listOf(term: string): Uint32Array {
    const number = terms.number(term);
    return number === undefined ? NOTHING : postings.get(number);
  }

  return {
    add(slot, counts, length) {
      lengths = grown(lengths, slot);
      lengths[slot] = Math.min(length, MAX_LENGTH);
      filled += 1;
      totalLength += lengths[slot] ?? 0;
      for (const [term, count] of counts) {
        postings.insert(terms.numbered(term), slot * COUNT_VALUES + Math.min(count, MAX_COUNT));
      }
    },
    remove(slot, removed) {
      filled -= 1;
      totalLength -= lengths[slot] ?? 0;
      lengths[slot] = 0;
      for (const term of removed) {
        const number = terms.number(term);
        if (number === undefined) continue;
        const list = postings.get(number);
        const place = position(list, slot * COUNT_VALUES);
        if (slotOf(list[place] ?? -1) === slot) postings.removeAt(number, place);
      }
    },
    documents: (term) => listOf(term).length,
    has(term, slot) {
      const list = listOf(term);
      const posting = list[position(list, slot * COUNT_VALUES)];
      return posting !== undefined && slotOf(posting) === slot;
    },
    each(term, visit) {
      for (const posting of listOf(term)) visit(slotOf(posting));
    },
    some: (term, test) => listOf(term).some((posting) => test(slotOf(posting))),
    score(term, weight, total, scores) {
      const list = listOf(term);
      const factor = weight * inverseDocumentFrequency(list.length, total) * (k + 1);
      const shortest = k * (1 - b);
      const perWord = (k * b * filled) / (totalLength || 1);
      for (const posting of list) {
        const slot = posting >>> 8;
        const count = posting & MAX_COUNT;
        scores[slot] =
          (scores[slot] ?? 0) + (factor * count) / (count + shortest + perWord * (lengths[slot] ?? 0));
      }
    },
  };
}

const NOTHING = new Uint32Array();
const MAX_LENGTH = 2 ** 16 - 1;

function slotOf(posting: number): number {
  return posting >>> 8;
}

/** BM25's idf, in the form that never falls below zero. */
export function inverseDocumentFrequency(documents: number, total: number): number {
  return Math.log(1 + (total - documents + 0.5) / (documents + 0.5));
}
