import { BREAK, type Sequence } from "../storage/term-sequence.ts";

/** Terms and pairs of neighbours share so many buckets; a collision changes a cosine by less than one in a thousand. */
export const BUCKETS = 2 ** 21;
const BUCKET_SHIFT = 32 - 21;
/**
 * Pairs are told apart more finely where they are counted, with 2^10 counters for each paper that is read, up to 2^24: 100,000 papers
 * have eight million pairs. With 2^21 counters, most pairs of a single paper would seem to connect it with others: nDCG@10 of
 * twenty liked papers would lose .013, of three .005, of ten nothing.
 */
const COUNTER_BITS_A_PAPER = 10;
const MOST_COUNTER_BITS = 24;

/** Document frequencies of bigrams: in how many papers pairs of neighbouring terms stand. */
export interface BigramCounts {
  /** How many papers the library had when they were counted; 0 if they never were. */
  readonly countedFrom: number;
  /** Counts anew, in steps of a few milliseconds: run the generator to its end, pausing as is fit. */
  count(papers: BigramSource): Generator<void>;
  /**
   * How much a pair tells: its idf, to a twentieth; 0 for one that is too rare to connect anything, or too common. Undefined
   * while nothing is known.
   */
  weight(first: number, second: number): number | undefined;
}

/** What bigrams are counted in: the documents of a corpus. */
interface BigramSource {
  /** How many documents there are. */
  readonly size: number;
  /** One more than the highest doc. */
  readonly maxDoc: number;
  has(doc: number): boolean;
  /** A paper's terms. */
  sequence(doc: number): Sequence;
}

/** Fewer papers have too little to teach; and it takes so many times as many as the last time to count again. */
const COUNT_FROM = 200;
const COUNT_AGAIN = 1.2;

/** Whether enough papers have come since the last time. */
export function isWorthCounting(
  { countedFrom }: Pick<BigramCounts, "countedFrom">,
  { size, maxDoc }: Pick<BigramSource, "size" | "maxDoc">,
): boolean {
  return size >= COUNT_FROM && maxDoc >= countedFrom * COUNT_AGAIN;
}

/** A sample of so many says as much as all. */
const MOST_READ = 120_000;
/** Measured with 3, 5 and 10, which did alike. */
const FEWEST_PAPERS = 3;
const MOST_COMMON = 0.1;
// Few, because the first ones have the system provide the memory, page by page.
const PAPERS_A_STEP = 10;
const COUNTERS_A_STEP = 2 ** 20;
/** Weights are kept in bytes, in steps of a twentieth: no idf of so many papers is above 12. */
const SCALE = 20;

export function createBigramCounts(): BigramCounts {
  let weights = new Uint8Array();
  let shift = 0;
  let countedFrom = 0;

  return {
    get countedFrom() {
      return countedFrom;
    },
    *count({ maxDoc, has, sequence }) {
      const step = Math.max(1, maxDoc / MOST_READ);
      const bits = Math.min(MOST_COUNTER_BITS, COUNTER_BITS_A_PAPER + Math.ceil(Math.log2(maxDoc / step)));
      const counts = new Uint16Array(2 ** bits);
      let read = 0;
      for (let at = 0; at < maxDoc; at += step) {
        const doc = Math.floor(at);
        if (!has(doc)) continue;
        read += 1;
        for (const counter of countersOf(sequence(doc), 32 - bits)) {
          // A pair in so many papers is too common anyway.
          if (counts[counter] !== 0xffff) counts[counter] = (counts[counter] ?? 0) + 1;
        }
        if (read % PAPERS_A_STEP === 0) yield;
      }
      const next = new Uint8Array(counts.length);
      for (let counter = 0; counter < next.length; counter += 1) {
        const papers = counts[counter] ?? 0;
        if (papers >= FEWEST_PAPERS && papers <= MOST_COMMON * read)
          next[counter] = Math.round(SCALE * Math.log(read / papers));
        if (counter % COUNTERS_A_STEP === 0) yield;
      }
      weights = next;
      shift = 32 - bits;
      countedFrom = maxDoc;
    },
    weight(first, second) {
      return countedFrom === 0 ? undefined : (weights[hashOf(first, second) >>> shift] ?? 0) / SCALE;
    },
  };
}

/** The bucket of a pair, or, with 0 as the second, of a term. */
export function bucketOf(first: number, second: number): number {
  return hashOf(first, second) >>> BUCKET_SHIFT;
}

/** Those of a paper's pairs, each once. */
function countersOf(sequence: Sequence, shift: number): ReadonlySet<number> {
  const counters = new Set<number>();
  for (let place = 1; place < sequence.length; place += 1) {
    const [before, number] = [sequence[place - 1] ?? BREAK, sequence[place] ?? BREAK];
    if (before !== BREAK && number !== BREAK) counters.add(hashOf(before, number) >>> shift);
  }
  return counters;
}

// Of a product, the upper bits are the well mixed ones.
function hashOf(first: number, second: number): number {
  return Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
}
