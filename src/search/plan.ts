import { isStopWord, termOf, type Word, words } from "./analyze.ts";
import { type Expansion, expansions } from "./expand.ts";
import type { Shelf } from "./shelf.ts";
import { repair } from "./spelling.ts";

/** A word of a query, as it will be looked up. */
export interface PlannedWord {
  readonly term: string;
  /** As it was typed. */
  readonly typed: string;
  /** What it was taken for, where the library has never seen it as it was typed. */
  readonly readAs?: string;
  /** Made from words typed with a hyphen, in addition to them; not worth mentioning to a person. */
  readonly joined: boolean;
  /** How often it was typed. */
  readonly weight: number;
}

/** What a query means in this library. */
export interface Plan {
  readonly words: readonly PlannedWord[];
  readonly expansions: readonly Expansion[];
  /** The terms in the order in which they were typed, for what depends on the order. */
  readonly sequence: readonly string[];
}

/**
 * At most so many different words of a query are looked up; of a longer one the commonest are left out, because they
 * cost the most time and say the least.
 */
const MAX_WORDS = 32;

/** Characters of a query that are read: more than anybody types, and than an abstract has. */
const MAX_LENGTH = 3000;

/**
 * So many unknown words are looked up as slips of known ones; in longer texts, which somebody pasted, the others are
 * not worth the time.
 */
const MAX_REPAIRS = 4;

/** Decides what a text typed by a person means in this library: spelling, acronyms, compounds. */
export function planQuery(text: string, shelf: Shelf): Plan {
  const typed = words(text.slice(0, MAX_LENGTH)).filter((word) => !word.stop);
  const company = typed.filter((word) => isKnown(word, shelf)).map((word) => word.term);
  const planned = new Map<string, PlannedWord>();
  const sequence: Word[] = [];
  let repairs = MAX_REPAIRS;
  for (const word of typed) {
    const known = isKnown(word, shelf);
    if (!known && word.joined) continue;
    const readings = known || repairs === 0 ? [word] : read(word, company, shelf);
    if (!known && repairs > 0) repairs -= 1;
    for (const reading of readings) {
      const weight = (planned.get(reading.term)?.weight ?? 0) + (reading.joined ? JOINED_WEIGHT : 1);
      const readAs = reading === word ? {} : { readAs: readings.map(({ folded }) => folded).join(" ") };
      planned.set(reading.term, {
        term: reading.term,
        typed: word.surface,
        joined: word.joined,
        weight,
        ...readAs,
      });
      if (!reading.joined) sequence.push(reading);
    }
  }
  return {
    words: rarest([...planned.values()], shelf),
    expansions: expansions(sequence, new Set(planned.keys()), shelf),
    sequence: sequence.map((word) => word.term),
  };
}

/** A text with its unknown words as they were read: what the person probably meant to type. */
export function respelled(text: string, shelf: Shelf): string {
  return planQuery(text, shelf).words.reduce(
    (spelled, { typed, readAs }) => (readAs === undefined ? spelled : replaceWord(spelled, typed, readAs)),
    text,
  );
}

// Only words of letters and digits are ever read as others, so the word needs no escaping.
function replaceWord(text: string, word: string, other: string): string {
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "gu"), () => other);
}

// A compound adds to what its parts have said already. Measured: .25 to .5 is best, 0 and 1 are a little worse.
const JOINED_WEIGHT = 0.5;

function rarest(planned: readonly PlannedWord[], { text }: Shelf): readonly PlannedWord[] {
  if (planned.length <= MAX_WORDS) return planned;
  const documents = ({ term }: PlannedWord) => text.documents(term);
  const kept = new Set([...planned].sort((a, b) => documents(a) - documents(b)).slice(0, MAX_WORDS));
  return planned.filter((word) => kept.has(word));
}

function isKnown(word: Word, { vocabulary, text, authors }: Shelf): boolean {
  return (
    vocabulary.papers(word.folded) > 0 || text.documents(word.term) > 0 || authors.documents(word.term) > 0
  );
}

// An unknown word is two known ones written together, or a slip of a known one, or stays as it is.
function read(word: Word, company: readonly string[], shelf: Shelf): readonly Word[] {
  const parts = splitCompound(word.folded, shelf);
  if (parts) return parts.flatMap(words);
  const readAs = repair(word.folded, shelf.vocabulary, (candidate) => together(candidate, company, shelf));
  return readAs === undefined ? [word] : words(readAs);
}

/** How many papers hold a word together with another one of the query. */
function together(candidate: string, company: readonly string[], { text }: Shelf): number {
  let papers = 0;
  text.each(termOf(candidate), (slot) => {
    if (company.some((term) => text.has(term, slot))) papers += 1;
  });
  return papers;
}

// "realtime" where the library writes "real time".
function splitCompound(word: string, { vocabulary }: Shelf): readonly string[] | undefined {
  let best: readonly string[] | undefined;
  let most = 1;
  for (let at = 3; at <= word.length - 3; at += 1) {
    const parts = [word.slice(0, at), word.slice(at)];
    const papers = Math.min(...parts.map((part) => (isStopWord(part) ? 0 : vocabulary.papers(part))));
    if (papers > most) [best, most] = [parts, papers];
  }
  return best;
}
