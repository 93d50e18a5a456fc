import { describe, expect, test } from "vitest";
import { createNearDuplicates } from "../../../src/search/answers/near-duplicates.ts";

/** Terms from one number to another. */
function terms(from: number, to: number): Uint32Array {
  return Uint32Array.from({ length: to - from }, (_, at) => from + at);
}

describe("doubles", () => {
  test("are records with one title, however it is spaced", () => {
    const nearDuplicates = createNearDuplicates();
    expect(nearDuplicates.isNew(" real time bees", terms(1, 100))).toBe(true);
    expect(nearDuplicates.isNew(" realtime bees", terms(200, 300))).toBe(false);
  });

  test("are texts of nearly the same terms, in any order and under any title", () => {
    const nearDuplicates = createNearDuplicates();
    expect(nearDuplicates.isNew(" bees", terms(1, 101))).toBe(true);
    // 92 of 108 terms are in both, then a third.
    expect(nearDuplicates.isNew(" wasps", terms(9, 109).reverse())).toBe(false);
    expect(nearDuplicates.isNew(" ants", terms(51, 151))).toBe(true);
  });

  test("are not short texts with titles of their own", () => {
    const nearDuplicates = createNearDuplicates();
    expect(nearDuplicates.isNew(" bees part 1", terms(1, 10))).toBe(true);
    expect(nearDuplicates.isNew(" bees part 2", terms(1, 10))).toBe(true);
  });
});
