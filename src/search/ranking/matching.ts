import type { Shelf } from "../corpus/corpus.ts";
import type { Entry } from "../corpus/documents.ts";
import { BREAK, packSequence } from "../corpus/term-sequence.ts";
import { type Part, phrasePattern } from "../query/query.ts";
import { words } from "../text/analyze.ts";
import { holdersOf } from "./docs-with-all-terms.ts";

/** Whether the paper in a slot satisfies all filters, phrases and exclusions of a query; undefined where there are none. */
export function createMatcher(parts: readonly Part[], shelf: Shelf): ((slot: number) => boolean) | undefined {
  // What is cheap to decide comes first: texts are read last.
  const checks = [...parts]
    .sort((a, b) => COST[a.kind] - COST[b.kind])
    .map((part) => check(part, shelf))
    .filter((accepts) => accepts !== undefined);
  if (checks.length === 0) return undefined;
  return (slot) => {
    const entry = shelf.at(slot);
    return entry !== undefined && checks.every((accepts) => accepts(slot, entry));
  };
}

type Check = (slot: number, entry: Entry) => boolean;

const COST: Readonly<Record<Part["kind"], number>> = { words: 0, sort: 0, filter: 1, without: 2, phrase: 3 };

function check(part: Part, shelf: Shelf): Check | undefined {
  if (part.kind === "filter") {
    if (part.inAuthors === undefined) return (_, entry) => part.accept(entry);
    const mayPass = new Set(shelf.records.authorsWith(part.inAuthors));
    return (slot, entry) => mayPass.has(slot) && part.accept(entry);
  }
  if (part.kind === "phrase") return holdsPhrase(part.phrase, shelf);
  if (part.kind === "without") {
    const terms = indexedTerms(part.phrase);
    const holds = terms.length === 1 ? holdsTerms(terms, shelf) : holdsPhrase(part.phrase, shelf);
    return holds && ((slot, entry) => !holds(slot, entry));
  }
  return undefined;
}

function holdsPhrase(phrase: string, shelf: Shelf): Check | undefined {
  const pattern = phrasePattern(phrase);
  if (!pattern) return undefined;
  const terms = indexedTerms(phrase);
  // Stop words are not indexed, and reading thousands of texts for them would take too long: beside a single other word it
  // is the titles that count, and between two words it does not matter which ones stand there.
  if (terms.length === 0) return (_, entry) => pattern.test(entry.foldedTitle);
  const isOneWord = words(phrase).length === 1;
  if (terms.length === 1 && !isOneWord) {
    const mayHold = holdersOf(terms, [shelf.title], shelf.slots);
    return (slot, entry) => mayHold(slot) && pattern.test(entry.foldedTitle);
  }
  const mayHold = holdsTerms(terms, shelf);
  const follow = followsIn(terms, shelf);
  return (slot, entry) => mayHold(slot, entry) && follow(slot);
}

/** Whether terms stand side by side in a paper. */
function followsIn(terms: readonly string[], { terms: all, records }: Shelf): (slot: number) => boolean {
  if (terms.length === 1) return () => true;
  const numbers = terms.map((term) => all.number(term));
  if (numbers.includes(undefined)) return () => false;
  const run = packSequence(Uint32Array.from(numbers, (number) => number ?? BREAK));
  return (slot) => records.holdsRun(slot, run);
}

function holdsTerms(terms: readonly string[], { text, slots }: Shelf): Check {
  return holdersOf(terms, [text], slots);
}

function indexedTerms(phrase: string): string[] {
  return words(phrase).flatMap(({ stop, joined, term }) => (stop || joined ? [] : [term]));
}
