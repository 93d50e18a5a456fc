import type { Acronym } from "../corpus/acronyms.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { BREAK } from "../storage/term-sequence.ts";
import { isStopWord, termOf, type Word, words } from "../text/analyze.ts";
import { isBackgroundTerm } from "../text/background-words.ts";
import { bodyOf } from "../text/paper-text.ts";

/** Words in a row that an acronym can stand for, as the library writes them, and in how many papers that were looked at. */
interface Spelled extends Acronym {
  readonly papers: number;
}

const SHORT_FORM = /^[a-z]{3,5}$/;
const CAPITALS = /^\p{Lu}{2,5}s?$/u;
/** In small letters, longer ones are slips of a word more often. */
const LONGEST_SMALL = 4;
/** A word of one in so many papers, or of two, is an acronym that the library hardly uses. */
const RARE_SHARE = 2000;
const RARE = 2;
/** So many papers, spread over the library, take some 10 ms to look through; what is common in a library is in them. */
const MOST_READ = 1000;
/** One in so many of those has to have the words, and two at least if it is typed in small letters: fewer are chance. */
const FEWEST_SHARE = 500;
const FEWEST = 2;
/** The words beside it decide between them; see expand.ts. */
const MOST_SPELLED = 6;
const MOST_REMEMBERED = 100;

/** What was found in a corpus, while it has the same papers. */
const remembered = new WeakMap<
  Corpus,
  { readonly size: number; readonly found: Map<string, readonly Spelled[]> }
>();

/** What a word can be the initials of, the commonest first. */
export type ReadInitials = (word: Word) => readonly Spelled[];

/** So many words of a query are looked up: a title in capitals, or made-up words, would take a second. */
const MOST_LOOKED_UP = 2;

/**
 * For one query: what a word that the library does not explain, and hardly has, can be the initials of: "ASR" where papers say
 * "automatic speech recognition". Stop words give a letter or none ("text to speech", "mixture of experts").
 */
export function createInitials(corpus: Corpus): ReadInitials {
  const lookedUp = new Set<string>();
  return (word) => {
    if (!mayBeInitials(word, corpus)) return [];
    if (!lookedUp.has(word.folded) && lookedUp.size === MOST_LOOKED_UP) return [];
    lookedUp.add(word.folded);
    const read = Math.min(corpus.size, MOST_READ);
    const fewest = Math.max(CAPITALS.test(word.surface) ? 1 : FEWEST, read / FEWEST_SHARE);
    return lookUp(word.folded, corpus).filter(({ papers }) => papers >= fewest);
  };
}

function mayBeInitials({ folded, term, surface }: Word, { size, text }: Corpus): boolean {
  const isCapitals = CAPITALS.test(surface);
  const mostPapers = isCapitals ? Math.max(RARE, size / RARE_SHARE) : 0;
  const isPossible = SHORT_FORM.test(folded) && (isCapitals || folded.length <= LONGEST_SMALL);
  return isPossible && text.docFrequency(term) <= mostPapers;
}

function lookUp(short: string, corpus: Corpus): readonly Spelled[] {
  let known = remembered.get(corpus);
  if (known?.size !== corpus.size || known.found.size >= MOST_REMEMBERED) {
    known = { size: corpus.size, found: new Map() };
    remembered.set(corpus, known);
  }
  const found = known.found.get(short) ?? search(short, corpus);
  known.found.set(short, found);
  return found;
}

function search(short: string, corpus: Corpus): readonly Spelled[] {
  const runs = new Map<string, { papers: number; readonly doc: number }>();
  const initials = new Uint8Array(corpus.terms.size + 1);
  const step = Math.max(1, corpus.maxDoc / MOST_READ);
  for (let at = 0; at < corpus.maxDoc; at += step) {
    const doc = Math.floor(at);
    if (!corpus.documents.has(doc)) continue;
    for (const run of new Set([
      ...runsInTitle(short, doc, corpus),
      ...runsInText(short, doc, corpus, initials),
    ])) {
      const counted = runs.get(run);
      if (counted) counted.papers += 1;
      else runs.set(run, { papers: 1, doc });
    }
  }
  return [...runs]
    .filter(([run]) => !run.split(" ").every(isBackgroundTerm))
    .sort(([a, one], [b, other]) => other.papers - one.papers || (a < b ? -1 : 1))
    .slice(0, MOST_SPELLED)
    .map(([run, { papers, doc }]) => ({ short, long: asWritten(run.split(" "), doc, corpus), papers }));
}

/** The terms of words in a row whose initials are these; stop words in between may be left out. */
function* runsInTitle(short: string, doc: number, { documents }: Corpus): Generator<string> {
  const title = documents.foldedTitle(doc).split(" ");
  for (let start = 0; start < title.length; start += 1) {
    if (title[start]?.[0] !== short[0] || isStopWord(title[start] ?? "")) continue;
    const terms: string[] = [];
    let letter = 0;
    for (let at = start; at < title.length && letter < short.length; at += 1) {
      const word = title[at] ?? "";
      const isStop = isStopWord(word);
      if (word[0] === short[letter]) letter += 1;
      else if (!isStop) break;
      if (!isStop) terms.push(termOf(word));
    }
    if (letter === short.length && terms.length > 1) yield terms.join(" ");
  }
}

/** The same in all of a paper's text, where stop words are left out already. */
function* runsInText(
  short: string,
  doc: number,
  { documents, terms }: Corpus,
  initials: Uint8Array,
): Generator<string> {
  const sequence = documents.sequence(doc);
  const initial = (number: number) => {
    if (number === BREAK) return 0;
    if (initials[number] === 0) initials[number] = Math.min(terms.term(number).charCodeAt(0), 127);
    return initials[number];
  };
  for (let start = 0; start + short.length <= sequence.length; start += 1) {
    let letter = 0;
    while (letter < short.length && initial(sequence[start + letter] ?? BREAK) === short.charCodeAt(letter))
      letter += 1;
    if (letter === short.length)
      yield Array.from(sequence.subarray(start, start + letter), (number) => terms.term(number)).join(" ");
  }
}

/** A run of terms in the words of a paper that has it. */
function asWritten(run: readonly string[], doc: number, { documents }: Corpus): string {
  const paper = documents.paper(doc);
  const text = words(`${paper.title}\n${bodyOf(paper)}`).filter(({ joined }) => !joined);
  for (let start = 0; start < text.length; start += 1) {
    const found: string[] = [];
    let matched = 0;
    for (let at = start; at < text.length && matched < run.length; at += 1) {
      const word = text[at];
      if (word?.term === run[matched]) matched += 1;
      else if (!word?.stop || matched === 0) break;
      if (word) found.push(word.folded);
    }
    if (matched === run.length) return found.join(" ");
  }
  return run.join(" ");
}
