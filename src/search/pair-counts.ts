import { BREAK, type Sequence } from "./sequence.ts";

/** Terms and pairs of neighbours share so many buckets; a collision changes a cosine by less than one in a thousand. */
export const BUCKETS = 2 ** 21;
const SHIFT = 32 - 21;

/** In how many papers pairs of neighbouring terms stand. */
export interface PairCounts {
  /** How many papers the library had when they were counted; 0 if they never were. */
  readonly countedFrom: number;
  /** Counts anew, in steps of a few milliseconds: run the generator to its end, pausing as is fit. */
  count(papers: Papers): Generator<void>;
  /**
   * How much a pair tells: its idf; 0 for one that is too rare to connect anything, or too common. Undefined while nothing
   * is known.
   */
  weight(bucket: number): number | undefined;
}

interface Papers {
  /** One more than the highest slot. */
  readonly slots: number;
  /** A paper's terms; undefined for an empty slot. */
  sequence(slot: number): Sequence | undefined;
}

/** A sample says as much as all. */
const MOST_READ = 40_000;
const FEWEST_PAPERS = 3;
const MOST_COMMON = 0.1;
const PAPERS_A_STEP = 100;

export function createPairCounts(): PairCounts {
  let counts = new Uint16Array();
  let read = 0;
  let countedFrom = 0;

  return {
    get countedFrom() {
      return countedFrom;
    },
    *count({ slots, sequence }) {
      const next = new Uint16Array(BUCKETS);
      const lastSeen = new Uint32Array(BUCKETS);
      const step = Math.max(1, slots / MOST_READ);
      let papers = 0;
      for (let at = 0; at < slots; at += step) {
        const found = sequence(Math.floor(at));
        if (!found) continue;
        papers += 1;
        for (let place = 1; place < found.length; place += 1) {
          const [before, number] = [found[place - 1] ?? BREAK, found[place] ?? BREAK];
          if (before === BREAK || number === BREAK) continue;
          const bucket = bucketOf(before, number);
          if (lastSeen[bucket] === papers) continue;
          lastSeen[bucket] = papers;
          next[bucket] = (next[bucket] ?? 0) + 1;
        }
        if (papers % PAPERS_A_STEP === 0) yield;
      }
      counts = next;
      read = papers;
      countedFrom = slots;
    },
    weight(bucket) {
      if (read === 0) return undefined;
      const papers = counts[bucket] ?? 0;
      return papers < FEWEST_PAPERS || papers > MOST_COMMON * read ? 0 : Math.log(read / papers);
    },
  };
}

/** The bucket of a pair, or, with 0 as the second, of a term. */
export function bucketOf(first: number, second: number): number {
  return (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> SHIFT;
}
