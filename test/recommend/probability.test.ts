import { describe, expect, it } from "vitest";
import { pickPapers } from "../../src/recommend/pick.ts";
import { createProbability } from "../../src/recommend/probability.ts";
import { NO_PROFILE } from "../../src/recommend/profile.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import { TODAY } from "../support/library/library.ts";
import { manyPapers } from "../support/library/many-papers.ts";

const likes = (ids: readonly string[]) => ids.map((paper) => ({ paper, weight: 1, because: "a seed" }));
const aim = (count: number, words: string) => ({
  words,
  likes: likes(Array.from({ length: count }, (_, at) => `p${at}`)),
});

/** What was fitted to the days of public reading lists, by how many likes were known, with the topic's words or without. */
const FITTED = [
  { count: 1, words: "", even: 0.33, slopes: [14, 20] },
  { count: 3, words: "", even: 0.44, slopes: [14, 20] },
  { count: 30, words: "", even: 0.57, slopes: [14, 20] },
  { count: 1, words: "bees", even: 0.61, slopes: [9, 10] },
  { count: 3, words: "bees", even: 0.73, slopes: [9, 10] },
  { count: 30, words: "bees", even: 0.69, slopes: [9, 10] },
] as const;

/** Chances at scores of .2, .35, .5 and .8, to the third digit. */
const CHANCES = [
  { words: "", count: 1, chances: [0.123, 0.535, 0.904, 0.998] },
  { words: "", count: 2, chances: [0.031, 0.209, 0.684, 0.993] },
  { words: "", count: 3, chances: [0.026, 0.177, 0.638, 0.992] },
  { words: "", count: 4, chances: [0.007, 0.057, 0.332, 0.971] },
  { words: "", count: 8, chances: [0.005, 0.041, 0.26, 0.959] },
  { words: "", count: 30, chances: [0.003, 0.022, 0.153, 0.923] },
  { words: "bees", count: 1, chances: [0.029, 0.094, 0.267, 0.819] },
  { words: "bees", count: 2, chances: [0.012, 0.041, 0.131, 0.653] },
  { words: "bees", count: 3, chances: [0.011, 0.037, 0.118, 0.624] },
  { words: "bees", count: 4, chances: [0.004, 0.019, 0.086, 0.688] },
  { words: "bees", count: 8, chances: [0.004, 0.024, 0.139, 0.876] },
  { words: "bees", count: 30, chances: [0.002, 0.013, 0.081, 0.795] },
] as const;

/** Where the chance is a half, and how steep it is there. */
function shapeOf(chance: (score: number) => number) {
  let [low, high] = [-1, 2];
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (chance(middle) < 0.5) low = middle;
    else high = middle;
  }
  return { even: low, slope: (4 * (chance(low + 1e-4) - chance(low - 1e-4))) / 2e-4 };
}

describe("the chance that a paper is wanted", () => {
  it.each(FITTED)("is near what was fitted for $count likes and the words “$words”", (fitted) => {
    const { even, slope } = shapeOf(createProbability(aim(fitted.count, fitted.words)));
    expect(Math.abs(even - fitted.even)).toBeLessThan(0.055);
    const [least, most] = fitted.slopes;
    expect(slope).toBeGreaterThan(least * 0.75);
    expect(slope).toBeLessThan(most * 1.3);
  });

  it.each(CHANCES)(
    "has the values of its curve for $count likes and “$words”",
    ({ count, words, chances }) => {
      const chance = createProbability(aim(count, words));
      expect([0.2, 0.35, 0.5, 0.8].map((score) => Number(chance(score).toFixed(3)))).toEqual(chances);
    },
  );
});

describe("the threshold", () => {
  /** What papers need to match where some are liked, in a library of so many. */
  async function neededIn(size: number) {
    const papers = manyPapers(size);
    const index = createSearchIndex({ now: () => TODAY.getTime() });
    await index.add(papers);
    const profile = { ...NO_PROFILE, likes: likes([papers[0]?.id ?? ""]) };
    const { dropped } = await pickPapers(
      {
        topics: [],
        categories: [],
        profile,
        count: 1,
        whenEmpty: "quiet",
        seed: "C1",
        day: "2026-11-23",
        shown: [],
      },
      index,
    );
    const needed = dropped.filter(({ stage }) => stage === "match").map((drop) => drop.needed);
    return { needed: [...new Set(needed)], dropped, size };
  }

  it("is a chance of one in five where scores can be read as chances, and a share of the best match elsewhere", async () => {
    expect((await neededIn(1000)).needed).toEqual([0.2]);
    expect((await neededIn(999)).needed).toEqual([0.3]);
  });
});
