import { pause } from "../../async/pause.ts";
import type { Paper } from "../../papers/paper.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { inverseDocumentFrequency } from "../corpus/inverted-field.ts";
import { BREAK, type Sequence } from "../corpus/term-sequence.ts";
import type { Direction } from "../lsa/lsa.ts";
import { planQuery } from "../query/plan.ts";
import { mostVotesFirst, newestFirst, scorePapers } from "../ranking/rank.ts";
import { topK } from "../storage/top-k.ts";
import { type BigramCounts, bucketOf, createBigramCounts } from "./bigram-counts.ts";
import { createBm25f } from "./bm25f.ts";
import { type CscMatrix, createCscMatrix } from "./csc-matrix.ts";
import { type Accumulator, type SparseVector, unit } from "./sparse-vector.ts";

/**
 * The papers as a recommender compares them. A doc is the ordinal of a paper, valid until the index's
 * version changes; nothing that is read here may be kept longer.
 */
export interface PaperVectors {
  /**
   * To be waited for before anything is compared: learns which pairs of words tell something, if enough papers have come. The
   * event loop is free in between. Ends early once aborted, with what was known before. Returns whether it has learned anything.
   */
  prepare(signal?: AbortSignal): Promise<boolean>;
  docOf(id: string): number | undefined;
  id(doc: number): string;
  /** Below zero if the id in of the first doc stands before that of the second. */
  compareIds(a: number, b: number): number;
  /** Unpacked anew each time: what is asked of thousands has functions of its own. */
  paper(doc: number): Paper;
  published(doc: number): string | undefined;
  /** 0 for unknown. */
  votes(doc: number): number;
  categories(doc: number): readonly string[];
  /** A line for each author, folded, without apostrophes. */
  authors(doc: number): string;
  /** The same for all titles with one key (see `titleKey`), and hardly ever for others. */
  titleHash(doc: number): number;
  /** The newest papers; the newest first. This list and the next two are the same arrays until a paper comes, changes or goes. */
  newest(count: number): readonly number[];
  /** The papers with the most votes, the newest of those first. */
  mostVoted(count: number): readonly number[];
  /** At most `count` papers spread evenly over all: what is usual, to compare with. Always the same ones. */
  background(count: number): readonly number[];
  /** The newest papers of a day (YYYY-MM-DD) and before; the newest first. */
  newestUntil(day: string, count: number): readonly number[];
  /** tf-idf of terms and pairs of neighbours; of unit length. Remembered until a paper comes, changes or goes. */
  text(doc: number): SparseVector;
  /** Lays the texts of these papers out, in some ten milliseconds, so that `products` of the same array takes a fraction of the time. */
  layOut(docs: readonly number[]): void;
  /** The inner products of what was added up with papers' texts, in their order. */
  products(sums: Accumulator, docs: readonly number[]): Float64Array;
  /** The place in the LSA space, of unit length; zero while nothing is learned. */
  direction(doc: number): Direction;
  /** The cosine of a direction, if that is of unit length, and a paper's. */
  cosine(direction: Direction, doc: number): number;
  /** BM25 of plain words, as the search has it, by doc; 0 for a paper with none of them. */
  matches(words: string): Float64Array;
  /** How well papers fit plain words, by doc: 0 to 1; see `createBm25f`. */
  fit(words: string): (doc: number) => number;
}

/** The parts of a sequence in their order: title, text, keywords. */
const PART_WEIGHTS = [3, 1, 3];
/** Of two neighbouring words beside one word. Chosen on public reading lists, where it makes a small difference. */
const BIGRAM_WEIGHT = 0.5;
/** Fewer papers have too little to teach; and it takes so many times as many as the last time to count again. */
const COUNT_FROM = 200;
const COUNT_AGAIN = 1.2;
/** So many vectors are remembered, at two kilobytes each; a pick compares four thousand. */
const REMEMBERED = 25_000;

