import type { Accumulator, SparseVector } from "./sparse-vector.ts";

/**
 * A sparse matrix by columns (CSC): vectors of some papers, laid out by their keys. To compare all of them with one sum, only what they have in common with it is
 * read: with a few liked papers that is a quarter, and takes a sixth of the time.
 */
export interface CscMatrix {
  /** The inner product of each vector, in their order, with what was added up. */
  products(sums: Accumulator): Float64Array;
}

/** Keys that are the same in so many of their lowest bits share a column. A power of two. */
const COLUMNS = 2 ** 16;

export function createCscMatrix(vectors: readonly SparseVector[]): CscMatrix {
  const size = vectors.reduce((sum, { keys }) => sum + keys.length, 0);
  const keys = new Uint32Array(size);
  const values = new Float32Array(size);
  const places = new Uint32Array(size);
  /** Where each column begins, and behind them where the last one ends. */
  const starts = new Uint32Array(COLUMNS + 1);
  for (const { keys } of vectors) {
    for (let at = 0; at < keys.length; at += 1) {
      const next = ((keys[at] ?? 0) % COLUMNS) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
  }
  for (let column = 0; column < COLUMNS; column += 1) {
    starts[column + 1] = (starts[column + 1] ?? 0) + (starts[column] ?? 0);
  }
  const filled = starts.slice();
  for (const [place, vector] of vectors.entries()) {
    for (let at = 0; at < vector.keys.length; at += 1) {
      const key = vector.keys[at] ?? 0;
      const to = filled[key % COLUMNS] ?? 0;
      filled[key % COLUMNS] = to + 1;
      keys[to] = key;
      values[to] = vector.values[at] ?? 0;
      places[to] = place;
    }
  }

  return {
    products(sums) {
      const products = new Float64Array(vectors.length);
      sums.each((key, sum) => {
        const end = starts[(key % COLUMNS) + 1] ?? 0;
        for (let at = starts[key % COLUMNS] ?? 0; at < end; at += 1) {
          if (keys[at] !== key) continue;
          const place = places[at] ?? 0;
          products[place] = (products[place] ?? 0) + sum * (values[at] ?? 0);
        }
      });
      return products;
    },
  };
}
