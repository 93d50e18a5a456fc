import { grown } from "./grown.ts";

/**
 * Lists of small whole numbers in ascending order, by the number of the list, in one block of memory: most lists of an
 * inverted index are so short that an array for each would weigh many times as much.
 */
export interface Postings {
  /** How many numbers a list has. */
  count(list: number): number;
  /** A list; a view that is good until the next change. */
  get(list: number): Uint32Array;
  /** Puts a number in its place. */
  insert(list: number, value: number): void;
  /** Takes out the number at a place of a list. */
  removeAt(list: number, place: number): void;
}

const NOTHING = new Uint32Array();

export function createPostings(): Postings {
  let block = new Uint32Array(1024);
  let end = 0;
  let starts = new Uint32Array(64);
  let counts = new Uint32Array(64);
  // Lists have room for a power of two; room that was outgrown is given to the next list of that size.
  const outgrown: number[][] = [];

  function roomFor(size: number): number {
    const reused = outgrown[size]?.pop();
    if (reused !== undefined) return reused;
    const start = end;
    end += 2 ** size;
    block = grown(block, end);
    return start;
  }

  function makeRoom(list: number): void {
    const count = counts[list] ?? 0;
    if (count > 0 && (count & (count - 1)) !== 0) return;
    const size = count === 0 ? 0 : Math.log2(count) + 1;
    const start = roomFor(size);
    const before = starts[list] ?? 0;
    block.copyWithin(start, before, before + count);
    if (count > 0) release(before, size - 1);
    starts[list] = start;
  }

  function release(start: number, size: number): void {
    const same = outgrown[size];
    if (same) same.push(start);
    else outgrown[size] = [start];
  }

  return {
    count: (list) => counts[list] ?? 0,
    get(list) {
      const count = counts[list] ?? 0;
      const start = starts[list] ?? 0;
      return count === 0 ? NOTHING : block.subarray(start, start + count);
    },
    insert(list, value) {
      starts = grown(starts, list);
      counts = grown(counts, list);
      makeRoom(list);
      const start = starts[list] ?? 0;
      const stop = start + (counts[list] ?? 0);
      const last = block[stop - 1] ?? 0;
      const place =
        stop === start || last < value ? stop : start + position(block.subarray(start, stop), value);
      block.copyWithin(place + 1, place, stop);
      block[place] = value;
      counts[list] = stop + 1 - start;
    },
    removeAt(list, place) {
      const count = counts[list] ?? 0;
      const start = starts[list] ?? 0;
      block.copyWithin(start + place, start + place + 1, start + count);
      counts[list] = count - 1;
      // A list that shrinks to a power of two is moved to room of that size when it grows again.
      const left = count - 1;
      if (left === 0) release(start, 0);
      else if ((left & (left - 1)) === 0) halve(list, left);
    },
  };

  function halve(list: number, count: number): void {
    const size = Math.log2(count);
    const start = starts[list] ?? 0;
    const smaller = roomFor(size);
    block.copyWithin(smaller, start, start + count);
    starts[list] = smaller;
    release(start, size + 1);
  }
}

/** Where the first number that is not below `value` stands in an ascending list, or its length. */
export function position(list: Uint32Array, value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
