import { detached } from "./detached.ts";
import { firstOf } from "./first-of.ts";
import { grown } from "./grown.ts";

/** Every word that the library has seen, unstemmed, and in how many papers. */
export interface Vocabulary {
  add(words: Iterable<string>): void;
  remove(words: Iterable<string>): void;
  /** In how many papers a folded word occurs. */
  papers(word: string): number;
  /** Known words that may be at most `edits` single-letter changes away: none is missed, a few are further. */
  near(word: string, edits: number): readonly KnownWord[];
  /** Known words that begin with `prefix`, the commonest first. */
  startingWith(prefix: string, limit: number): readonly KnownWord[];
}

export interface KnownWord {
  readonly word: string;
  readonly papers: number;
}

/**
 * Words have numbers, in the order in which they came; beside its text, each has a signature of the letters in it and its
 * first two letters. Reading half a million signatures takes a millisecond and leaves a few hundred words to look at, so there is
 * no need for a tree of them, which would take most of the index's memory.
 */
export function createVocabulary(): Vocabulary {
  const numbers = new Map<string, number>();
  const words: string[] = [];
  let counts = new Uint32Array(64);
  let signatures = new Uint32Array(64);
  let beginnings = new Uint32Array(64);

  function known(number: number): KnownWord {
    return { word: words[number] ?? "", papers: counts[number] ?? 0 };
  }

  return {
    add(added) {
      for (const word of added) {
        const number = numbers.get(word);
        if (number !== undefined) {
          counts[number] = (counts[number] ?? 0) + 1;
          continue;
        }
        const own = detached(word);
        const next = words.push(own) - 1;
        numbers.set(own, next);
        counts = grown(counts, next);
        signatures = grown(signatures, next);
        beginnings = grown(beginnings, next);
        counts[next] = 1;
        signatures[next] = signatureOf(own);
        beginnings[next] = beginningOf(own);
      }
    },
    remove(removed) {
      for (const word of removed) {
        const number = numbers.get(word);
        if (number !== undefined) counts[number] = (counts[number] ?? 0) - 1;
      }
    },
    papers: (word) => counts[numbers.get(word) ?? words.length] ?? 0,
    near(word, edits) {
      const signature = signatureOf(word);
      const found: KnownWord[] = [];
      for (let number = 0; number < words.length; number += 1) {
        // Each change adds one letter to the set, takes one away, or does both.
        if (bitsIn((signatures[number] ?? 0) ^ signature) > 2 * edits || counts[number] === 0) continue;
        const length = words[number]?.length ?? 0;
        if (Math.abs(length - word.length) <= edits) found.push(known(number));
      }
      return found;
    },
    startingWith(prefix, limit) {
      const beginning = beginningOf(prefix);
      const mask = prefix.length > 1 ? 0xffffffff : 0xffff0000;
      const found: number[] = [];
      for (let number = 0; number < words.length; number += 1) {
        if ((((beginnings[number] ?? 0) ^ beginning) & mask) !== 0 || counts[number] === 0) continue;
        if (words[number]?.startsWith(prefix)) found.push(number);
      }
      const order = (a: number, b: number) =>
        (counts[b] ?? 0) - (counts[a] ?? 0) || ((words[a] ?? "") < (words[b] ?? "") ? -1 : 1);
      return firstOf(found, limit, order).map(known);
    },
  };
}

/** A bit for each letter that a word has; all that are not of the alphabet share the rest. */
function signatureOf(word: string): number {
  let signature = 0;
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charCodeAt(at) - 97;
    signature |= 1 << (letter >= 0 && letter < 26 ? letter : 26 + (letter & 3));
  }
  return signature >>> 0;
}

function beginningOf(word: string): number {
  return (((word.charCodeAt(0) || 0) << 16) | (word.charCodeAt(1) || 0)) >>> 0;
}

function bitsIn(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
