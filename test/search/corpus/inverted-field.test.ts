import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createField } from "../../../src/search/corpus/inverted-field.ts";
import { clearAccumulators, createAccumulators } from "../../../src/search/storage/accumulators.ts";

const BM25 = { k: 1.2, b: 0.7 };

describe("a field", () => {
  test("scores by BM25", () => {
    const field = createField(BM25);
    field.add(0, new Map([["bee", 2]]), 4);
    field.add(1, new Map([["ant", 1]]), 2);
    const scores = scoresOf(field, "bee", 2);
    // idf = ln(1 + 1.5 / 1.5) = ln 2; norm = 1.2 · (.3 + .7 · 4 / 3) = 1.48; tf = 2 · 2.2 / 3.48 = 1.264368.
    expect(scores[0]).toBeCloseTo(Math.LN2 * 1.264368, 5);
    expect(scores[1]).toBe(0);
  });

  test("knows who holds a term", () => {
    const field = createField(BM25);
    field.add(3, new Map([["bee", 1]]), 1);
    field.add(1, new Map([["bee", 1]]), 1);
    const holders: number[] = [];
    field.each("bee", (doc) => holders.push(doc));
    expect(holders).toEqual([1, 3]);
    expect([...field.docs("bee")]).toEqual([1, 3]);
    expect([0, 1, 2, 3, 4].map((doc) => field.has("bee", doc))).toEqual([false, true, false, true, false]);
    expect(field.has("ant", 1)).toBe(false);
    expect(field.docFrequency("bee")).toBe(2);
    expect(field.some("bee", (doc) => doc === 3)).toBe(true);
    expect(field.some("bee", (doc) => doc === 2)).toBe(false);
  });

  test("knows how many hold two terms, whatever it was asked before", () => {
    const document = fc.uniqueArray(fc.constantFrom("a", "b", "c"), { maxLength: 3 });
    const pair = fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom("a", "b", "c", "d"));
    fc.assert(
      fc.property(fc.array(document, { maxLength: 80 }), fc.array(pair), (documents, pairs) => {
        const field = createField(BM25);
        documents.forEach((terms, doc) => {
          field.add(doc, counts(terms), terms.length);
        });
        for (const [first, second] of pairs) {
          const both = documents.filter((terms) =>
            [first, second].every((term) => terms.some((one) => one === term)),
          );
          expect(field.together(first, second)).toBe(both.length);
        }
      }),
    );
  });

  test("is after any additions and removals as if the rest had been added alone", () => {
    const document = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(fc.tuple(document, fc.boolean()), { maxLength: 20 }), (documents) => {
        const lived = createField(BM25);
        const fresh = createField(BM25);
        const counted = documents.map(([terms]) => counts(terms));
        documents.forEach(([terms], doc) => {
          lived.add(doc, counted[doc] ?? new Map(), terms.length);
        });
        documents.forEach(([terms, stays], doc) => {
          if (stays) fresh.add(doc, counted[doc] ?? new Map(), terms.length);
          else lived.remove(doc, counted[doc]?.keys() ?? []);
        });
        for (const term of ["a", "b", "c", "d"]) {
          expect(scoresOf(lived, term, documents.length)).toEqual(scoresOf(fresh, term, documents.length));
        }
      }),
    );
  });
});

function counts(terms: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const term of terms) found.set(term, (found.get(term) ?? 0) + 1);
  return found;
}

function scoresOf(field: ReturnType<typeof createField>, term: string, docs: number): number[] {
  const accumulators = createAccumulators();
  clearAccumulators(accumulators, docs);
  const scorer = field.scorer(term, 1, docs);
  scorer.addTo(accumulators, true);
  const scores = [...accumulators.sums.subarray(0, docs)];
  expect(scores.map((_, doc) => scorer.of(doc))).toEqual(scores);
  for (const score of scores) expect(score).toBeLessThanOrEqual(scorer.bound);
  return scores;
}
