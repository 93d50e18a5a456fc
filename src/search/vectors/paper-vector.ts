import type { Corpus } from "../corpus/corpus.ts";
import { inverseDocumentFrequency } from "../corpus/inverted-field.ts";
import { BREAK, type Sequence } from "../corpus/term-sequence.ts";
import { backgroundShare, isBackgroundTerm } from "../text/background-words.ts";

/** Weights of subject terms and of pairs of neighbours, by key; of unit length. */
export type Vector = ReadonlyMap<number, number>;

/** The parts of a sequence in their order: a title and keywords say in ten words what the text says in two hundred. */
const PART_WEIGHTS = [3, 1, 3];

/**
 * In a small library chance makes words rare. So every term is counted as if there were so many more papers, in which it
 * stands as often as usual, and everyday terms count by the share of the others: a library of thousands knows better by itself.
 * Without those, lists of 17,864 papers lose .012 nDCG@10; with all of them, lists of 110 papers lose .01.
 */
const BACKGROUND_PAPERS = 500;

// "Mixture of experts" in both is more than both words in both.
const BIGRAM_WEIGHT = 0.5;
const PAIR_BASE = 2 ** 24;

/** How much a term, given by its number, tells about a paper's subject; remembered, so make one for each answer. */
export function createTermWeights({ terms, text, size }: Corpus): (number: number) => number {
  const weights = new Map<number, number>();
  return (number) => {
    const known = weights.get(number);
    if (known !== undefined) return known;
    const term = terms.term(number);
    const docFrequency = text.docFrequency(term);
    // A term of a single paper connects nothing.
    const rarity =
      docFrequency < 2
        ? 0
        : inverseDocumentFrequency(
            docFrequency + BACKGROUND_PAPERS * backgroundShare(term),
            size + BACKGROUND_PAPERS,
          );
    const weight = isBackgroundTerm(term) ? (rarity * size) / (size + BACKGROUND_PAPERS) : rarity;
    weights.set(number, weight);
    return weight;
  };
}

/** (1 + ln tf) · idf of the terms and pairs of a paper. */
export function vectorOf(sequence: Sequence, weigh: (number: number) => number): Vector {
  const counts = new Map<number, number>();
  let part = 0;
  let before = BREAK;
  for (const number of sequence) {
    if (number === BREAK) part += 1;
    const repeats = PART_WEIGHTS[part] ?? 1;
    if (number !== BREAK && weigh(number) > 0) {
      counts.set(number, (counts.get(number) ?? 0) + repeats);
      if (before !== BREAK && weigh(before) > 0) {
        const pair = before * PAIR_BASE + number;
        counts.set(pair, (counts.get(pair) ?? 0) + repeats);
      }
    }
    before = number;
  }
  const vector = new Map<number, number>();
  for (const [key, tf] of counts) vector.set(key, (1 + Math.log(tf)) * weightOf(key));
  const norm = length(vector) || 1;
  for (const [key, value] of vector) vector.set(key, value / norm);
  return vector;

  function weightOf(key: number): number {
    if (key < PAIR_BASE) return weigh(key);
    return BIGRAM_WEIGHT * Math.min(weigh(Math.floor(key / PAIR_BASE)), weigh(key % PAIR_BASE));
  }
}

/** Whether a key of a vector stands for one term, and is its number. */
export function isTerm(key: number): boolean {
  return key < PAIR_BASE;
}

/** The Euclidean length. */
export function length(vector: Vector): number {
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  return Math.sqrt(sum);
}

/** The inner product: the cosine, where both are of unit length. */
export function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (const [key, weight] of b) sum += weight * (a.get(key) ?? 0);
  return sum;
}
