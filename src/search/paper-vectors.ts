import type { Paper } from "../papers/paper.ts";
import { pause } from "../pause.ts";
import { inverseDocumentFrequency } from "./field.ts";
import { firstOf } from "./first-of.ts";
import type { Direction } from "./latent.ts";
import { bucketOf, createPairCounts, type PairCounts } from "./pair-counts.ts";
import { planQuery } from "./plan.ts";
import { newestFirst, scorePapers } from "./rank.ts";
import { BREAK, type Sequence } from "./sequence.ts";
import type { Shelf } from "./shelf.ts";
import { type SparseVector, unit } from "./sparse-vector.ts";
import { createWordFit } from "./word-fit.ts";

/**
 * The papers as a recommender compares them. A slot is a small number that stands for a paper until the index's
 * version changes; nothing that is read here may be kept longer.
 */
export interface PaperVectors {
  /**
   * To be waited for before anything is compared: learns which pairs of words tell something, if enough papers have come,
   * and makes the vectors of `slots` ahead. The event loop is free in between.
   */
  prepare(slots?: readonly number[]): Promise<void>;
  slotOf(id: string): number | undefined;
  id(slot: number): string;
  paper(slot: number): Paper;
  categories(slot: number): readonly string[];
  /** The newest papers, or those of a day (YYYY-MM-DD) and before; the newest first. */
  newest(count: number, until?: string): readonly number[];
  /** At most `count` papers spread evenly over all: what is usual, to compare with. Always the same ones. */
  background(count: number): readonly number[];
  /** tf-idf of terms and pairs of neighbours; of unit length. Remembered until a paper comes, changes or goes. */
  text(slot: number): SparseVector;
  /** The place in the latent space, of unit length; zero while nothing is learned. */
  direction(slot: number): Direction;
  /** The cosine of a direction, if that is of unit length, and a paper's. */
  nearness(direction: Direction, slot: number): number;
  /** BM25 of plain words, as the search has it, by slot; 0 for a paper with none of them. */
  matches(words: string): Float64Array;
  /** How well papers fit plain words, by slot: 0 to 1; see `createWordFit`. */
  fit(words: string): (slot: number) => number;
}

/** The parts of a sequence in their order: title, text, keywords. */
const PART_WEIGHTS = [3, 1, 3];
/** Of two neighbouring words beside one word. Chosen on public reading lists, where it makes a small difference. */
const PAIR_WEIGHT = 0.5;
/** Fewer papers have too little to teach; and it takes so many times as many as the last time to count again. */
const COUNT_FROM = 200;
const COUNT_AGAIN = 1.2;
/** So many vectors are remembered, at two kilobytes each; a pick compares four thousand. */
const REMEMBERED = 25_000;

export function createPaperVectors(shelf: () => Shelf, version: () => number): PaperVectors {
  let known = -1;
  let weights = new Float32Array();
  const texts = new Map<number, SparseVector>();
  const pairs = createPairCounts();
  let preparing = Promise.resolve();

  /** What was remembered of other papers is forgotten. */
  function current(): Shelf {
    const now = shelf();
    if (known === version()) return now;
    known = version();
    weights = new Float32Array(now.terms.size + 1).fill(-1);
    texts.clear();
    return now;
  }

  function weightOf(number: number, { terms, text, size }: Shelf): number {
    const remembered = weights[number] ?? -1;
    if (remembered >= 0) return remembered;
    const documents = text.documents(terms.term(number));
    // A term of a single paper connects nothing.
    // Rounded as it will be remembered: a vector must not depend on which paper asked for the weight first.
    const weight = documents < 2 ? 0 : Math.fround(inverseDocumentFrequency(documents, size));
    if (number < weights.length) weights[number] = weight;
    return weight;
  }

  function textOf(slot: number): SparseVector {
    const now = current();
    const remembered = texts.get(slot);
    if (remembered) return remembered;
    const [oldest] = texts.size >= REMEMBERED ? texts.keys() : [];
    if (oldest !== undefined) texts.delete(oldest);
    const vector = vectorOf(now.records.sequence(slot), (number) => weightOf(number, now), pairs);
    texts.set(slot, vector);
    return vector;
  }

  async function countPairs(): Promise<void> {
    const { size, records } = shelf();
    if (size < COUNT_FROM || records.slots < pairs.countedFrom * COUNT_AGAIN) return;
    const sequence = (slot: number) => (records.has(slot) ? records.sequence(slot) : undefined);
    for (const _ of pairs.count({ slots: records.slots, sequence })) await pause();
    known = -1;
  }

  /** Makes a vector that is not there, and sees to it that none of those made before it is forgotten earlier. */
  function remember(slot: number): void {
    const vector = textOf(slot);
    texts.delete(slot);
    texts.set(slot, vector);
  }

  async function makeAhead(slots: readonly number[]): Promise<void> {
    for (const slot of slots) {
      if (shelf().records.has(slot)) remember(slot);
      await pause();
    }
  }

  return {
    prepare(slots = []) {
      // One after the other: the second finds nothing left to count.
      preparing = preparing.then(countPairs);
      return preparing.then(() => makeAhead(slots));
    },
    slotOf: (id) => shelf().slotOf(id),
    id: (slot) => shelf().records.id(slot),
    paper: (slot) => shelf().records.paper(slot),
    categories: (slot) => shelf().records.facts.categories(slot),
    newest(count, until) {
      const { all, published } = shelf().records;
      const slots = [...all()].filter((slot) => until === undefined || (published(slot) ?? "") <= until);
      return firstOf(slots, count, (a, b) => newestFirst(a, b, shelf()));
    },
    background(count) {
      const { slots, records } = shelf();
      const step = Math.max(1, slots / count);
      const found: number[] = [];
      for (let at = 0; at < slots; at += step) {
        const slot = Math.floor(at);
        if (records.has(slot)) found.push(slot);
      }
      return found;
    },
    text: textOf,
    direction: (slot) => shelf().latent.at(slot),
    nearness: (direction, slot) => shelf().latent.nearness(direction, slot),
    matches: (words) => scorePapers(planQuery(words, shelf()), shelf()),
    fit: (words) => createWordFit(words, shelf()),
  };
}

/** (1 + ln tf) · idf of terms and pairs. While pairs are not counted, one tells as much as the commoner of its terms. */
function vectorOf(sequence: Sequence, weigh: (number: number) => number, pairs: PairCounts): SparseVector {
  const counts = new Map<number, { tf: number; weight: number }>();
  let part = 0;
  let before = BREAK;
  const count = (bucket: number, weight: number) => {
    const entry = counts.get(bucket);
    if (weight === 0) return;
    if (entry) entry.tf += PART_WEIGHTS[part] ?? 1;
    else counts.set(bucket, { tf: PART_WEIGHTS[part] ?? 1, weight });
  };
  for (const number of sequence) {
    if (number === BREAK) {
      part += 1;
      before = BREAK;
      continue;
    }
    const weight = weigh(number);
    if (weight === 0) continue;
    count(bucketOf(number, 0), weight);
    if (before !== BREAK) {
      const bucket = bucketOf(before, number);
      count(bucket, PAIR_WEIGHT * (pairs.weight(bucket) ?? Math.min(weigh(before), weight)));
    }
    before = number;
  }
  const keys = Uint32Array.from(counts.keys());
  const values = Float32Array.from(counts.values(), ({ tf, weight }) => (1 + Math.log(tf)) * weight);
  return unit({ keys, values });
}
