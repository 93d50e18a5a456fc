/** Numbers at some of many places: `values[i]` stands at `keys[i]`. */
export interface SparseVector {
  readonly keys: Uint32Array;
  readonly values: Float32Array;
}

/**
 * A vector to which sparse ones are added, and compared with; their values and weights are above 0. Of this memory there should be
 * one, used again and again.
 */
export interface Accumulator {
  add(vector: SparseVector, weight: number): void;
  /** The inner product. */
  dot(vector: SparseVector): number;
  /** What has been added up at a key. */
  at(key: number): number;
  /** Goes through what has been added up. */
  each(use: (key: number, sum: number) => void): void;
  /** The length of what has been added up. */
  length(): number;
  /** All zero again. */
  clear(): void;
}

/** A power of two. */
const MARKS = 2 ** 16;

export function createAccumulator(width: number): Accumulator {
  const sums = new Float32Array(width);
  // Most of what is compared meets nothing here. To read so from a table that stays in the processor's cache takes a fraction of
  // the time; each place stands for many keys.
  const marks = new Uint8Array(MARKS);
  let touched: number[] = [];

  return {
    add({ keys, values }, weight) {
      for (let at = 0; at < keys.length; at += 1) {
        const key = keys[at] ?? 0;
        if (sums[key] === 0) touched.push(key);
        sums[key] = (sums[key] ?? 0) + weight * (values[at] ?? 0);
        marks[key % MARKS] = 1;
      }
    },
    dot({ keys, values }) {
      let sum = 0;
      for (let at = 0; at < keys.length; at += 1) {
        const key = keys[at] ?? 0;
        if (marks[key % MARKS] === 1) sum += (sums[key] ?? 0) * (values[at] ?? 0);
      }
      return sum;
    },
    at: (key) => sums[key] ?? 0,
    each(use) {
      for (const key of touched) use(key, sums[key] ?? 0);
    },
    length() {
      let squares = 0;
      for (const key of touched) squares += (sums[key] ?? 0) ** 2;
      return Math.sqrt(squares);
    },
    clear() {
      for (const key of touched) sums[key] = 0;
      touched = [];
      marks.fill(0);
    },
  };
}

/** The vector in the same direction of length 1; a zero vector stays. */
export function unit({ keys, values }: SparseVector): SparseVector {
  let squares = 0;
  for (const value of values) squares += value * value;
  const length = Math.sqrt(squares) || 1;
  return { keys, values: values.map((value) => value / length) };
}
