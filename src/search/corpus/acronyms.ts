import { fold } from "../../papers/fold.ts";
import { ensureCapacity } from "../storage/ensure-capacity.ts";
import { createLinkedLists } from "../storage/linked-lists.ts";
import type { Serializable } from "../storage/snapshot-file.ts";
import { createStringTable } from "../storage/string-table.ts";
import { words } from "../text/analyze.ts";

/** A short form and what it stands for, as a text introduces it: "neural architecture search (NAS)". */
export interface Acronym {
  readonly short: string;
  readonly long: string;
}

/** The short forms that the library's own texts explain. */
export interface Acronyms extends Serializable {
  add(pairs: readonly Acronym[]): void;
  remove(pairs: readonly Acronym[]): void;
  /** What a short form (folded) stands for, the most often given meaning first. */
  meanings(short: string): readonly Meaning[];
  /** The short forms of a long one, given as its terms joined by spaces. */
  shortForms(terms: string): readonly Meaning[];
}

export interface Meaning extends Acronym {
  /** How many papers explain it so. */
  readonly papers: number;
}

export function createAcronyms(): Acronyms {
  /** Folded short and long form; pairs that agree in these are one. */
  const pairs = createStringTable();
  /** Both forms as the first paper wrote them. */
  const written = createStringTable();
  let writtenOf = new Uint32Array(64);
  let papers = new Uint32Array(64);
  const shorts = createStringTable();
  const longs = createStringTable();
  const byShort = createLinkedLists();
  const byLong = createLinkedLists();
  const parts: readonly Serializable[] = [pairs, written, shorts, longs, byShort, byLong];

  function add({ short, long }: Acronym): void {
    const known = pairs.size;
    const [shortKey, longTerms] = [fold(short), longKey(long)];
    const pair = pairs.numbered(`${shortKey}\n${longTerms}`);
    papers = ensureCapacity(papers, pair);
    writtenOf = ensureCapacity(writtenOf, pair);
    if (papers[pair] === 0) writtenOf[pair] = written.numbered(`${short}\n${long}`);
    papers[pair] = (papers[pair] ?? 0) + 1;
    if (pair <= known) return;
    byShort.add(shorts.numbered(shortKey), pair);
    byLong.add(longs.numbered(longTerms), pair);
  }

  function meaningsIn(found: readonly number[]): readonly Meaning[] {
    const meanings = found
      .filter((pair) => (papers[pair] ?? 0) > 0)
      .map((pair) => {
        const [short = "", long = ""] = written.text(writtenOf[pair] ?? 0).split("\n");
        return { short, long, papers: papers[pair] ?? 0 };
      });
    return meanings.sort(
      (a, b) => b.papers - a.papers || (`${a.short} ${a.long}` < `${b.short} ${b.long}` ? -1 : 1),
    );
  }

  return {
    add(added) {
      for (const pair of added) add(pair);
    },
    remove(removed) {
      for (const { short, long } of removed) {
        const pair = pairs.number(`${fold(short)}\n${longKey(long)}`) ?? 0;
        if ((papers[pair] ?? 0) > 0) papers[pair] = (papers[pair] ?? 0) - 1;
      }
    },
    meanings: (short) => meaningsIn(byShort.members(shorts.number(short) ?? 0)),
    shortForms: (terms) => meaningsIn(byLong.members(longs.number(terms) ?? 0)),
    async save(out) {
      await out.numbers(papers);
      await out.numbers(writtenOf);
      for (const part of parts) await part.save(out);
    },
    async load(from) {
      papers = await from.numbers(Uint32Array);
      writtenOf = await from.numbers(Uint32Array);
      for (const part of parts) await part.load(from);
    },
  };
}

/** A long form as its terms, so that "language models" and "language model" are one. */
export function longKey(long: string): string {
  return words(long)
    .filter((word) => !word.joined && !word.stop)
    .map((word) => word.term)
    .join(" ");
}

// Ten letters are the longest short form of Schwartz and Hearst (2003), whose matching this is.
const SHORT_FORM = /^[\p{L}\p{N}][\p{L}\p{N}/&-]{1,9}$/u;
const PARENTHESIS = /\(([^()]{2,80})\)/g;

/** The pairs that a text introduces, each once, in either order: "long form (LF)" or "LF (long form)". */
export function minePairs(text: string): Acronym[] {
  const pairs = new Map<string, Acronym>();
  for (const match of text.matchAll(PARENTHESIS)) {
    const before = text.slice(Math.max(0, match.index - 150), match.index).trimEnd();
    const inside = (match[1] ?? "").split(/[,;:]/)[0]?.trim() ?? "";
    const pair = isShortForm(inside) ? findPair(inside, before) : reversePair(before, inside);
    if (pair) pairs.set(`${fold(pair.short)} ${longKey(pair.long)}`, pair);
  }
  return [...pairs.values()];
}

function reversePair(before: string, inside: string): Acronym | undefined {
  const short = before.split(/\s+/).at(-1) ?? "";
  return isShortForm(short) && inside.includes(" ") ? findPair(short, inside, true) : undefined;
}

// The letters of the short form must be found in the words before it from right to left, the first at a word's start.
function findPair(shortForm: string, text: string, whole = false): Acronym | undefined {
  const short = shortForm.replace(/(?<=\p{Lu})s$/u, "");
  const sentence = text.split(/[.;:!?]\s|[()]/).at(-1) ?? "";
  const window = sentence
    .split(/\s+/)
    .slice(-Math.min(short.length + 5, short.length * 2))
    .join(" ");
  let at = window.length;
  for (let index = short.length - 1; index >= 0; index -= 1) {
    const letter = short[index]?.toLowerCase() ?? "";
    if (!/[\p{L}\p{N}]/u.test(letter)) continue;
    do at -= 1;
    while (at >= 0 && (window[at]?.toLowerCase() !== letter || (index === 0 && !startsWord(window, at))));
    if (at < 0) return undefined;
  }
  if (whole && at > 0) return undefined;
  const long = window.slice(at).trim();
  const explains = long.includes(" ") || long.includes("-");
  return explains && long.length > short.length && !fold(long).split(/\s/).includes(fold(short))
    ? { short, long }
    : undefined;
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? "");
}

function isShortForm(text: string): boolean {
  return SHORT_FORM.test(text) && (text.match(/[\p{Lu}\p{N}]/gu)?.length ?? 0) >= 2 && /\p{Lu}/u.test(text);
}
