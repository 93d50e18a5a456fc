import { pause } from "../../async/pause.ts";
import type { Paper } from "../../papers/paper.ts";
import type { Shelf } from "../corpus/corpus.ts";
import { inverseDocumentFrequency } from "../corpus/inverted-field.ts";
import { BREAK, type Sequence } from "../corpus/term-sequence.ts";
import type { Direction } from "../lsa/lsa.ts";
import { planQuery } from "../query/plan.ts";
import { mostVotesFirst, newestFirst, scorePapers } from "../ranking/rank.ts";
import { firstOf } from "../storage/top-k.ts";
import { bucketOf, createPairCounts, type PairCounts } from "./bigram-counts.ts";
import { createWordFit } from "./bm25f.ts";
import { createTextColumns, type TextColumns } from "./csc-matrix.ts";
import { type Accumulator, type SparseVector, unit } from "./sparse-vector.ts";

/**
 * The papers as a recommender compares them. A slot is a small number that stands for a paper until the index's
 * version changes; nothing that is read here may be kept longer.
 */
export interface PaperVectors {
  /**
   * To be waited for before anything is compared: learns which pairs of words tell something, if enough papers have come. The
   * event loop is free in between. Ends early once aborted, with what was known before. Returns whether it has learned anything.
   */
  prepare(signal?: AbortSignal): Promise<boolean>;
  slotOf(id: string): number | undefined;
  id(slot: number): string;
  /** Below zero if the id in the first slot stands before the one in the second. */
  compareIds(a: number, b: number): number;
  /** Unpacked anew each time: what is asked of thousands has functions of its own. */
  paper(slot: number): Paper;
  published(slot: number): string | undefined;
  /** 0 for unknown. */
  votes(slot: number): number;
  categories(slot: number): readonly string[];
  /** A line for each author, folded, without apostrophes. */
  authors(slot: number): string;
  /** The same for all titles with one key (see `titleKey`), and hardly ever for others. */
  titleHash(slot: number): number;
  /** The newest papers; the newest first. This list and the next two are the same arrays until a paper comes, changes or goes. */
  newest(count: number): readonly number[];
  /** The papers with the most votes, the newest of those first. */
  mostVoted(count: number): readonly number[];
  /** At most `count` papers spread evenly over all: what is usual, to compare with. Always the same ones. */
  background(count: number): readonly number[];
  /** The newest papers of a day (YYYY-MM-DD) and before; the newest first. */
  newestUntil(day: string, count: number): readonly number[];
  /** tf-idf of terms and pairs of neighbours; of unit length. Remembered until a paper comes, changes or goes. */
  text(slot: number): SparseVector;
  /** Lays the texts of these papers out, in some ten milliseconds, so that `products` of the same array takes a fraction of the time. */
  layOut(slots: readonly number[]): void;
  /** The inner products of what was added up with papers' texts, in their order. */
  products(sums: Accumulator, slots: readonly number[]): Float64Array;
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
  /** Lists that are asked for again and again, by what they are. */
  const lists = new Map<string, readonly number[]>();
  let columns = new WeakMap<readonly number[], TextColumns>();
  const pairs = createPairCounts();
  let preparing = Promise.resolve(false);

  /** What was remembered of other papers is forgotten. */
  function current(): Shelf {
    const now = shelf();
    if (known === version()) return now;
    known = version();
    weights = new Float32Array(now.terms.size + 1).fill(-1);
    texts.clear();
    lists.clear();
    columns = new WeakMap();
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

  async function countPairs(signal: AbortSignal | undefined): Promise<boolean> {
    const { size, records } = shelf();
    if (size < COUNT_FROM || records.slots < pairs.countedFrom * COUNT_AGAIN) return false;
    const sequence = (slot: number) => (records.has(slot) ? records.sequence(slot) : undefined);
    for (const _ of pairs.count({ slots: records.slots, sequence })) {
      if (signal?.aborted) return false;
      await pause();
    }
    known = -1;
    return true;
  }

  function remembered(name: string, list: (now: Shelf) => readonly number[]): readonly number[] {
    const now = current();
    const known = lists.get(name) ?? list(now);
    lists.set(name, known);
    return known;
  }

  return {
    prepare(signal) {
      // One after the other: the second finds nothing left to count.
      preparing = preparing.then(() => countPairs(signal));
      return preparing;
    },
    slotOf: (id) => shelf().slotOf(id),
    id: (slot) => shelf().records.id(slot),
    compareIds: (a, b) => shelf().records.compareIds(a, b),
    paper: (slot) => shelf().records.paper(slot),
    published: (slot) => shelf().records.published(slot),
    votes: (slot) => shelf().records.votes(slot),
    categories: (slot) => shelf().records.facts.categories(slot),
    authors: (slot) => shelf().records.foldedAuthors(slot),
    titleHash: (slot) => shelf().records.titleHash(slot),
    newest: (count) => remembered(`newest ${count}`, (now) => newestOf(count, inUse(now), now)),
    mostVoted: (count) =>
      remembered(`voted ${count}`, (now) => firstOf(inUse(now), count, (a, b) => mostVotesFirst(a, b, now))),
    background: (count) => remembered(`background ${count}`, (now) => spread(count, now)),
    newestUntil(day, count) {
      const { published } = shelf().records;
      const slots = inUse(shelf()).filter((slot) => (published(slot) ?? "") <= day);
      return newestOf(count, slots, shelf());
    },
    text: textOf,
    layOut(slots) {
      current();
      if (!columns.has(slots)) columns.set(slots, createTextColumns(slots.map(textOf)));
    },
    products(sums, slots) {
      current();
      const laidOut = columns.get(slots);
      if (laidOut) return laidOut.products(sums);
      return new Float64Array(slots.map((slot) => sums.dot(textOf(slot))));
    },
    direction: (slot) => shelf().latent.at(slot),
    nearness: (direction, slot) => shelf().latent.nearness(direction, slot),
    matches: (words) => scorePapers(planQuery(words, shelf()), shelf()),
    fit: (words) => createWordFit(words, shelf()),
  };
}

// The last ones first: papers mostly come in the order of their dates, so the newest are met early, and the others need not be sorted.
function inUse({ slots, records }: Shelf): readonly number[] {
  const found: number[] = [];
  for (let slot = slots - 1; slot >= 0; slot -= 1) if (records.has(slot)) found.push(slot);
  return found;
}

function newestOf(count: number, slots: readonly number[], shelf: Shelf): readonly number[] {
  return firstOf(slots, count, (a, b) => newestFirst(a, b, shelf));
}

function spread(count: number, { slots, records }: Shelf): readonly number[] {
  const step = Math.max(1, slots / count);
  const found: number[] = [];
  for (let at = 0; at < slots; at += step) {
    const slot = Math.floor(at);
    if (records.has(slot)) found.push(slot);
  }
  return found;
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
      const telling = pairs.weight(before, number) ?? Math.min(weigh(before), weight);
      count(bucketOf(before, number), PAIR_WEIGHT * telling);
    }
    before = number;
  }
  const keys = Uint32Array.from(counts.keys());
  const values = Float32Array.from(counts.values(), ({ tf, weight }) => (1 + Math.log(tf)) * weight);
  return unit({ keys, values });
}
