import { stemmer } from "stemmer";
import { fold } from "../../papers/fold.ts";
import { detachString } from "../storage/detach-string.ts";
import { americanSpelling } from "./spelling-variants.ts";

/** A word of a text, in the three forms that search needs. */
export interface Word {
  /** As it stands in the text. */
  readonly surface: string;
  /** Lower-case and without diacritics: what spelling is checked against. */
  readonly folded: string;
  /** What is indexed and looked up: folded, in American spelling, stemmed. */
  readonly term: string;
  /** Too common to mean anything; never indexed. */
  readonly stop: boolean;
  /** Made from a hyphenated compound ("realtime" of "real-time"), in addition to its parts. */
  readonly joined: boolean;
}

// Lucene's English stop words. A longer list would break titles such as "Once for All".
const STOP_WORDS = new Set(
  (
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these they " +
    "this to was will with"
  ).split(" "),
);

// Longer runs of letters are data, not words.
const MAX_WORD_LENGTH = 50;
/** Hyphenated compounds of more parts ("state-of-the-art") are not indexed in one piece. */
const MAX_PARTS = 3;

// A word may end in what makes it another word: C++, C#, A*. Apostrophes belong to it: "Parkinson's".
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’]\p{L}+)?(?:(?<=(?<![\p{L}\p{N}])\p{L})(?:\+\+|#|\*))?/gu;
const UNSPACED_SCRIPT = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The words of a text in reading order; a joined compound follows its parts. */
export function words(text: string): Word[] {
  const found: Word[] = [];
  let parts: Word[] = [];
  let end = -1;
  for (const match of text.matchAll(WORD)) {
    const surface = match[0].slice(0, MAX_WORD_LENGTH);
    const compound = match.index === end + 1 && isHyphen(text[end]);
    if (!compound) {
      joinParts(parts, found);
      parts = [];
    }
    end = match.index + match[0].length;
    if (UNSPACED_SCRIPT.test(surface)) {
      for (const bigram of bigrams(surface)) found.push(toWord(bigram));
      continue;
    }
    const word = toWord(surface);
    found.push(word);
    parts.push(word);
  }
  joinParts(parts, found);
  return found;
}

/** Whether `folded` is one of the words that are never indexed. */
export function isStopWord(folded: string): boolean {
  return STOP_WORDS.has(folded);
}

/** The term that a folded word is indexed under. */
export function termOf(folded: string): string {
  // The stemmer knows English only; "w4a4" and "c++" stay as they are.
  return /^[a-z]{3,}$/.test(folded) ? stemmer(americanSpelling(folded)) : folded;
}

// A letter that stands alone is read by its name, as people type it: "β-VAE" is beta-VAE.
const GREEK = new Map(
  (
    "α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi ο omicron π pi " +
    "ρ rho σ sigma ς sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega"
  )
    .match(/[α-ω] [a-z]+/gu)
    ?.map((pair) => pair.split(" ") as [string, string]),
);

// Most words of a text have been met before: remembering them makes indexing and reading several times as fast.
const MAX_REMEMBERED = 30_000;
const remembered = new Map<string, Word>();

function toWord(found: string): Word {
  const known = remembered.get(found);
  if (known) return known;
  const surface = detachString(found);
  const plain = fold(surface)
    .replace(/['’]s$/, "")
    .replace(/['’]/g, "");
  const folded = GREEK.get(plain) ?? plain;
  const word = { surface, folded, term: termOf(folded), stop: STOP_WORDS.has(folded), joined: false };
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(surface, word);
  return word;
}

function joinParts(parts: readonly Word[], found: Word[]): void {
  if (parts.length < 2 || parts.length > MAX_PARTS) return;
  found.push({ ...toWord(parts.map((part) => part.folded).join("")), joined: true });
}

function isHyphen(character: string | undefined): boolean {
  return character === "-" || character === "\u2010" || character === "\u2011";
}

function bigrams(text: string): string[] {
  const letters = [...text];
  if (letters.length < 2) return letters;
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}
