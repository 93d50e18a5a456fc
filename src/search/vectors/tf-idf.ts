import type { Corpus } from "../corpus/corpus.ts";
import { inverseDocumentFrequency } from "../corpus/inverted-field.ts";
import { BREAK, type Sequence } from "../storage/term-sequence.ts";
import { type BigramCounts, BUCKETS, bucketOf } from "./bigram-counts.ts";
import { type CscMatrix, createCscMatrix } from "./csc-matrix.ts";
import { PART_WEIGHTS } from "./part-weights.ts";
import { type Accumulator, createAccumulator, type SparseVector, unit } from "./sparse-vector.ts";

/** The tf-idf space of a corpus as it is at one time: make another one when papers have come, changed or gone. */
export interface TfIdf {
  /** How much a term, by its number, tells about a paper's subject; 0 for one of a single paper, which connects nothing. */
  weight(term: number): number;
  /** tf-idf of a paper's terms and bigrams, by bucket (see `bucketOf`); of unit length. Remembered. */
  vector(doc: number): SparseVector;
  /** Lays these papers' vectors out, in some ten milliseconds, so that `products` of the same array takes a fraction of the time. */
  layOut(docs: readonly number[]): void;
  /** The inner products of what was added up with papers' vectors, in their order. */
  products(sums: Accumulator, docs: readonly number[]): Float64Array;
}

/** Of two neighbouring words beside one word. Chosen on public reading lists, where it makes a small difference. */
const BIGRAM_WEIGHT = 0.5;
/** So many vectors are remembered, at two kilobytes each; a pick compares four thousand. */
const REMEMBERED = 25_000;

/** For sums of vectors. One is enough, because whoever adds something up clears it before anything else is done. */
export const sums: Accumulator = createAccumulator(BUCKETS);

export function createTfIdf(corpus: Corpus, bigrams: BigramCounts): TfIdf {
  const weights = new Float32Array(corpus.terms.size + 1).fill(-1);
  const vectors = new Map<number, SparseVector>();
  const matrices = new WeakMap<readonly number[], CscMatrix>();

  function weight(term: number): number {
    const remembered = weights[term] ?? -1;
    if (remembered >= 0) return remembered;
    // Rounded as it will be remembered: a vector must not depend on which paper asked for the weight first.
    const weight = Math.fround(termWeight(term, corpus));
    if (term < weights.length) weights[term] = weight;
    return weight;
  }

  function vector(doc: number): SparseVector {
    const remembered = vectors.get(doc);
    if (remembered) return remembered;
    const [oldest] = vectors.size >= REMEMBERED ? vectors.keys() : [];
    if (oldest !== undefined) vectors.delete(oldest);
    const made = vectorOf(corpus.documents.sequence(doc), weight, bigrams);
    vectors.set(doc, made);
    return made;
  }

  return {
    weight,
    vector,
    layOut(docs) {
      if (!matrices.has(docs)) matrices.set(docs, createCscMatrix(docs.map(vector)));
    },
    products(sums, docs) {
      const matrix = matrices.get(docs);
      return matrix ? matrix.products(sums) : new Float64Array(docs.map((doc) => sums.dot(vector(doc))));
    },
  };
}

function termWeight(number: number, { terms, text, size }: Corpus): number {
  const docFrequency = text.docFrequency(terms.term(number));
  if (docFrequency < 2) return 0;
  return inverseDocumentFrequency(docFrequency, size);
}

/** (1 + ln tf) · idf of terms and bigrams. While bigrams are not counted, one tells as much as the commoner of its terms. */
function vectorOf(sequence: Sequence, weigh: (term: number) => number, bigrams: BigramCounts): SparseVector {
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
      const telling = bigrams.weight(before, number) ?? Math.min(weigh(before), weight);
      count(bucketOf(before, number), BIGRAM_WEIGHT * telling);
    }
    before = number;
  }
  const keys = Uint32Array.from(counts.keys());
  const values = Float32Array.from(counts.values(), ({ tf, weight }) => (1 + Math.log(tf)) * weight);
  return unit({ keys, values });
}
