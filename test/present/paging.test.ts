import { expect, test } from "vitest";
import { relaxedLine } from "../../src/present/paging.ts";

test.each([
  [['"once for all"'], 0, "No paper also matches “once for all”, so I left it out."],
  [['"a b"', "year:1890"], 0, "No paper also matches “a b” and year:1890, so I left them out."],
  [["year:1890"], 1, "Only the first paper also matches year:1890."],
  [["author:beispiel"], 2, "Only the first 2 papers also match author:beispiel."],
])("%j, which %i papers match, is said plainly", (parts, matching, sentence) => {
  expect(relaxedLine({ parts, matching })).toBe(sentence);
});
