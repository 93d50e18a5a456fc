import { describe, expect, test } from "vitest";
import { BREAK, type Sequence } from "../../../src/search/storage/term-sequence.ts";
import {
  type BigramCounts,
  bucketOf,
  createBigramCounts,
} from "../../../src/search/vectors/bigram-counts.ts";

/** Counted to the end at once. */
function counted(sequences: readonly (Sequence | undefined)[]): BigramCounts {
  const bigrams = createBigramCounts();
  const papers = {
    size: sequences.filter(Boolean).length,
    maxDoc: sequences.length,
    has: (doc: number) => sequences[doc] !== undefined,
    sequence: (doc: number) => sequences[doc] ?? Uint32Array.of(),
  };
  for (const _ of bigrams.count(papers));
  return bigrams;
}

/** Papers with nothing in common, and none of the low numbers, which the tests use. */
function strangers(count: number, length = 3): Sequence[] {
  return Array.from({ length: count }, (_, at) =>
    Uint32Array.from({ length }, (_, place) => 1000 + at * length + place),
  );
}

describe("bigram counts", () => {
  test("nothing is known before anything is counted", () => {
    expect(createBigramCounts().weight(1, 2)).toBeUndefined();
  });

  test("a pair in few papers tells its idf, however often it stands in one", () => {
    const bigrams = counted([...Array(4).fill(Uint32Array.of(1, 2, 1, 2)), ...strangers(96)]);
    expect(bigrams.weight(1, 2)).toBeCloseTo(Math.log(100 / 4), 1);
    expect(bigrams.weight(2, 1)).toBeCloseTo(Math.log(100 / 4), 1);
    expect(bigrams.countedFrom).toBe(100);
  });

  test("a pair of two papers connects too little, one in every fifth is too common", () => {
    const rare = Array(2).fill(Uint32Array.of(1, 2));
    const common = Array(20).fill(Uint32Array.of(3, 4));
    const bigrams = counted([...rare, ...common, ...strangers(78)]);
    expect(bigrams.weight(1, 2)).toBe(0);
    expect(bigrams.weight(3, 4)).toBe(0);
  });

  test("what stands on both sides of a break is no pair, and docs that are not in use count nowhere", () => {
    const papers = Array(4).fill(Uint32Array.of(1, BREAK, 2, 3));
    const bigrams = counted([undefined, ...papers, undefined, ...strangers(96)]);
    expect(bigrams.weight(1, 2)).toBe(0);
    expect(bigrams.weight(2, 3)).toBeCloseTo(Math.log(100 / 4), 1);
  });

  test("among three million pairs of a single paper hardly any seems to connect it with others", () => {
    const papers = strangers(10_000, 300);
    const bigrams = counted(papers);
    let telling = 0;
    let all = 0;
    for (const paper of papers.slice(0, 100)) {
      for (let place = 1; place < paper.length; place += 1) {
        all += 1;
        if ((bigrams.weight(paper[place - 1] ?? 0, paper[place] ?? 0) ?? 0) > 0) telling += 1;
      }
    }
    expect(telling / all).toBeLessThan(0.03);
  });

  test("a bucket is a place in a vector, for pairs and for single terms", () => {
    const buckets = [bucketOf(1, 0), bucketOf(1, 2), bucketOf(2, 1), bucketOf(4_000_000, 3_999_999)];
    expect(new Set(buckets).size).toBe(buckets.length);
    for (const bucket of buckets) expect(bucket).toBeGreaterThanOrEqual(0);
    for (const bucket of buckets) expect(bucket).toBeLessThan(2 ** 21);
  });
});
