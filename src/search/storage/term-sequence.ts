import { packNumbers, unpackNumbers } from "./variable-byte.ts";

/**
 * A paper's terms in reading order as numbers, the title first: what proximity and similarity read, a hundred papers at a
 * time, without analysing their texts again; the keywords come last. Stop words and joined compounds are left out.
 */
export type Sequence = Uint32Array;

/** Stands between two texts, whose words are no neighbours. */
export const BREAK = 0;

/** A sequence in variable-byte coding. */
export const packSequence: (sequence: Sequence) => Uint8Array = packNumbers;

/** What packSequence packed. */
export const unpackSequence: (bytes: Uint8Array) => Sequence = unpackNumbers;

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
