/** A sparse matrix by rows: row i has the columns and values from `starts[i]` up to `starts[i + 1]`. */
export interface SparseRows {
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
  /** How many columns there are. */
  readonly width: number;
}

/** Halko, Martinsson and Tropp (2011) take two or three; further ones changed no measure here. */
const ROUNDS = 3;

/**
 * `rank` directions that span nearly all that can be said of a matrix's rows in so few, by randomized subspace iteration:
 * an orthonormal basis, `rank` numbers for each column. The same for the same matrix. It works in small steps: run
 * the generator to its end, pausing as is fit.
 */
export function* randomizedSvd(matrix: SparseRows, rank: number): Generator<void, Float32Array> {
  let basis = yield* noise(matrix.width * rank);
  for (let round = 0; round < ROUNDS; round += 1) {
    yield* orthonormalize(basis, rank);
    basis = yield* multiply(matrix, basis, rank);
  }
  yield* orthonormalize(basis, rank);
  return basis;
}

/** Aᵀ(A basis), a row of A at a time: what is in between is never held. */
function* multiply(
  { starts, columns, values }: SparseRows,
  basis: Float32Array,
  width: number,
): Generator<void, Float32Array> {
  const target = new Float32Array(basis.length);
  const row = new Float32Array(width);
  for (let at = 0; at + 1 < starts.length; at += 1) {
    const from = starts[at] ?? 0;
    const to = starts[at + 1] ?? 0;
    row.fill(0);
    for (let entry = from; entry < to; entry += 1) {
      const value = values[entry] ?? 0;
      const start = (columns[entry] ?? 0) * width;
      for (let d = 0; d < width; d += 1) row[d] = (row[d] ?? 0) + value * (basis[start + d] ?? 0);
    }
    for (let entry = from; entry < to; entry += 1) {
      const value = values[entry] ?? 0;
      const start = (columns[entry] ?? 0) * width;
      for (let d = 0; d < width; d += 1) target[start + d] = (target[start + d] ?? 0) + value * (row[d] ?? 0);
    }
    if (at % 64 === 63) yield;
  }
  return target;
}

/** Gram-Schmidt by way of the Cholesky factor of the small Gram matrix, twice for accuracy. */
function* orthonormalize(basis: Float32Array, width: number): Generator<void> {
  for (let pass = 0; pass < 2; pass += 1) {
    const gram = new Float64Array(width * width);
    const rows = basis.length / width;
    for (let r = 0; r < rows; r += 1) {
      const start = r * width;
      for (let i = 0; i < width; i += 1) {
        const value = basis[start + i] ?? 0;
        if (value === 0) continue;
        for (let j = 0; j <= i; j += 1)
          gram[i * width + j] = (gram[i * width + j] ?? 0) + value * (basis[start + j] ?? 0);
      }
      if (r % 256 === 255) yield;
    }
    const factor = cholesky(gram, width);
    for (let r = 0; r < rows; r += 1) {
      const start = r * width;
      for (let i = 0; i < width; i += 1) {
        let value = basis[start + i] ?? 0;
        for (let j = 0; j < i; j += 1) value -= (factor[i * width + j] ?? 0) * (basis[start + j] ?? 0);
        const pivot = factor[i * width + i] ?? 0;
        basis[start + i] = pivot > 0 ? value / pivot : 0;
      }
      if (r % 256 === 255) yield;
    }
  }
}

/** The lower triangle L of a symmetric matrix L·Lᵀ; zero where a direction is none of its own. */
function cholesky(matrix: Float64Array, width: number): Float64Array {
  const factor = new Float64Array(width * width);
  for (let i = 0; i < width; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[i * width + j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= (factor[i * width + k] ?? 0) * (factor[j * width + k] ?? 0);
      if (i === j)
        factor[i * width + i] = sum > NEGLIGIBLE * (matrix[i * width + i] ?? 0) ? Math.sqrt(sum) : 0;
      else {
        const pivot = factor[j * width + j] ?? 0;
        factor[i * width + j] = pivot > 0 ? sum / pivot : 0;
      }
    }
  }
  return factor;
}

const NEGLIGIBLE = 1e-9;

/** Numbers between -1 and 1, always the same (xorshift32). */
function* noise(length: number): Generator<void, Float32Array> {
  const numbers = new Float32Array(length);
  let state = 0x9e3779b9;
  for (let at = 0; at < length; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    numbers[at] = state / 2 ** 31;
    if (at % 500_000 === 0) yield;
  }
  return numbers;
}
