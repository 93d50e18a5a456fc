import type { Serializable } from "../storage/snapshot-file.ts";
import { createStringTable } from "../storage/string-table.ts";
import type { Word } from "../text/analyze.ts";

/**
 * A paper's terms in reading order as numbers, the title first: what proximity and similarity read, a hundred papers at a
 * time, without analysing their texts again; the keywords come last. Stop words and joined compounds are left out.
 */
export type Sequence = Uint32Array;

/** Stands between two texts, whose words are no neighbours. */
export const BREAK = 0;

/** Gives every term a number of its own, from 1. Numbers are kept for good: a library's terms stop growing soon. */
export interface Terms extends Serializable {
  /** The highest number. */
  readonly size: number;
  /** `parts` in their order, with a BREAK between them. */
  sequence(...parts: readonly (readonly Word[])[]): Sequence;
  /** The number of a term, if it has one. */
  number(term: string): number | undefined;
  /** The number of a term; a new one if it has none. */
  numbered(term: string): number;
  term(number: number): string;
}

export function createTerms(): Terms {
  const table = createStringTable();

  return {
    get size() {
      return table.size;
    },
    sequence(...parts) {
      const sequence: number[] = [];
      for (const [at, part] of parts.entries()) {
        if (at > 0) sequence.push(BREAK);
        for (const { term, stop, joined } of part) {
          if (!stop && !joined) sequence.push(table.numbered(term));
        }
      }
      return Uint32Array.from(sequence);
    },
    number: table.number,
    numbered: table.numbered,
    term: table.text,
    save: table.save,
    load: table.load,
  };
}

/** A sequence in as few bytes as its numbers need: seven bits in each, the last one marked. */
export function packSequence(sequence: Sequence): Uint8Array {
  const bytes: number[] = [];
  for (let number of sequence) {
    while (number > 127) {
      bytes.push(number & 127);
      number >>>= 7;
    }
    bytes.push(number | 128);
  }
  return Uint8Array.from(bytes);
}

/** What packSequence packed. */
export function unpackSequence(bytes: Uint8Array): Sequence {
  const sequence = new Uint32Array(bytes.length);
  let length = 0;
  let number = 0;
  let shift = 0;
  for (const byte of bytes) {
    number |= (byte & 127) << shift;
    shift += 7;
    if (byte < 128) continue;
    sequence[length] = number;
    length += 1;
    number = 0;
    shift = 0;
  }
  return sequence.subarray(0, length);
}

/** Whether a packed sequence has another one in it: that is many times as quick as to unpack it. */
export function holdsRun(bytes: Uint8Array, run: Uint8Array): boolean {
  const first = run[0] ?? 0;
  for (let at = 0; at + run.length <= bytes.length; at += 1) {
    // A number begins after a marked byte.
    if (bytes[at] !== first || (at > 0 && (bytes[at - 1] ?? 0) < 128)) continue;
    let same = 1;
    while (same < run.length && bytes[at + same] === run[same]) same += 1;
    if (same === run.length) return true;
  }
  return false;
}
