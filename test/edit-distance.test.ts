import { describe, expect, it } from "vitest";
import { editDistance, withinEdits } from "../src/edit-distance.ts";

/** Levenshtein's distance by its definition. */
function levenshtein(from: string, to: string): number {
  if (from === "" || to === "") return from.length + to.length;
  const [a, b] = [from.slice(1), to.slice(1)];
  if (from[0] === to[0]) return levenshtein(a, b);
  return 1 + Math.min(levenshtein(a, to), levenshtein(from, b), levenshtein(a, b));
}

const GROUPS = ["", "a", "b", "aa", "ab", "ba", "bb"];
const WORDS = [...new Set(GROUPS.flatMap((first) => GROUPS.map((second) => first + second)))];

describe("withinEdits", () => {
  it.each([0, 1, 2, 3])(
    "is what Levenshtein's distance says for %i edits, on every pair of short words",
    (most) => {
      for (const from of WORDS)
        for (const to of WORDS)
          expect(withinEdits(from, to, most), `${from} ${to}`).toBe(levenshtein(from, to) <= most);
    },
  );
});

describe("editDistance", () => {
  it.each([
    ["transformer", "transformer", 0],
    ["transfromer", "transformer", 1],
    ["recurent", "recurrent", 1],
    ["segmentatoin", "segmentation", 1],
    ["", "abc", 3],
    ["abc", "", 3],
    ["ca", "abc", 3],
  ])("%s is as far from %s as %i edits", (from, to, edits) => {
    expect(editDistance(from, to)).toBe(edits);
  });

  it("is the same both ways, and never more than Levenshtein's", () => {
    for (const from of WORDS)
      for (const to of WORDS) {
        expect(editDistance(from, to)).toBe(editDistance(to, from));
        expect(editDistance(from, to)).toBeLessThanOrEqual(levenshtein(from, to));
      }
  });
});
