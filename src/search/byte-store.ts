import { grown } from "./grown.ts";

/** Small pieces of data by slot, in blocks of memory outside of the heap: an object for each would weigh more than they do. */
export interface ByteStore {
  /** At most 8 MB. */
  put(slot: number, bytes: Uint8Array): void;
  /** A view, good until the slot changes; empty for an empty slot. */
  get(slot: number): Uint8Array;
  remove(slot: number): void;
}

const BLOCK = 2 ** 23;
/** Blocks begin so small, for small libraries. */
const FIRST_BLOCK = 2 ** 12;

export function createByteStore(): ByteStore {
  const blocks: { bytes: Uint8Array; unused: number }[] = [{ bytes: new Uint8Array(FIRST_BLOCK), unused: 0 }];
  let end = 0;
  let blockOf = new Uint32Array(64);
  let starts = new Uint32Array(64);
  let lengths = new Uint32Array(64);

  function put(slot: number, bytes: Uint8Array): void {
    remove(slot);
    if (end + bytes.length > BLOCK) {
      blocks.push({ bytes: new Uint8Array(BLOCK), unused: 0 });
      end = 0;
    }
    const last = blocks.length - 1;
    const block = blocks[last];
    if (!block) return;
    if (end + bytes.length > block.bytes.length) {
      const longer = new Uint8Array(Math.min(BLOCK, 2 * (end + bytes.length)));
      longer.set(block.bytes);
      block.bytes = longer;
    }
    blockOf = grown(blockOf, slot);
    starts = grown(starts, slot);
    lengths = grown(lengths, slot);
    block.bytes.set(bytes, end);
    blockOf[slot] = last;
    starts[slot] = end;
    lengths[slot] = bytes.length;
    end += bytes.length;
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

  return { put, get, remove };
}

const NOTHING = new Uint8Array();
