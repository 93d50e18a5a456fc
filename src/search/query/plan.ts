import type { Corpus } from "../corpus/corpus.ts";
import { termOf, type Word, words } from "../text/analyze.ts";
import { foldTitle } from "../text/paper-text.ts";
import { type CoOccurrence, createCoOccurrence } from "./co-occurrence.ts";
import { emphasis } from "./emphasis.ts";
import { type Expansion, expansions } from "./expand.ts";
import { createInitials, type ReadInitials } from "./initials.ts";
import { repair, split } from "./spelling.ts";

/** A word of a query, as it will be looked up. */
export interface PlannedWord {
  readonly term: string;
  /** As it was typed. */
  readonly typed: string;
  /** What it was taken for, where the library has never seen it as it was typed. */
  readonly readAs?: string;
  /** Made from words typed with a hyphen, in addition to them; not worth mentioning to a person. */
  readonly joined: boolean;
  /** How often it was typed, times how much it tells there; see emphasis.ts. */
  readonly weight: number;
}

/** What a query means in this library. */
export interface QueryPlan {
  readonly words: readonly PlannedWord[];
  readonly expansions: readonly Expansion[];
  /** The terms in the order in which they were typed, for what depends on the order. */
  readonly sequence: readonly string[];
  /** The same in full, as words are spelt in titles. */
  readonly spelling: readonly string[];
  /** All that was typed, stop words too, folded as titles are. */
  readonly folded: string;
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
export function planQuery(text: string, corpus: Corpus): QueryPlan {
  const typed = words(text.slice(0, MAX_LENGTH)).filter((word) => !word.stop);
  const known = typed.filter((word) => isKnown(word, corpus));
  const coOccurrence = createCoOccurrence(
    known.map((word) => word.term),
    corpus,
  );
  const planned = new Map<string, PlannedWord>();
  const sequence: Word[] = [];
  let repairs = MAX_REPAIRS;
  const initials = createInitials(corpus);
  for (const word of typed) {
    const isClear = known.includes(word);
    if (!isClear && word.joined) continue;
    const readings = isClear || repairs === 0 ? [word] : read(word, coOccurrence, corpus, initials);
    if (!isClear && repairs > 0) repairs -= 1;
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
  const terms = sequence.map((word) => word.term);
  const kept = rarest([...planned.values()], corpus);
  const keptTerms = new Set(kept.map(({ term }) => term));
  const emphases = emphasis(terms, corpus, (term) => keptTerms.has(term));
  return {
    words: kept.map((word) => ({ ...word, weight: word.weight * (emphases.get(word.term) ?? 1) })),
    expansions: expansions(sequence, new Set(planned.keys()), corpus, initials),
    sequence: terms,
    folded: foldTitle(text.slice(0, MAX_LENGTH)),
    spelling: sequence.map((word) => word.folded),
  };
}

/** A text with its unknown words as they were read: what the person probably meant to type. */
export function respelled(text: string, corpus: Corpus): string {
  return planQuery(text, corpus).words.reduce(
    (spelled, { typed, readAs }) => (readAs === undefined ? spelled : replaceWord(spelled, typed, readAs)),
    text,
  );
}

// Only words of letters and digits are ever read as others.
function replaceWord(text: string, word: string, other: string): string {
  return text.replace(/[\p{L}\p{N}]+/gu, (one) => (one === word ? other : one));
}

// A compound adds to what its parts have said already. Measured: .25 to .5 is best, 0 and 1 are a little worse.
const JOINED_WEIGHT = 0.5;

function rarest(planned: readonly PlannedWord[], { text }: Corpus): readonly PlannedWord[] {
  if (planned.length <= MAX_WORDS) return planned;
  const docFrequency = ({ term }: PlannedWord) => text.docFrequency(term);
  const kept = new Set([...planned].sort((a, b) => docFrequency(a) - docFrequency(b)).slice(0, MAX_WORDS));
  return planned.filter((word) => kept.has(word));
}

function isKnown(word: Word, { vocabulary, text, authors }: Corpus): boolean {
  return (
    vocabulary.papers(word.folded) > 0 ||
    text.docFrequency(word.term) > 0 ||
    authors.docFrequency(word.term) > 0
  );
}

// An unknown word is the initials of others, or two known ones written together, or a slip of a known one, or stays as it is.
function read(
  word: Word,
  coOccurrence: CoOccurrence,
  { vocabulary }: Corpus,
  initials: ReadInitials,
): readonly Word[] {
  if (initials(word).length > 0) return [word];
  const papers = (...parts: string[]) => coOccurrence.papersWith(parts.map(termOf));
  const readings = [
    repair(word.folded, vocabulary, (candidate) => papers(candidate).kept),
    split(word.folded, vocabulary, (first, second) => papers(first, second).all),
  ].filter((reading) => reading !== undefined);
  const [likeliest] = readings.sort((a, b) => b.likelihood - a.likelihood);
  return likeliest ? likeliest.words.flatMap((meant) => words(meant)) : [word];
}
