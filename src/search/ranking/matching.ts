import type { Corpus } from "../corpus/corpus.ts";
import type { DocFields } from "../corpus/documents.ts";
import { phrasePattern, type QueryPart } from "../query/query.ts";
import { BREAK, packSequence } from "../storage/term-sequence.ts";
import { words } from "../text/analyze.ts";
import { docsWithAllTerms } from "./docs-with-all-terms.ts";

/** Whether the paper of a doc satisfies all filters, phrases and exclusions of a query; undefined where there are none. */
export function createMatcher(
  parts: readonly QueryPart[],
  corpus: Corpus,
): ((doc: number) => boolean) | undefined {
  // What is cheap to decide comes first: texts are read last.
  const checks = [...parts]
    .sort((a, b) => COST[a.kind] - COST[b.kind])
    .map((part) => check(part, corpus))
    .filter((accepts) => accepts !== undefined);
  if (checks.length === 0) return undefined;
  return (doc) => {
    const entry = corpus.at(doc);
    return entry !== undefined && checks.every((accepts) => accepts(doc, entry));
  };
}

type Check = (doc: number, entry: DocFields) => boolean;

const COST: Readonly<Record<QueryPart["kind"], number>> = {
  words: 0,
  sort: 0,
  filter: 1,
  without: 2,
  phrase: 3,
};

function check(part: QueryPart, corpus: Corpus): Check | undefined {
  if (part.kind === "filter") {
    if (part.inAuthors === undefined) return (_, entry) => part.accept(entry);
    const mayPass = new Set(corpus.documents.authorsWith(part.inAuthors));
    return (doc, entry) => mayPass.has(doc) && part.accept(entry);
  }
  if (part.kind === "phrase") return holdsPhrase(part.phrase, corpus);
  if (part.kind === "without") {
    const terms = indexedTerms(part.phrase);
    const holds = terms.length === 1 ? holdsTerms(terms, corpus) : holdsPhrase(part.phrase, corpus);
    return holds && ((doc, entry) => !holds(doc, entry));
  }
  return undefined;
}

function holdsPhrase(phrase: string, corpus: Corpus): Check | undefined {
  const pattern = phrasePattern(phrase);
  if (!pattern) return undefined;
  const terms = indexedTerms(phrase);
  // Stop words are not indexed, and reading thousands of texts for them would take too long: beside a single other word it
  // is the titles that count, and between two words it does not matter which ones stand there.
  if (terms.length === 0) return (_, entry) => pattern.test(entry.foldedTitle);
  const isOneWord = words(phrase).length === 1;
  if (terms.length === 1 && !isOneWord) {
    const mayHold = docsWithAllTerms(terms, [corpus.title], corpus.maxDoc);
    return (doc, entry) => mayHold(doc) && pattern.test(entry.foldedTitle);
  }
  const mayHold = holdsTerms(terms, corpus);
  const follow = followsIn(terms, corpus);
  return (doc, entry) => mayHold(doc, entry) && follow(doc);
}

/** Whether terms stand side by side in a paper. */
function followsIn(terms: readonly string[], { terms: all, documents }: Corpus): (doc: number) => boolean {
  if (terms.length === 1) return () => true;
  const numbers = terms.map((term) => all.number(term));
  if (numbers.includes(undefined)) return () => false;
  const run = packSequence(Uint32Array.from(numbers, (number) => number ?? BREAK));
  return (doc) => documents.holdsRun(doc, run);
}

function holdsTerms(terms: readonly string[], { text, maxDoc }: Corpus): Check {
  return docsWithAllTerms(terms, [text], maxDoc);
}

function indexedTerms(phrase: string): string[] {
  return words(phrase).flatMap(({ stop, joined, term }) => (stop || joined ? [] : [term]));
}
