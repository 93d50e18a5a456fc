import fc from "fast-check";
import { expect, it } from "vitest";
import { createCscMatrix } from "../../../src/search/vectors/csc-matrix.ts";
import { createAccumulator, type SparseVector } from "../../../src/search/vectors/sparse-vector.ts";

const WIDTH = 2 ** 18;
// Some keys differ in nothing but their upper bits, and so share a column.
const keys = fc.uniqueArray(
  fc.oneof(
    fc.nat(20),
    fc.nat(3).map((turn) => 7 + turn * 2 ** 16),
  ),
);
const vectors = fc.array(
  keys.map(
    (found): SparseVector => ({
      keys: Uint32Array.from(found),
      values: Float32Array.from(found, (_, at) => 1 / (at + 1)),
    }),
  ),
);

it("compares all vectors with a sum as each by itself is compared", () => {
  const sums = createAccumulator(WIDTH);
  fc.assert(
    fc.property(vectors, vectors, (liked, others) => {
      for (const vector of liked) sums.add(vector, 0.5);
      const products = createCscMatrix(others).products(sums);
      const expected = others.map((vector) => sums.dot(vector));
      sums.clear();
      expect(products).toHaveLength(others.length);
      for (const [at, product] of products.entries()) expect(product).toBeCloseTo(expected[at] ?? 0, 10);
    }),
  );
});
