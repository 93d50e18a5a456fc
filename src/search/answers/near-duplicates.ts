import { BREAK, type Sequence } from "../storage/term-sequence.ts";

/** Finds near-duplicates by minhash: versions of a paper, preprint and print, copies under another title. */
export interface NearDuplicates {
  /** Whether none of those before was nearly the same; it is one of them from now on. */
  isNew(title: string, sequence: Sequence): boolean;
}

/** Numbers that stand for a text: how many two texts have in common is about the share of terms they have in common. */
const SKETCH = 32;
// Two papers of one group on one subject share under half of their terms, an abstract and its next version three quarters.
const NEARLY_ALL = 0.7 * SKETCH;
/** Shorter texts are told by their titles alone: "Bees, Part 1" is not "Bees, Part 2". */
const TELLING_LENGTH = 25;

export function createNearDuplicates(): NearDuplicates {
  const titles = new Set<string>();
  const sketches: Uint32Array[] = [];

  return {
    isNew(title, sequence) {
      const key = title.replaceAll(" ", "");
      const sketch = sequence.length < TELLING_LENGTH ? undefined : sketchOf(sequence);
      const isKnown =
        titles.has(key) || (sketch && sketches.some((other) => inCommon(sketch, other) >= NEARLY_ALL));
      titles.add(key);
      if (sketch) sketches.push(sketch);
      return !isKnown;
    },
  };
}

/** Minhash (Broder 1997): the least of its terms' hashes, for each of so many ways to hash. */
function sketchOf(sequence: Sequence): Uint32Array {
  const sketch = new Uint32Array(SKETCH).fill(2 ** 32 - 1);
  for (const term of sequence) {
    if (term === BREAK) continue;
    for (let way = 0; way < SKETCH; way += 1) {
      const mixed = Math.imul(term ^ Math.imul(way + 1, 0x9e3779b1), 0x85ebca6b);
      const hash = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0;
      if (hash < (sketch[way] ?? 0)) sketch[way] = hash;
    }
  }
  return sketch;
}

function inCommon(one: Uint32Array, other: Uint32Array): number {
  let same = 0;
  for (let way = 0; way < SKETCH; way += 1) if (one[way] === other[way]) same += 1;
  return same;
}
