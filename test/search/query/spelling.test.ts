import { describe, expect, test } from "vitest";
import { createVocabulary } from "../../../src/search/corpus/vocabulary.ts";
import { repair, split } from "../../../src/search/query/spelling.ts";

function vocabularyOf(counts: Readonly<Record<string, number>>) {
  const vocabulary = createVocabulary();
  for (const [word, papers] of Object.entries(counts)) {
    for (let paper = 0; paper < papers; paper += 1) vocabulary.add(new Map([[word, true]]));
  }
  return vocabulary;
}

const vocabulary = vocabularyOf({
  gaussian: 9,
  diffusion: 9,
  splatting: 3,
  flow: 5,
  flaw: 9,
  transform: 2,
  quiet: 4,
  quite: 4,
  w4a4: 9,
});

describe("repair", () => {
  test.each([
    ["gausian", "gaussian"],
    ["guassian", "gaussian"],
    ["diffussion", "diffusion"],
    ["difusiom", "diffusion"],
    ["splating", "splatting"],
    ["splaating", "splatting"],
    ["beekeeping", undefined],
    ["w4a5", undefined],
    ["xy", undefined],
    ["z".repeat(500), undefined],
  ])("reads %j as %j", (typed, meant) => {
    expect(repair(typed, vocabulary)?.words[0]).toBe(meant);
  });

  test("prefers the commoner word", () => {
    expect(repair("qhite", vocabularyOf({ white: 1, quite: 50 }))?.words).toEqual(["quite"]);
  });

  test("leaves a short word alone unless a known one keeps the query's company", () => {
    expect(repair("flw", vocabulary)).toBeUndefined();
    expect(repair("flw", vocabulary, (word) => (word === "flow" ? 5 : 0))?.words).toEqual(["flow"]);
  });

  test("forgets words that have left the library", () => {
    const small = vocabularyOf({ gaussian: 1 });
    expect(repair("gausian", small)?.words).toEqual(["gaussian"]);
    small.remove(new Map([["gaussian", true]]));
    expect(repair("gausian", small)).toBeUndefined();
    small.add(new Map([["gaussian", true]]));
    expect(repair("gausian", small)?.words).toEqual(["gaussian"]);
  });
});

describe("split", () => {
  const parts = vocabularyOf({ real: 30, time: 40, den: 5, ter: 4, for: 90, mer: 9 });

  test("parts what was written together", () => {
    expect(split("realtime", parts, () => 20)?.words).toEqual(["real", "time"]);
  });

  test("takes only words that are known together, and no stop words", () => {
    expect(split("denter", parts, () => 1)).toBeUndefined();
    expect(split("formerly", parts, () => 50)).toBeUndefined();
    expect(split("xyz", parts, () => 50)).toBeUndefined();
  });
});

describe("a vocabulary", () => {
  test("lists words by prefix, the commonest first", () => {
    expect(vocabulary.startingWith("fl", 5)).toEqual([
      { word: "flaw", papers: 9 },
      { word: "flow", papers: 5 },
    ]);
    expect(vocabulary.startingWith("q", 1)).toHaveLength(1);
    expect(vocabulary.startingWith("zz", 5)).toEqual([]);
  });
});
