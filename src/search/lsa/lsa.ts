import type { LsaVector } from "../search-index.ts";
import { ensureCapacity } from "../storage/ensure-capacity.ts";
import type { Serializable } from "../storage/snapshot-file.ts";
import { BREAK, type Sequence } from "../storage/term-sequence.ts";
import { randomizedSvd, type SparseRows } from "./randomized-svd.ts";

/**
 * Latent semantic analysis (LSA) of the library's own papers: papers and
 * queries that use different words for one thing lie near each other.
 */
export interface Lsa extends Serializable {
  /** How many papers there were when it was learned; 0 while there is nothing to ask. */
  readonly learnedFrom: number;
  /** Learns anew, in steps of a few milliseconds: run the generator to its end, pausing as is fit. One at a time. */
  learn(papers: TermSequences): Generator<void>;
  /** Gives a paper its place by what was learned. */
  place(doc: number, sequence: Sequence): void;
  /** The direction of terms that count as much as given. */
  direction(terms: Iterable<readonly [term: number, weight: number]>): LsaVector;
  /** How much a term tells, by its number: its idf when it was learned; 0 for one that connects too little. */
  weight(term: number): number;
  /** The direction of a paper. */
  at(doc: number): LsaVector;
  /** The cosine of a direction and a paper's. */
  cosine(direction: LsaVector, doc: number): number;
}

interface TermSequences {
  /** One more than the highest doc. */
  maxDoc(): number;
  /** A paper's terms; undefined for an empty doc. */
  sequence(doc: number): Sequence | undefined;
  /** How much a term tells, by its number: its idf. */
  weigh(term: number): number;
}

/** What was learned: a row of the basis and a weight for each term, and a vector for each paper. */
interface Space {
  /** One more than a term's row, by the term's number; 0 for none. */
  readonly rows: Uint32Array;
  readonly weights: Float32Array;
  readonly basis: Float32Array;
  readonly papers: number;
  /** Of so many docs each: growing one large array would mean to copy it, which holds up everything else. */
  readonly blocks: Int8Array[];
}

const BLOCK_DOCS = 4096;

// Of 64, 100 and 200 dimensions, none was clearly better on four collections.
const RANK = 100;
/**
 * In a small library so many dimensions would tell every paper from every other, and connect none. Measured on libraries of
 * about 100 papers from eight reading lists each: nDCG@10 is .869 without, .912 with a dimension for 7 papers, .904 for 5, .876 for 2.
 */
const PAPERS_A_DIMENSION = 6;
/** A basis of more papers is no better (recommendations and search alike), and takes longer. */
const MOST_READ = 10_000;
/** A term of fewer papers connects too little. */
const FEWEST_PAPERS = 3;
// Vectors are kept in bytes, for a hundred thousand papers in 10 MB. The first component, which says how much of all there is in
// a paper, is above a half in every second one; with a scale that cut it there, recommending lost .007 nDCG@10.
const SCALE = 127;
const PAPERS_A_STEP = 100;

export function createLsa(): Lsa {
  let space: Space = nothingLearned();
  let placedMeanwhile: Map<number, Sequence> | undefined;

  return {
    get learnedFrom() {
      return space.papers;
    },
    *learn(papers) {
      const meanwhile = new Map<number, Sequence>();
      placedMeanwhile = meanwhile;
      try {
        const next = yield* learnSpace(papers);
        for (let doc = 0; doc < papers.maxDoc(); doc += 1) {
          const sequence = papers.sequence(doc);
          if (sequence) placeIn(next, doc, sequence);
          if (doc % PAPERS_A_STEP === 0) yield;
        }
        for (const [doc, sequence] of meanwhile) placeIn(next, doc, sequence);
        space = next;
      } finally {
        placedMeanwhile = undefined;
      }
    },
    place(doc, sequence) {
      placeIn(space, doc, sequence);
      placedMeanwhile?.set(doc, sequence);
    },
    direction: (terms) => lsaVectorOf(space, terms),
    weight: (term) => space.weights[(space.rows[term] ?? 0) - 1] ?? 0,
    at: (doc) => new Float32Array(vectorAt(space, doc)).map((value) => value / SCALE),
    cosine(direction, doc) {
      const block = space.blocks[Math.floor(doc / BLOCK_DOCS)] ?? NOTHING;
      const start = (doc % BLOCK_DOCS) * RANK;
      let sum = 0;
      for (let d = 0; d < RANK; d += 1) sum += (direction[d] ?? 0) * (block[start + d] ?? 0);
      return sum / SCALE;
    },
    async save(out) {
      const { rows, weights, basis, papers, blocks } = space;
      await out.numbers(Uint32Array.of(papers, blocks.length));
      await out.numbers(rows);
      await out.numbers(weights);
      await out.numbers(basis);
      for (const block of blocks) await out.numbers(block);
    },
    async load(from) {
      const [papers = 0, count = 0] = await from.numbers(Uint32Array);
      const rows = await from.numbers(Uint32Array);
      const weights = await from.numbers(Float32Array);
      const basis = await from.numbers(Float32Array);
      const blocks: Int8Array[] = [];
      while (blocks.length < count) blocks.push(await from.numbers(Int8Array));
      space = { rows, weights, basis, papers, blocks };
    },
  };
}

