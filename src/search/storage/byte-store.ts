import { grown } from "./ensure-capacity.ts";
import type { Kept } from "./snapshot-file.ts";

/** Small pieces of data by slot, in blocks of memory outside of the heap: an object for each would weigh more than they do. */
export interface ByteStore extends Kept {
  /** At most 8 MB. */
  put(slot: number, bytes: Uint8Array): void;
  /** A view, good until the slot changes; empty for an empty slot. */
  get(slot: number): Uint8Array;
  remove(slot: number): void;
}

const BLOCK = 2 ** 23;

interface Block {
  bytes: Uint8Array;
  unused: number;
}

export function createByteStore(): ByteStore {
  let blocks: Block[] = [];
  let end = 0;
  let blockOf = new Uint32Array(64);
  let starts = new Uint32Array(64);
  let lengths = new Uint32Array(64);

  function put(slot: number, bytes: Uint8Array): void {
    remove(slot);
    blockOf = grown(blockOf, slot);
    starts = grown(starts, slot);
    lengths = grown(lengths, slot);
    const block = place(slot, bytes.length);
    if (end > block.bytes.length) {
      const longer = new Uint8Array(Math.min(BLOCK, 2 * end));
      longer.set(block.bytes);
      block.bytes = longer;
    }
    block.bytes.set(bytes, end - bytes.length);
  }

  /** Gives a slot the next place of so many bytes, in a new block if need be. */
  function place(slot: number, length: number): Block {
    let block = blocks.at(-1);
    if (block === undefined || end + length > BLOCK) {
      block = { bytes: NOTHING, unused: 0 };
      blocks.push(block);
      end = 0;
    }
    blockOf[slot] = blocks.length - 1;
    starts[slot] = end;
    lengths[slot] = length;
    end += length;
    return block;
  }

  function get(slot: number): Uint8Array {
    const start = starts[slot] ?? 0;
    return blocks[blockOf[slot] ?? 0]?.bytes.subarray(start, start + (lengths[slot] ?? 0)) ?? NOTHING;
  }

  function remove(slot: number): void {
    const length = lengths[slot] ?? 0;
    const number = blockOf[slot] ?? 0;
    const block = blocks[number];
    if (length === 0 || !block) return;
    lengths[slot] = 0;
    block.unused += length;
    if (number < blocks.length - 1 && block.unused > BLOCK / 2) empty(number);
  }

  // What is still in use moves to the last block.
  function empty(number: number): void {
    const block = blocks[number];
    if (!block) return;
    const { bytes } = block;
    block.bytes = NOTHING;
    block.unused = 0;
    for (let slot = 0; slot < lengths.length; slot += 1) {
      const length = lengths[slot] ?? 0;
      if (length === 0 || blockOf[slot] !== number) continue;
      lengths[slot] = 0;
      const start = starts[slot] ?? 0;
      put(slot, bytes.subarray(start, start + length));
    }
  }

  return {
    put,
    get,
    remove,
    async save(out) {
      await out.numbers(lengths);
      for (let slot = 0; slot < lengths.length; ) {
        const first = slot;
        for (let size = lengths[slot] ?? 0; slot < lengths.length && size <= BLOCK; ) {
          slot += 1;
          size += lengths[slot] ?? 0;
        }
        await out.pieces(pieces(first, slot));
      }
    },
    async load(from) {
      lengths = await from.numbers(Uint32Array);
      starts = new Uint32Array(lengths.length);
      blockOf = new Uint32Array(lengths.length);
      blocks = [];
      for (const [slot, length] of lengths.entries()) place(slot, length);
      for (const block of blocks) block.bytes = await from.numbers(Uint8Array);
    },
  };

  function* pieces(first: number, end: number): Generator<Uint8Array> {
    for (let slot = first; slot < end; slot += 1) yield get(slot);
  }
}

const NOTHING = new Uint8Array();
