import { ensureCapacity } from "./ensure-capacity.ts";
import type { Serializable } from "./snapshot-file.ts";

/** Byte strings by doc, in blocks of memory outside of the heap: an object for each would weigh more than they do. */
export interface ByteStore extends Serializable {
  /** At most 8 MB. */
  put(doc: number, bytes: Uint8Array): void;
  /** A view, good until the doc changes; empty for an empty doc. */
  get(doc: number): Uint8Array;
  remove(doc: number): void;
}

const BLOCK = 2 ** 23;

interface ByteBlock {
  bytes: Uint8Array;
  unused: number;
}

export function createByteStore(): ByteStore {
  let blocks: ByteBlock[] = [];
  let end = 0;
  let blockOf = new Uint32Array(64);
  let starts = new Uint32Array(64);
  let lengths = new Uint32Array(64);

  function put(doc: number, bytes: Uint8Array): void {
    remove(doc);
    blockOf = ensureCapacity(blockOf, doc);
    starts = ensureCapacity(starts, doc);
    lengths = ensureCapacity(lengths, doc);
    const block = place(doc, bytes.length);
    if (end > block.bytes.length) {
      const longer = new Uint8Array(Math.min(BLOCK, 2 * end));
      longer.set(block.bytes);
      block.bytes = longer;
    }
    block.bytes.set(bytes, end - bytes.length);
  }

  /** Gives a doc the next place of so many bytes, in a new block if need be. */
  function place(doc: number, length: number): ByteBlock {
    let block = blocks.at(-1);
    if (block === undefined || end + length > BLOCK) {
      block = { bytes: NOTHING, unused: 0 };
      blocks.push(block);
      end = 0;
    }
    blockOf[doc] = blocks.length - 1;
    starts[doc] = end;
    lengths[doc] = length;
    end += length;
    return block;
  }

  function get(doc: number): Uint8Array {
    const start = starts[doc] ?? 0;
    return blocks[blockOf[doc] ?? 0]?.bytes.subarray(start, start + (lengths[doc] ?? 0)) ?? NOTHING;
  }

  function remove(doc: number): void {
    const length = lengths[doc] ?? 0;
    const number = blockOf[doc] ?? 0;
    const block = blocks[number];
    if (length === 0 || !block) return;
    lengths[doc] = 0;
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
    for (let doc = 0; doc < lengths.length; doc += 1) {
      const length = lengths[doc] ?? 0;
      if (length === 0 || blockOf[doc] !== number) continue;
      lengths[doc] = 0;
      const start = starts[doc] ?? 0;
      put(doc, bytes.subarray(start, start + length));
    }
  }

  return {
    put,
    get,
    remove,
    async save(out) {
      await out.numbers(lengths);
      for (let doc = 0; doc < lengths.length; ) {
        const first = doc;
        for (let size = lengths[doc] ?? 0; doc < lengths.length && size <= BLOCK; ) {
          doc += 1;
          size += lengths[doc] ?? 0;
        }
        await out.pieces(pieces(first, doc));
      }
    },
    async load(from) {
      lengths = await from.numbers(Uint32Array);
      starts = new Uint32Array(lengths.length);
      blockOf = new Uint32Array(lengths.length);
      blocks = [];
      for (const [doc, length] of lengths.entries()) place(doc, length);
      for (const block of blocks) block.bytes = await from.numbers(Uint8Array);
    },
  };

  function* pieces(first: number, end: number): Generator<Uint8Array> {
    for (let doc = first; doc < end; doc += 1) yield get(doc);
  }
}

const NOTHING = new Uint8Array();
