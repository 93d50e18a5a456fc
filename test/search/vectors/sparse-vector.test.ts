import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAccumulator, type SparseVector, unit } from "../../../src/search/vectors/sparse-vector.ts";

const WIDTH = 2 ** 18;

const vectors = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: WIDTH - 1 }), fc.float({ min: -4, max: 4, noNaN: true })), {
    selector: ([key]) => key,
    maxLength: 40,
  })
  .map(vectorOf);

function vectorOf(entries: readonly (readonly [number, number])[]): SparseVector {
  return {
    keys: Uint32Array.from(entries, ([key]) => key),
    values: Float32Array.from(entries, ([, value]) => value),
  };
}

function inner(a: SparseVector, b: SparseVector): number {
  const own = new Map([...a.keys].map((key, at) => [key, a.values[at] ?? 0]));
  return [...b.keys].reduce((sum, key, at) => sum + (own.get(key) ?? 0) * (b.values[at] ?? 0), 0);
}

describe("an accumulator", () => {
  it("gives the inner product with what was added, and forgets it", () => {
    const sums = createAccumulator(WIDTH);
    fc.assert(
      fc.property(vectors, vectors, (added, asked) => {
        sums.add(added, 1);
        expect(sums.dot(asked)).toBeCloseTo(inner(added, asked), 4);
        expect(sums.length()).toBeCloseTo(Math.sqrt(inner(added, added)), 4);
        sums.clear();
        expect([sums.dot(added), sums.length()]).toEqual([0, 0]);
      }),
    );
  });

  it("tells keys apart, however far from each other they are", () => {
    const sums = createAccumulator(WIDTH);
    for (let key = 5; key < WIDTH; key *= 2) {
      sums.add(vectorOf([[key, 1]]), 2);
      const others = [5, 10, 5 + 2 ** 16, key - 1, key + 2 ** 16].filter((one) => one !== key && one < WIDTH);
      expect(sums.dot(vectorOf(others.map((other) => [other, 1])))).toBe(0);
      expect(sums.dot(vectorOf([[key, 3]]))).toBe(6);
      sums.clear();
    }
  });
});

describe("unit", () => {
  it("has the length 1, and leaves nothing as it is", () => {
    expect([
      ...unit(
        vectorOf([
          [1, 3],
          [7, 4],
        ]),
      ).values,
    ]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
    expect([...unit(vectorOf([[1, 0]])).values]).toEqual([0]);
  });
});
