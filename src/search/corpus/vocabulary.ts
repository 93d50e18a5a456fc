import { withinEdits } from "../../edit-distance.ts";
import { ensureCapacity } from "../storage/ensure-capacity.ts";
import type { Serializable } from "../storage/snapshot-file.ts";
import { createStringTable } from "../storage/string-table.ts";
import { topK } from "../storage/top-k.ts";

/** Every word that the library has seen, unstemmed, and in how many papers. */
export interface Vocabulary extends Serializable {
  /** The distinct words of a paper, and whether each is written so or only joined ("realtime" of "real-time"). */
  add(words: ReadonlyMap<string, boolean>): void;
  remove(words: ReadonlyMap<string, boolean>): void;
  /** In how many papers a folded word occurs. */
  papers(word: string): number;
  /** Known words at most `edits` single-letter changes away. */
  near(word: string, edits: number): readonly KnownWord[];
  /** Words that begin with `prefix` and are written so in some paper, the commonest first. */
  startingWith(prefix: string, limit: number): readonly KnownWord[];
}

export interface KnownWord {
  readonly word: string;
  readonly papers: number;
}

export function createVocabulary(): Vocabulary {
  const table = createStringTable();
  let papers = new Uint32Array(64);
  /** In how many papers the word is written so, and not only joined from the parts of a compound. */
  let written = new Uint32Array(64);
  /** Length and letters of each word, in 32 bits: nearly all words are told from a misspelt one by these alone. */
  let sketches = new Uint32Array(64);
  /** Where a query finds nothing, its words are looked up for one after another that might. */
  const lately = new Map<string, readonly KnownWord[]>();

  const known = (number: number): KnownWord => ({
    word: table.text(number),
    papers: papers[number] ?? 0,
  });

  return {
    add(words) {
      lately.clear();
      for (const [word, isWritten] of words) {
        const number = table.numbered(word);
        papers = ensureCapacity(papers, number);
        written = ensureCapacity(written, number);
        sketches = ensureCapacity(sketches, number);
        papers[number] = (papers[number] ?? 0) + 1;
        if (isWritten) written[number] = (written[number] ?? 0) + 1;
        if (sketches[number] === 0) sketches[number] = sketchOf(word);
      }
    },
    remove(words) {
      lately.clear();
      for (const [word, isWritten] of words) {
        const number = table.number(word) ?? 0;
        if ((papers[number] ?? 0) > 0) papers[number] = (papers[number] ?? 0) - 1;
        if (isWritten && (written[number] ?? 0) > 0) written[number] = (written[number] ?? 0) - 1;
      }
    },
    papers: (word) => papers[table.number(word) ?? 0] ?? 0,
    near(word, edits) {
      const key = `${word} ${edits}`;
      const before = lately.get(key);
      if (before) return before;
      const wanted = sketchOf(word);
      const found: KnownWord[] = [];
      for (let number = 1; number <= table.size; number += 1) {
        if (papers[number] === 0 || !mayBeNear(wanted, sketches[number] ?? 0, edits)) continue;
        const candidate = known(number);
        if (withinEdits(word, candidate.word, edits)) found.push(candidate);
      }
      if (lately.size >= MOST_REMEMBERED) lately.clear();
      lately.set(key, found);
      return found;
    },
    startingWith(prefix, limit) {
      const begun = table.startingWith(prefix).filter((number) => (written[number] ?? 0) > 0);
      const commonestFirst = (a: number, b: number) =>
        (papers[b] ?? 0) - (papers[a] ?? 0) || (table.text(a) < table.text(b) ? -1 : 1);
      return topK(begun, limit, commonestFirst).map(known);
    },
    async save(out) {
      await table.save(out);
      await out.numbers(papers.subarray(0, table.size + 1));
      await out.numbers(written.subarray(0, table.size + 1));
      await out.numbers(sketches.subarray(0, table.size + 1));
    },
    async load(from) {
      lately.clear();
      await table.load(from);
      papers = await from.numbers(Uint32Array);
      written = await from.numbers(Uint32Array);
      sketches = await from.numbers(Uint32Array);
    },
  };
}

const MOST_REMEMBERED = 32;
const LETTERS = 26;
const LONGEST = 63;

/** The set of a word's letters, and above it its length. */
function sketchOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) % LETTERS);
  return (letters | (Math.min(word.length, LONGEST) << LETTERS)) >>> 0;
}

// A change of one letter takes at most one letter out of the set and puts one in.
function mayBeNear(a: number, b: number, edits: number): boolean {
  if (Math.abs((a >>> LETTERS) - (b >>> LETTERS)) > edits) return false;
  let other = (a ^ b) & (2 ** LETTERS - 1);
  let count = 0;
  for (; other !== 0 && count <= 2 * edits; count += 1) other &= other - 1;
  return count <= 2 * edits;
}