export function createPaperVectors(corpus: () => Corpus, version: () => number): PaperVectors {
  let known = -1;
  let weights = new Float32Array();
  const texts = new Map<number, SparseVector>();
  /** Lists that are asked for again and again, by what they are. */
  const lists = new Map<string, readonly number[]>();
  let columns = new WeakMap<readonly number[], CscMatrix>();
  const pairs = createBigramCounts();
  let preparing = Promise.resolve(false);

  /** What was remembered of other papers is forgotten. */
  function current(): Corpus {
    const now = corpus();
    if (known === version()) return now;
    known = version();
    weights = new Float32Array(now.terms.size + 1).fill(-1);
    texts.clear();
    lists.clear();
    columns = new WeakMap();
    return now;
  }

  function weightOf(number: number, { terms, text, size }: Corpus): number {
    const remembered = weights[number] ?? -1;
    if (remembered >= 0) return remembered;
    const docFrequency = text.docFrequency(terms.term(number));
    // A term of a single paper connects nothing.
    // Rounded as it will be remembered: a vector must not depend on which paper asked for the weight first.
    const weight = docFrequency < 2 ? 0 : Math.fround(inverseDocumentFrequency(docFrequency, size));
    if (number < weights.length) weights[number] = weight;
    return weight;
  }

  function textOf(doc: number): SparseVector {
    const now = current();
    const remembered = texts.get(doc);
    if (remembered) return remembered;
    const [oldest] = texts.size >= REMEMBERED ? texts.keys() : [];
    if (oldest !== undefined) texts.delete(oldest);
    const vector = vectorOf(now.documents.sequence(doc), (number) => weightOf(number, now), pairs);
    texts.set(doc, vector);
    return vector;
  }

  async function countBigrams(signal: AbortSignal | undefined): Promise<boolean> {
    const { size, documents } = corpus();
    if (size < COUNT_FROM || documents.maxDoc < pairs.countedFrom * COUNT_AGAIN) return false;
    const sequence = (doc: number) => (documents.has(doc) ? documents.sequence(doc) : undefined);
    for (const _ of pairs.count({ maxDoc: documents.maxDoc, sequence })) {
      if (signal?.aborted) return false;
      await pause();
    }
    known = -1;
    return true;
  }

  function remembered(name: string, list: (now: Corpus) => readonly number[]): readonly number[] {
    const now = current();
    const known = lists.get(name) ?? list(now);
    lists.set(name, known);
    return known;
  }

  return {
    prepare(signal) {
      // One after the other: the second finds nothing left to count.
      preparing = preparing.then(() => countBigrams(signal));
      return preparing;
    },
    docOf: (id) => corpus().docOf(id),
    id: (doc) => corpus().documents.id(doc),
    compareIds: (a, b) => corpus().documents.compareIds(a, b),
    paper: (doc) => corpus().documents.paper(doc),
    published: (doc) => corpus().documents.published(doc),
    votes: (doc) => corpus().documents.votes(doc),
    categories: (doc) => corpus().documents.facts.categories(doc),
    authors: (doc) => corpus().documents.foldedAuthors(doc),
    titleHash: (doc) => corpus().documents.titleHash(doc),
    newest: (count) => remembered(`newest ${count}`, (now) => newestOf(count, inUse(now), now)),
    mostVoted: (count) =>
      remembered(`voted ${count}`, (now) => topK(inUse(now), count, (a, b) => mostVotesFirst(a, b, now))),
    background: (count) => remembered(`background ${count}`, (now) => spread(count, now)),
    newestUntil(day, count) {
      const { published } = corpus().documents;
      const docs = inUse(corpus()).filter((doc) => (published(doc) ?? "") <= day);
      return newestOf(count, docs, corpus());
    },
    text: textOf,
    layOut(docs) {
      current();
      if (!columns.has(docs)) columns.set(docs, createCscMatrix(docs.map(textOf)));
    },
    products(sums, docs) {
      current();
      const laidOut = columns.get(docs);
      if (laidOut) return laidOut.products(sums);
      return new Float64Array(docs.map((doc) => sums.dot(textOf(doc))));
    },
    direction: (doc) => corpus().lsa.at(doc),
    cosine: (direction, doc) => corpus().lsa.cosine(direction, doc),
    matches: (words) => scorePapers(planQuery(words, corpus()), corpus()),
    fit: (words) => createBm25f(words, corpus()),
  };
}

// The last ones first: papers mostly come in the order of their dates, so the newest are met early, and the others need not be sorted.
function inUse({ maxDoc, documents }: Corpus): readonly number[] {
  const found: number[] = [];
  for (let doc = maxDoc - 1; doc >= 0; doc -= 1) if (documents.has(doc)) found.push(doc);
  return found;
}

function newestOf(count: number, docs: readonly number[], corpus: Corpus): readonly number[] {
  return topK(docs, count, (a, b) => newestFirst(a, b, corpus));
}

function spread(count: number, { maxDoc, documents }: Corpus): readonly number[] {
  const step = Math.max(1, maxDoc / count);
  const found: number[] = [];
  for (let at = 0; at < maxDoc; at += step) {
    const doc = Math.floor(at);
    if (documents.has(doc)) found.push(doc);
  }
  return found;
}

/** (1 + ln tf) · idf of terms and pairs. While pairs are not counted, one tells as much as the commoner of its terms. */
function vectorOf(sequence: Sequence, weigh: (number: number) => number, pairs: BigramCounts): SparseVector {
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
      count(bucketOf(before, number), BIGRAM_WEIGHT * telling);
    }
    before = number;
  }
  const keys = Uint32Array.from(counts.keys());
  const values = Float32Array.from(counts.values(), ({ tf, weight }) => (1 + Math.log(tf)) * weight);
  return unit({ keys, values });
}
