import { readSync, rmSync } from "node:fs";
import { deflateSync, inflateSync } from "node:zlib";
import type { Paper } from "../../papers/paper.ts";
import { createByteStore } from "../storage/byte-store.ts";
import { type OpenFile, type Serializable, SnapshotError } from "../storage/snapshot-file.ts";

/**
 * The papers themselves by doc, packed. Those of a snapshot stay on disk and are read when they are asked for, in some ten
 * microseconds; a hundred thousand of them would take eighty megabytes.
 */
export interface PaperStore extends Serializable {
  put(doc: number, paper: Paper): void;
  /** Unpacked anew each time. The doc must be in use. Throws a SnapshotError, and removes the file, if that is damaged. */
  get(doc: number): Paper;
  remove(doc: number): void;
  /** After `save`: from now on what was saved is read from the file, which is as it was written. */
  moveTo(written: OpenFile): Promise<void>;
  /** Lets go of the file. */
  close(): Promise<void>;
}

// Small windows are enough for an abstract, and quicker to set up. This format has a checksum.
const PACKING = { level: 1, windowBits: 12, memLevel: 6 };

export function createPaperStore(): PaperStore {
  let added = createByteStore();
  let maxDoc = 0;
  let file: OpenFile | undefined;
  /** Of the papers in the file; the length of one that is not there, or not any more, is 0. */
  let starts = new Float64Array();
  let lengths = new Uint32Array();
  let saved: { readonly start: number; readonly lengths: Uint32Array<ArrayBuffer> } | undefined;

  function bytesOf(doc: number): Uint8Array {
    const here = added.get(doc);
    if (here.length > 0 || !file) return here;
    const bytes = new Uint8Array(lengths[doc] ?? 0);
    if (bytes.length > 0) readSync(file.handle.fd, bytes, 0, bytes.length, starts[doc] ?? 0);
    return bytes;
  }

  function readFrom(opened: OpenFile, start: number, known: Uint32Array<ArrayBuffer>): void {
    file = opened;
    lengths = known;
    maxDoc = known.length;
    starts = new Float64Array(maxDoc);
    let end = start;
    for (let doc = 0; doc < maxDoc; doc += 1) {
      starts[doc] = end;
      end += known[doc] ?? 0;
    }
    added = createByteStore();
  }

  return {
    put(doc, paper) {
      added.put(doc, deflateSync(JSON.stringify(paper), PACKING));
      maxDoc = Math.max(maxDoc, doc + 1);
    },
    get(doc) {
      try {
        return JSON.parse(inflateSync(bytesOf(doc)).toString());
      } catch (error) {
        if (file) rmSync(file.path, { force: true });
        throw new SnapshotError("The file of the search index is damaged: the next start makes it anew.", {
          cause: error,
        });
      }
    },
    remove(doc) {
      added.remove(doc);
      if (doc < lengths.length) lengths[doc] = 0;
    },
    async save(out) {
      const known = new Uint32Array(maxDoc);
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
    for (let doc = 0; doc < known.length; doc += 1) {
      const bytes = bytesOf(doc);
      known[doc] = bytes.length;
      yield bytes;
    }
  }
}
