import type { Accumulators } from "../storage/accumulators.ts";
import { ensureCapacity } from "../storage/ensure-capacity.ts";
import { loadPostings, NO_POSTINGS, savePostings } from "../storage/packed-postings.ts";
import { docOf, occurrences, postingOf } from "../storage/posting.ts";
import { createPostings, occurrencesAt, position } from "../storage/postings.ts";
import type { Serializable } from "../storage/snapshot-file.ts";
import { createTerms, type Terms } from "./terms.ts";

/** How BM25 weighs repetition (k1) and length (b). */
export interface Bm25 {
  readonly k: number;
  readonly b: number;
}

/** An inverted index of one field, exact at all times: what is removed leaves no trace. */
export interface Field extends Serializable {
  /** Files a document's terms under its doc. `length` is what BM25 takes for the document's length. */
  add(doc: number, counts: ReadonlyMap<string, number>, length: number): void;
  /** Takes back what `add` filed; `terms` must be the same. */
  remove(doc: number, terms: Iterable<string>): void;
  /** In how many documents a term occurs. */
  docFrequency(term: string): number;
  has(term: string, doc: number): boolean;
  /** The documents that hold the term, in ascending order. */
  docs(term: string): Uint32Array;
  /** Calls `visit` for every document that holds the term. */
  each(term: string, visit: (doc: number) => void): void;
  /** Whether `test` holds for a document with the term; stops at the first. */
  some(term: string, test: (doc: number) => boolean): boolean;
  /** Adds 1 to `counts[doc]` of every document that holds the term. */
  tally(term: string, counts: Uint16Array | Uint8Array): void;
  /** In how many documents both terms occur. */
  together(first: string, second: string): number;
  /** The BM25 scores of a term, times `weight`, in a library of `total` papers. */
  scorer(term: string, weight: number, total: number): TermScorer;
}

/** What the documents score by one term. Good until the next change of the field. */
export interface TermScorer {
  readonly docFrequency: number;
  /** No document scores more. */
  readonly bound: number;
  /**
   * Adds its score to the sum of every document with the term; of those alone that have a sum, unless others `mayJoin`. Each is counted
   * among those with the word in the title, if it `isInTitle`.
   */
  addTo(accumulators: Accumulators, mayJoin: boolean, isInTitle?: boolean): void;
  /** The score of one document; 0 without the term. */
  of(doc: number): number;
}

/** Looking up a document in a term's postings takes about as long as going through so many of them. */
export const LOOKUP_COST = 24;

/** An empty field. Fields that share `terms` share the memory for them. */
export function createField({ k, b }: Bm25, terms: Terms = createTerms()): Field {
  /** What came with a snapshot, and what has come since. */
  let packed = NO_POSTINGS;
  let added = createPostings();
  let lengths = new Uint16Array(64);
  let filled = 0;
  let totalLength = 0;
  /** The last pair of terms that a document was looked through for: never cleared, which takes longer than all else. */
  let marks = new Uint32Array();
  let mark = 0;

  /** The postings of a term: of the snapshot, and what has come since. */
  function postingsOf(term: string): readonly Uint32Array[] {
    const number = terms.number(term);
    return number === undefined ? [] : [packed.read(number), added.get(number)];
  }

  function numbersOf(names: Iterable<string>): number[] {
    return [...names].flatMap((term) => terms.number(term) ?? []);
  }

  function docFrequency(term: string): number {
    const number = terms.number(term);
    return number === undefined ? 0 : packed.count(number) + added.count(number);
  }

  /** How often a document has a term. */
  function occurrencesIn(number: number, doc: number): number {
    return packed.occurrences(number, doc) || occurrencesAt(added.get(number), doc);
  }

  return {
    add(doc, counts, length) {
      lengths = ensureCapacity(lengths, doc);
      lengths[doc] = Math.min(length, MAX_LENGTH);
      filled += 1;
      totalLength += lengths[doc] ?? 0;
      for (const [term, count] of counts) added.insert(terms.numbered(term), postingOf(doc, count));
    },
    remove(doc, removed) {
      filled -= 1;
      totalLength -= lengths[doc] ?? 0;
      lengths[doc] = 0;
      const numbers = numbersOf(removed);
      if (packed.holds(doc)) return packed.strike(doc, numbers);
      for (const number of numbers) {
        const list = added.get(number);
        const place = position(list, postingOf(doc, 0));
        if (docOf(list[place] ?? NO_POSTING) === doc) added.removeAt(number, place);
      }
    },
    docFrequency,
    has(term, doc) {
      const number = terms.number(term);
      return number !== undefined && occurrencesIn(number, doc) > 0;
    },
    docs(term) {
      const [first = NOTHING, second = NOTHING] = postingsOf(term);
      return merged(first, second).map(docOf);
    },
    each(term, visit) {
      for (const postings of postingsOf(term)) for (const posting of postings) visit(docOf(posting));
    },
    some(term, test) {
      return postingsOf(term).some((postings) => postings.some((posting) => test(docOf(posting))));
    },
    tally(term, counts) {
      for (const postings of postingsOf(term)) {
        for (const posting of postings) counts[docOf(posting)] = (counts[docOf(posting)] ?? 0) + 1;
      }
    },
    together(first, second) {
      const [rarer, other] = docFrequency(first) <= docFrequency(second) ? [first, second] : [second, first];
      const number = terms.number(other) ?? 0;
      let both = 0;
      if (docFrequency(rarer) * LOOKUP_COST < docFrequency(other)) {
        for (const postings of postingsOf(rarer)) {
          for (const posting of postings) if (occurrencesIn(number, docOf(posting)) > 0) both += 1;
        }
        return both;
      }
      marks = ensureCapacity(marks, lengths.length);
      mark += 1;
      for (const postings of postingsOf(rarer)) for (const posting of postings) marks[docOf(posting)] = mark;
      for (const postings of postingsOf(other)) {
        for (const posting of postings) if (marks[docOf(posting)] === mark) both += 1;
      }
      return both;
    },
    scorer(term, weight, total) {
      const number = terms.number(term) ?? 0;
      const frequency = docFrequency(term);
      const factor = weight * inverseDocumentFrequency(frequency, total) * (k + 1);
      const shortest = k * (1 - b);
      const perWord = (k * b * filled) / (totalLength || 1);
      return {
        docFrequency: frequency,
        bound: factor,
        addTo(accumulators, mayJoin, isInTitle = false) {
          const { sums, docs, inTitle } = accumulators;
          let { count: touched } = accumulators;
          for (const postings of postingsOf(term)) {
            for (const posting of postings) {
              const doc = docOf(posting);
              const sum = sums[doc] ?? 0;
              if (sum === 0) {
                if (!mayJoin) continue;
                docs[touched] = doc;
                touched += 1;
              }
              if (isInTitle) inTitle[doc] = (inTitle[doc] ?? 0) + 1;
              const count = occurrences(posting);
              sums[doc] = sum + (factor * count) / (count + shortest + perWord * (lengths[doc] ?? 0));
            }
          }
          accumulators.count = touched;
        },
        of(doc) {
          const count = occurrencesIn(number, doc);
          return count === 0 ? 0 : (factor * count) / (count + shortest + perWord * (lengths[doc] ?? 0));
        },
      };
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
const NOTHING = new Uint32Array();
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
export function inverseDocumentFrequency(docFrequency: number, total: number): number {
  return Math.log(1 + (total - docFrequency + 0.5) / (docFrequency + 0.5));
}
