import { ensureCapacity } from "./ensure-capacity.ts";
import { docOf, occurrences, postingOf } from "./posting.ts";

/**
 * Lists of small whole numbers in ascending order, by the number of the list, in a few large blocks of memory: most lists
 * of an inverted index are so short that an array for each would weigh many times as much.
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

// Blocks of four megabytes: growing one large block would mean to copy it, which holds up everything else.
const BLOCK_BITS = 20;
const BLOCK = 2 ** BLOCK_BITS;
const NOTHING = new Uint32Array();

export function createPostings(): Postings {
  const blocks: Uint32Array[] = [new Uint32Array(1024)];
  let end = 0;
  let starts = new Uint32Array(64);
  let counts = new Uint32Array(64);
  // Lists have room for a power of two; room that was outgrown is given to the next list of that size.
  const outgrown: number[][] = [];

  /** The numbers from an address on. An address is the number of a block and a place in it. */
  function room(address: number, length: number): Uint32Array {
    const place = address & (BLOCK - 1);
    return blocks[address >>> BLOCK_BITS]?.subarray(place, place + length) ?? NOTHING;
  }

  function roomFor(size: number): number {
    const reused = outgrown[size]?.pop();
    if (reused !== undefined) return reused;
    const wanted = 2 ** size;
    if (end + wanted > BLOCK) {
      blocks.push(new Uint32Array(Math.max(BLOCK, wanted)));
      end = 0;
    }
    const last = blocks.length - 1;
    const block = blocks[last] ?? NOTHING;
    if (end + wanted > block.length) blocks[last] = ensureCapacity(block, end + wanted);
    const address = last * BLOCK + end;
    end += wanted;
    return address;
  }

  function moveTo(size: number, list: number, from: number): void {
    const count = counts[list] ?? 0;
    const before = starts[list] ?? 0;
    const address = roomFor(size);
    room(address, count).set(room(before, count));
    starts[list] = address;
    release(before, from);
  }

  function release(address: number, size: number): void {
    const same = outgrown[size];
    if (same) same.push(address);
    else outgrown[size] = [address];
  }

  return {
    count: (list) => counts[list] ?? 0,
    get(list) {
      const count = counts[list] ?? 0;
      return count === 0 ? NOTHING : room(starts[list] ?? 0, count);
    },
    insert(list, value) {
      starts = ensureCapacity(starts, list);
      counts = ensureCapacity(counts, list);
      const count = counts[list] ?? 0;
      if (count === 0) starts[list] = roomFor(0);
      else if (isPowerOfTwo(count)) moveTo(Math.log2(count) + 1, list, Math.log2(count));
      const address = starts[list] ?? 0;
      const block = blocks[address >>> BLOCK_BITS] ?? NOTHING;
      const from = address & (BLOCK - 1);
      const stop = from + count;
      const inOrder = count === 0 || (block[stop - 1] ?? 0) < value;
      const at = inOrder ? stop : from + position(block.subarray(from, stop), value);
      if (!inOrder) block.copyWithin(at + 1, at, stop);
      block[at] = value;
      counts[list] = count + 1;
    },
    removeAt(list, place) {
      const left = (counts[list] ?? 0) - 1;
      room(starts[list] ?? 0, left + 1).copyWithin(place, place + 1);
      counts[list] = left;
      if (left === 0) release(starts[list] ?? 0, 0);
      else if (isPowerOfTwo(left)) moveTo(Math.log2(left), list, Math.log2(left) + 1);
    },
  };
}

function isPowerOfTwo(count: number): boolean {
  return (count & (count - 1)) === 0;
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

/** How often a doc occurs in an ascending list of postings. */
export function occurrencesAt(list: Uint32Array, doc: number): number {
  const posting = list[position(list, postingOf(doc, 0))];
  return posting !== undefined && docOf(posting) === doc ? occurrences(posting) : 0;
}