const NOTHING = new Int8Array();

function nothingLearned(): Space {
  return {
    rows: new Uint32Array(),
    weights: new Float32Array(),
    basis: new Float32Array(),
    papers: 0,
    blocks: [],
  };
}

/** A view of a paper's vector. */
function vectorAt({ blocks }: Space, doc: number): Int8Array {
  const start = (doc % BLOCK_DOCS) * RANK;
  return blocks[Math.floor(doc / BLOCK_DOCS)]?.subarray(start, start + RANK) ?? NOTHING;
}

function* learnSpace({ maxDoc, sequence, weigh }: TermSequences): Generator<void, Space> {
  const read: Sequence[] = [];
  const step = Math.max(1, maxDoc() / MOST_READ);
  for (let at = 0; at < maxDoc(); at += step) {
    const found = sequence(Math.floor(at));
    if (found) read.push(found);
    if (read.length % PAPERS_A_STEP === 0) yield;
  }
  const docFrequency = new Map<number, number>();
  let entries = 0;
  for (const [at, paper] of read.entries()) {
    const terms = new Set(paper);
    entries += terms.size;
    for (const term of terms) docFrequency.set(term, (docFrequency.get(term) ?? 0) + 1);
    if (at % PAPERS_A_STEP === 0) yield;
  }
  docFrequency.delete(BREAK);
  const rows = new Map<number, number>();
  for (const [term, count] of docFrequency) if (count >= FEWEST_PAPERS) rows.set(term, rows.size);
  yield;
  const weights = new Float32Array(rows.size);
  for (const [term, row] of rows) {
    weights[row] = weigh(term);
    if (row % 1000 === 0) yield;
  }
  const matrix: SparseRows = {
    starts: new Uint32Array(read.length + 1),
    columns: new Uint32Array(entries),
    values: new Float32Array(entries),
    width: rows.size,
  };
  let filled = 0;
  for (const [at, paper] of read.entries()) {
    const from = filled;
    let squares = 0;
    for (const [term, count] of countsOf(paper)) {
      const column = rows.get(term);
      if (column === undefined) continue;
      const value = count * (weights[column] ?? 0);
      matrix.columns[filled] = column;
      matrix.values[filled] = value;
      squares += value * value;
      filled += 1;
    }
    const norm = Math.sqrt(squares) || 1;
    for (let entry = from; entry < filled; entry += 1)
      matrix.values[entry] = (matrix.values[entry] ?? 0) / norm;
    matrix.starts[at + 1] = filled;
    if (at % PAPERS_A_STEP === 0) yield;
  }
  const rank = Math.min(RANK, Math.ceil(read.length / PAPERS_A_DIMENSION));
  const basis = inRows(yield* randomizedSvd(matrix, rank), rank);
  let rowOf = new Uint32Array();
  for (const [term, row] of rows) {
    rowOf = ensureCapacity(rowOf, term);
    rowOf[term] = row + 1;
  }
  return { rows: rowOf, weights, basis, papers: maxDoc(), blocks: [] };
}

/** A basis of fewer dimensions with zeros for the others. */
function inRows(basis: Float32Array, rank: number): Float32Array {
  if (rank === RANK) return basis;
  const rows = new Float32Array((basis.length / rank) * RANK);
  for (let from = 0, to = 0; from < basis.length; from += rank, to += RANK) {
    rows.set(basis.subarray(from, from + rank), to);
  }
  return rows;
}

function placeIn(space: Space, doc: number, sequence: Sequence): void {
  if (space.papers === 0) return;
  const number = Math.floor(doc / BLOCK_DOCS);
  while (space.blocks.length <= number) space.blocks.push(new Int8Array(BLOCK_DOCS * RANK));
  const vector = vectorAt(space, doc);
  const direction = lsaVectorOf(space, countsOf(sequence));
  for (let d = 0; d < RANK; d += 1) {
    const scaled = Math.round((direction[d] ?? 0) * SCALE);
    vector[d] = Math.max(-127, Math.min(127, scaled));
  }
}

function lsaVectorOf({ rows, weights, basis }: Space, terms: Iterable<readonly [number, number]>): LsaVector {
  const direction = new Float32Array(RANK);
  for (const [term, weight] of terms) {
    const row = (rows[term] ?? 0) - 1;
    if (row < 0) continue;
    const factor = weight * (weights[row] ?? 0);
    for (let d = 0; d < RANK; d += 1)
      direction[d] = (direction[d] ?? 0) + factor * (basis[row * RANK + d] ?? 0);
  }
  const norm = Math.hypot(...direction) || 1;
  return direction.map((value) => value / norm);
}

/** 1 + ln of how often each term occurs. */
function countsOf(sequence: Sequence): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const term of sequence) if (term !== BREAK) counts.set(term, (counts.get(term) ?? 0) + 1);
  for (const [term, count] of counts) if (count > 1) counts.set(term, 1 + Math.log(count));
  return counts;
}
