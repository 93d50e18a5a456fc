import { grown } from "../storage/ensure-capacity.ts";
import { loadPostings, NO_POSTINGS, savePostings } from "../storage/packed-postings.ts";
import { occurrences, postingOf, slotOf } from "../storage/posting.ts";
import { createPostings, position } from "../storage/postings.ts";
import type { Kept } from "../storage/snapshot-file.ts";
import { createTerms, type Terms } from "./term-sequence.ts";

/** How BM25 weighs repetition (k1) and length (b). */
export interface Bm25 {
  readonly k: number;
  readonly b: number;
}

/** An inverted index of one field, exact at all times: what is removed leaves no trace. */
export interface Field extends Kept {
  /** Files a document's terms under its slot. `length` is what BM25 takes for the document's length. */
  add(slot: number, counts: ReadonlyMap<string, number>, length: number): void;
  /** Takes back what `add` filed; `terms` must be the same. */
  remove(slot: number, terms: Iterable<string>): void;
  /** In how many documents a term occurs. */
  documents(term: string): number;
  has(term: string, slot: number): boolean;
  /** Calls `visit` for every document that holds the term. */
  each(term: string, visit: (slot: number) => void): void;
  /** Whether `test` holds for a document with the term; stops at the first. */
  some(term: string, test: (slot: number) => boolean): boolean;
  /** Adds 1 to `counts[slot]` of every document that holds the term. */
  tally(term: string, counts: Uint16Array): void;
  /** In how many documents both terms occur. */
  together(first: string, second: string): number;
  /** Adds the term's BM25 score, times `weight`, to `scores[slot]` of every document that holds it. */
  score(term: string, weight: number, total: number, scores: Float64Array): void;
}

/** An empty field. Fields that share `terms` share the memory for them. */
export function createField({ k, b }: Bm25, terms: Terms = createTerms()): Field {
  /** What came with a snapshot, and what has come since. */
  let packed = NO_POSTINGS;
  let added = createPostings();
  let lengths = new Uint16Array(64);
  let filled = 0;
  let totalLength = 0;
  /** The last pair of terms that a document was looked through for: never cleared, which takes longer than all else. */
  let marks = new Float64Array();
  let mark = 0;

  /** The postings of a term: of the snapshot, and what has come since. */
  function postingsOf(term: string): readonly Uint32Array[] {
    const number = terms.number(term);
    return number === undefined ? [] : [packed.read(number), added.get(number)];
  }

  function numbersOf(names: Iterable<string>): number[] {
    return [...names].flatMap((term) => terms.number(term) ?? []);
  }

  function documents(term: string): number {
    const number = terms.number(term);
    return number === undefined ? 0 : packed.count(number) + added.count(number);
  }

  function holds(number: number, slot: number): boolean {
    if (packed.has(number, slot)) return true;
    const list = added.get(number);
    return slotOf(list[position(list, postingOf(slot, 0))] ?? NO_POSTING) === slot;
  }

  return {
    add(slot, counts, length) {
      lengths = grown(lengths, slot);
      lengths[slot] = Math.min(length, MAX_LENGTH);
      filled += 1;
      totalLength += lengths[slot] ?? 0;
      for (const [term, count] of counts) added.insert(terms.numbered(term), postingOf(slot, count));
    },
    remove(slot, removed) {
      filled -= 1;
      totalLength -= lengths[slot] ?? 0;
      lengths[slot] = 0;
      const numbers = numbersOf(removed);
      if (packed.holds(slot)) return packed.strike(slot, numbers);
      for (const number of numbers) {
        const list = added.get(number);
        const place = position(list, postingOf(slot, 0));
        if (slotOf(list[place] ?? NO_POSTING) === slot) added.removeAt(number, place);
      }
    },
    documents,
    has(term, slot) {
      const number = terms.number(term);
      return number !== undefined && holds(number, slot);
    },
    each(term, visit) {
      for (const postings of postingsOf(term)) for (const posting of postings) visit(slotOf(posting));
    },
    some(term, test) {
      return postingsOf(term).some((postings) => postings.some((posting) => test(slotOf(posting))));
    },
    tally(term, counts) {
      for (const postings of postingsOf(term)) {
        for (const posting of postings) counts[slotOf(posting)] = (counts[slotOf(posting)] ?? 0) + 1;
      }
    },
    together(first, second) {
      marks = grown(marks, lengths.length);
      mark += 1;
      for (const postings of postingsOf(first)) for (const posting of postings) marks[slotOf(posting)] = mark;
      let both = 0;
      for (const postings of postingsOf(second)) {
        for (const posting of postings) if (marks[slotOf(posting)] === mark) both += 1;
      }
      return both;
    },
    score(term, weight, total, scores) {
      const factor = weight * inverseDocumentFrequency(documents(term), total) * (k + 1);
      const shortest = k * (1 - b);
      const perWord = (k * b * filled) / (totalLength || 1);
      for (const postings of postingsOf(term)) {
        for (const posting of postings) {
          const slot = slotOf(posting);
          const count = occurrences(posting);
          scores[slot] =
            (scores[slot] ?? 0) + (factor * count) / (count + shortest + perWord * (lengths[slot] ?? 0));
        }
      }
    },
    async save(out) {
      await out.numbers(Float64Array.of(filled, totalLength));
      await out.numbers(lengths);
      await savePostings(out, terms.size + 1, lengths.length, (number) =>
        merged(packed.readOnce(number), added.get(number)),
      );
    },
    async load(from) {
      [filled = 0, totalLength = 0] = await from.numbers(Float64Array);
      lengths = await from.numbers(Uint16Array);
      packed = await loadPostings(from);
      added = createPostings();
    },
  };
}

const MAX_LENGTH = 2 ** 16 - 1;
const NO_POSTING = 2 ** 32 - 1;

function merged(first: Uint32Array, second: Uint32Array): Uint32Array {
  if (second.length === 0) return first;
  const both = new Uint32Array(first.length + second.length);
  let one = 0;
  let other = 0;
  for (let at = 0; at < both.length; at += 1) {
    const isFirst = (first[one] ?? NO_POSTING) < (second[other] ?? NO_POSTING);
    both[at] = (isFirst ? first[one] : second[other]) ?? NO_POSTING;
    if (isFirst) one += 1;
    else other += 1;
  }
  return both;
}

/** BM25's idf, in the form that never falls below zero. */
export function inverseDocumentFrequency(documents: number, total: number): number {
  return Math.log(1 + (total - documents + 0.5) / (documents + 0.5));
}
