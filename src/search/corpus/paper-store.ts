import { readSync } from "node:fs";
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
  /** Unpacked anew each time. The doc must be in use. Throws a SnapshotError if the file is damaged, and says so to `onDamage`. */
  get(doc: number): Paper;
  remove(doc: number): void;
  /** After `save`: from now on what was saved is read from the file, which is as it was written. */
  moveTo(written: OpenFile): Promise<void>;
  /** Lets go of the file. */
  close(): Promise<void>;
}

// Small windows are enough for an abstract, and quicker to set up. This format has a checksum.
const PACKING = { level: 1, windowBits: 12, memLevel: 6 };

/** Is told the path of a file that turned out to be damaged. */
export type OnDamage = (file: string) => void;

export function createPaperStore(onDamage: OnDamage): PaperStore {
  let added = createByteStore();
  let maxDoc = 0;
  let file: OpenFile | undefined;
  /** Of the papers in the file; the length of one that is not there, or not any more, is 0. */
  let starts = new Float64Array();
  let lengths = new Uint32Array();
  /** Whether a paper in the file was found to be unreadable: nothing is copied from it to another file any more. */
  let isDamaged = false;
  let saved: { readonly start: number; readonly lengths: Uint32Array<ArrayBuffer> } | undefined;

  function bytesOf(doc: number): Uint8Array {
    const here = added.get(doc);
    if (here.length > 0 || !file) return here;
    const bytes = new Uint8Array(lengths[doc] ?? 0);
    if (bytes.length > 0) readSync(file.handle.fd, bytes, 0, bytes.length, starts[doc] ?? 0);
    return bytes;
  }

  function refuseDamaged(): void {
    if (isDamaged) throw new SnapshotError("a paper in the file before it is damaged");
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
        isDamaged = true;
        if (file) onDamage(file.path);
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
      refuseDamaged();
      const known = new Uint32Array(maxDoc);
      const start = await out.pieces(all(known));
      refuseDamaged();
      await out.numbers(known);
      saved = { start, lengths: known };
    },
    async load(from) {
      const start = await from.passOver();
      readFrom(from.file, start, await from.numbers(Uint32Array));
      isDamaged = false;
    },
    async moveTo(written) {
      // It may have been found out after the papers were copied.
      if (isDamaged) onDamage(written.path);
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
