import type { Corpus } from "../corpus/corpus.ts";
import { BREAK, type Sequence } from "../storage/term-sequence.ts";

/** A candidate of the first order, which the feedback is taken from. */
export interface RankedCandidate {
  readonly doc: number;
  readonly score: number;
  readonly sequence: Sequence;
}

/** How near a paper lies to the middle of the best ones, itself left out: Rocchio's feedback, in two spaces. */
interface RocchioFeedback {
  /** In the LSA space. */
  inLsa(doc: number): number;
  /** By the terms they share, whether once or often, weighed by their idf. */
  inTerms(ranked: RankedCandidate): number;
}

const NO_FEEDBACK: RocchioFeedback = { inLsa: () => 0, inTerms: () => 0 };

/** Feedback from the best `docs` of the ranked. None while nothing is learned. */
export function createFeedback(
  ranked: readonly RankedCandidate[],
  docs: number,
  { lsa, terms }: Corpus,
): RocchioFeedback {
  if (lsa.learnedFrom === 0) return NO_FEEDBACK;
  const best = [...ranked].sort((a, b) => b.score - a.score).slice(0, docs);
  const most = best[0]?.score || 1;
  const weights = new Map(best.map(({ doc, score }) => [doc, score / most]));
  const middle = lsa.direction([]);
  for (const [doc, weight] of weights) {
    for (const [d, value] of lsa.at(doc).entries()) middle[d] = (middle[d] ?? 0) + weight * value;
  }
  const length = Math.sqrt(middle.reduce((sum, value) => sum + value * value, 0)) || 1;
  let termsOfBest: TermCentroid | undefined;

  return {
    inLsa: (doc) => Math.max(0, (lsa.cosine(middle, doc) - (weights.get(doc) ?? 0)) / length),
    inTerms({ doc, sequence }) {
      termsOfBest ??= createTermCentroid(best, weights, lsa.weight, terms.size);
      return Math.max(0, termsOfBest.cosine(sequence, weights.get(doc) ?? 0));
    },
  };
}

interface TermCentroid {
  /** `own` is the weight at which the paper itself is part of the centroid. */
  cosine(sequence: Sequence, own: number): number;
}

function createTermCentroid(
  best: readonly RankedCandidate[],
  weights: ReadonlyMap<number, number>,
  weigh: (term: number) => number,
  termCount: number,
): TermCentroid {
  /** The place in the order of reading at which a term was met last: a text has many terms twice. */
  const met = new Uint32Array(termCount + 1);
  let reading = 0;

  function distinct(sequence: Sequence): { readonly found: number[]; readonly length: number } {
    reading += 1;
    const found: number[] = [];
    let squares = 0;
    for (const term of sequence) {
      if (term === BREAK || met[term] === reading) continue;
      met[term] = reading;
      found.push(term);
      squares += weigh(term) ** 2;
    }
    return { found, length: Math.sqrt(squares) || 1 };
  }

  const centroid = new Map<number, number>();
  for (const { doc, sequence } of best) {
    const { found, length } = distinct(sequence);
    const factor = (weights.get(doc) ?? 0) / length;
    for (const term of found) centroid.set(term, (centroid.get(term) ?? 0) + factor * weigh(term));
  }
  const length = Math.hypot(...centroid.values()) || 1;
  // Read for each term of each candidate: from an array that is ten times as quick.
  const shares = new Float32Array(termCount + 1);
  for (const [term, share] of centroid) shares[term] = share;

  return {
    cosine(sequence, own) {
      reading += 1;
      let sum = 0;
      let squares = 0;
      for (const term of sequence) {
        if (term === BREAK || met[term] === reading) continue;
        met[term] = reading;
        const weight = weigh(term);
        squares += weight * weight;
        sum += weight * (shares[term] ?? 0);
      }
      return (sum / (Math.sqrt(squares) || 1) - own) / length;
    },
  };
}
