import { describe, expect, test } from "vitest";
import { someIndex } from "../../support/library/search-index.ts";

const LIBRARY = [
  "Hive: Scaling Bees by Pipelines",
  "Faster Than Hive: Wasps",
  "Dances of Bees in a Maze",
  "Dances of Wasps in a Maze",
  "On Naïve Ants",
];

describe("resolve", () => {
  test.each([
    ["2601.00003", ["Dances of Bees in a Maze"]],
    ["arxiv:2601.00003", ["Dances of Bees in a Maze"]],
    ["https://arxiv.org/pdf/2601.00003v2.pdf", ["Dances of Bees in a Maze"]],
    ["2601.00099", []],
    ["dances of BEES in a maze.", ["Dances of Bees in a Maze"]],
    ["hive", ["Hive: Scaling Bees by Pipelines"]],
    ["wasps", ["Faster Than Hive: Wasps", "Dances of Wasps in a Maze"]],
    ["dances of", ["Dances of Bees in a Maze", "Dances of Wasps in a Maze"]],
    ["on naive ants", ["On Naïve Ants"]],
    ["dancs of bees in maze", ["Dances of Bees in a Maze"]],
    ["pipelines scaling bees", ["Hive: Scaling Bees by Pipelines"]],
    ["something else about bees entirely", []],
    ["", []],
    ["?!", []],
  ])("%j means %j", async (text, titles) => {
    const index = await someIndex(LIBRARY);
    expect((await index.resolve(text)).map((paper) => paper.title)).toEqual(titles);
  });
});
