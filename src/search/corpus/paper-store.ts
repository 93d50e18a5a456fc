import { readSync, rmSync } from "node:fs";
import { deflateSync, inflateSync } from "node:zlib";
import type { Paper } from "../../papers/paper.ts";
import { createByteStore } from "../storage/byte-store.ts";
import { type Kept, type OpenFile, SnapshotError } from "../storage/snapshot-file.ts";

/**
 * The papers themselves by slot, packed. Those of a snapshot stay on disk and are read when they are asked for, in some ten
 * microseconds; a hundred thousand of them would take eighty megabytes.
 */
export interface PaperStore extends Kept {
  put(slot: number, paper: Paper): void;
  /** Unpacked anew each time. The slot must be in use. Throws a SnapshotError, and removes the file, if that is damaged. */
  get(slot: number): Paper;
  remove(slot: number): void;
  /** After `save`: from now on what was saved is read from the file, which is as it was written. */
  moveTo(written: OpenFile): Promise<void>;
  /** Lets go of the file. */
  close(): Promise<void>;
}

// Small windows are enough for an abstract, and quicker to set up. This format has a checksum.
const PACKING = { level: 1, windowBits: 12, memLevel: 6 };

export function createPaperStore(): PaperStore {
  let added = createByteStore();
  let slots = 0;
  let file: OpenFile | undefined;
  /** Of the papers in the file; the length of one that is not there, or not any more, is 0. */
  let starts = new Float64Array();
  let lengths = new Uint32Array();
  let saved: { readonly start: number; readonly lengths: Uint32Array<ArrayBuffer> } | undefined;

  function bytesOf(slot: number): Uint8Array {
    const here = added.get(slot);
    if (here.length > 0 || !file) return here;
    const bytes = new Uint8Array(lengths[slot] ?? 0);
    if (bytes.length > 0) readSync(file.handle.fd, bytes, 0, bytes.length, starts[slot] ?? 0);
    return bytes;
  }

  function readFrom(opened: OpenFile, start: number, known: Uint32Array<ArrayBuffer>): void {
    file = opened;
    lengths = known;
    slots = known.length;
    starts = new Float64Array(slots);
    let end = start;
    for (let slot = 0; slot < slots; slot += 1) {
      starts[slot] = end;
      end += known[slot] ?? 0;
    }
    added = createByteStore();
  }

  return {
    put(slot, paper) {
      added.put(slot, deflateSync(JSON.stringify(paper), PACKING));
      slots = Math.max(slots, slot + 1);
    },
    get(slot) {
      try {
        return JSON.parse(inflateSync(bytesOf(slot)).toString());
      } catch (error) {
        if (file) rmSync(file.path, { force: true });
        throw new SnapshotError("The file of the search index is damaged: the next start makes it anew.", {
          cause: error,
        });
      }
    },
    remove(slot) {
      added.remove(slot);
      if (slot < lengths.length) lengths[slot] = 0;
    },
    async save(out) {
      const known = new Uint32Array(slots);
      const start = await out.pieces(all(known));
      await out.numbers(known);
      saved = { start, lengths: known };
    },
    async load(from) {
      const start = await from.passOver();
      readFrom(from.file, start, await from.numbers(Uint32Array));
    },
    async moveTo(written) {
      const before = file;
      if (saved) readFrom(written, saved.start, saved.lengths);
      await before?.handle.close();
    },
    async close() {
      await file?.handle.close();
      file = undefined;
    },
  };

  function* all(known: Uint32Array): Generator<Uint8Array> {
    for (let slot = 0; slot < known.length; slot += 1) {
      const bytes = bytesOf(slot);
      known[slot] = bytes.length;
      yield bytes;
    }
  }
}
