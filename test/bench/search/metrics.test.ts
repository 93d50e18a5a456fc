import { describe, expect, test } from "vitest";
import { ndcg, recall, reciprocalRank } from "../../../bench/search/metrics.ts";

const judgements = new Map([
  ["a", 2],
  ["b", 1],
  ["c", 1],
  ["d", 0],
]);

describe("ndcg", () => {
  test("is the discounted gain over that of the ideal ranking", () => {
    // Gained: 1/log2(2) + 2/log2(4) = 2; ideal: 2/log2(2) + 1/log2(3) + 1/log2(4) = 3.13093.
    expect(ndcg(["b", "x", "a"], judgements, 10)).toBeCloseTo(2 / 3.13093, 5);
  });

  test("is 1 for the ideal ranking, whatever follows", () => {
    expect(ndcg(["a", "c", "b", "x", "d"], judgements, 10)).toBe(1);
  });

  test("takes the ideal over all judged documents, found or not, down to the depth", () => {
    // Ideal of two: 2 + 1/log2(3) = 2.63093.
    expect(ndcg(["b", "c", "a"], judgements, 2)).toBeCloseTo((1 + 0.63093) / 2.63093, 5);
  });

  test("is 0 where nothing is relevant", () => {
    expect(ndcg(["d"], new Map([["d", 0]]), 10)).toBe(0);
  });

  test("counts a negative grade as not relevant", () => {
    expect(
      ndcg(
        ["z", "a"],
        new Map([
          ["z", -1],
          ["a", 1],
        ]),
        10,
      ),
    ).toBeCloseTo(0.63093, 5);
  });
});

describe("reciprocalRank", () => {
  test.each([
    [["a", "x"], 1],
    [["x", "d", "c"], 1 / 3],
    [["x", "y", "z", "a"], 0],
    [[], 0],
  ])("of %j is %d at depth 3", (ranked, expected) => {
    expect(reciprocalRank(ranked, judgements, 3)).toBeCloseTo(expected, 10);
  });
});

describe("recall", () => {
  test.each([
    [["a", "b", "c"], 1],
    [["a", "x", "d"], 1 / 3],
    [["x", "y", "z", "a"], 0],
  ])("of %j is %d at depth 3", (ranked, expected) => {
    expect(recall(ranked, judgements, 3)).toBeCloseTo(expected, 10);
  });
});
