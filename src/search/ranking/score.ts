import type { Corpus } from "../corpus/corpus.ts";
import { inverseDocumentFrequency, LOOKUP_COST, type TermScorer } from "../corpus/inverted-field.ts";
import type { QueryPlan } from "../query/plan.ts";
import { type Accumulators, clearAccumulators } from "../storage/accumulators.ts";
import { cutoff } from "../storage/cutoff.ts";
import type { FirstStageHit } from "./features.ts";

// Measured on four collections: at a quarter, titles help topics; from a half on they crowd out what only abstracts say.
const TITLE_WEIGHT = 0.25;
/** A title that holds all words of the query is half as much again: that is how a known paper is asked for. */
const COVERAGE_BONUS = 0.5;
/** Up to so many, the papers with one of the words are counted; of more it is enough to know that there are as many. */
const MOST_COUNTED = 1000;
/** To leave out papers that cannot win any more takes time too: it is worth it where there are so many times as many as are wanted. */
const FEW = 2;
/** Sums of the same numbers in another order differ in their last bits. */
const ROUNDING = 1 + 1e-9;

/** Docs that have words of a query, and their scores at the same places; in no order. */
export interface ScoredDocs {
  readonly docs: Uint32Array;
  readonly scores: Float64Array;
  /** How many papers have one of the words: exact to 1,000; if there are more, at least so many. */
  readonly total: number;
}

/** What a word of a plan adds, in each field that has it. */
interface WordScorer {
  readonly text: TermScorer;
  readonly title: TermScorer;
  readonly authors: TermScorer | undefined;
  /** Whether it was typed: titles that hold it are raised. */
  readonly isTyped: boolean;
  /** How much it tells: words are added in this order, the most telling first. */
  readonly telling: number;
  /** No doc gets more from it, the raise aside. */
  readonly bound: number;
}

/**
 * BM25 over all words of a plan, raised where the title holds them. Gives all docs with one of the words, or at least the best `most` of
 * them, with the very same scores.
 *
 * This is MaxScore, a term at a time. The rare words come first, until a paper that has none of them cannot be among the best any more;
 * from there on, the common words are only looked up for the papers that still can.
 */
export function scorePapers(plan: QueryPlan, corpus: Corpus, most = Number.POSITIVE_INFINITY): ScoredDocs {
  const sums = corpus.accumulators;
  clearAccumulators(sums, corpus.maxDoc);
  const words = wordScorers(plan, corpus);
  const raise = raises(plan.words.length);
  const longest = words.reduce((longest, { text }) => Math.max(longest, text.docFrequency), 0);
  let added = 0;
  for (const [at, word] of words.entries()) {
    // To look costs as much as going through a list of half as many papers.
    const isWorthLooking = sums.count >= most && word.text.docFrequency * 2 >= sums.count;
    const left = remaining(words.slice(at));
    if (
      longest >= MOST_COUNTED &&
      isWorthLooking &&
      left.bound < added &&
      isClosed(left, most, sums, raise)
    ) {
      const best = amongBest(left, most, sums, raise);
      return { ...best, total: Math.max(longest, best.docs.length) };
    }
    addToAll(word, sums, true);
    added += word.bound;
  }
  const docs = sums.docs.slice(0, sums.count);
  return { docs, scores: raised(docs, docs.length, sums, raise), total: docs.length };
}

/** The same for all docs whose titles have one of the words. */
export function scoreTitles(plan: QueryPlan, corpus: Corpus): Omit<ScoredDocs, "total"> {
  const { docs, scores } = scorePapers(plan, corpus);
  const { inTitle } = corpus.accumulators;
  const isHeld = (_: unknown, at: number) => (inTitle[docs[at] ?? 0] ?? 0) > 0;
  return { docs: docs.filter((doc) => (inTitle[doc] ?? 0) > 0), scores: scores.filter(isHeld) };
}

/** The docs with the highest scores: `count`, if there are so many, and a few more; in no order. */
export function highest({ docs, scores }: Omit<ScoredDocs, "total">, count: number): FirstStageHit[] {
  const bar = cutoff(scores, scores.length, count);
  const found: FirstStageHit[] = [];
  for (let at = 0; at < docs.length; at += 1) {
    const score = scores[at] ?? 0;
    if (score >= bar) found.push({ doc: docs[at] ?? 0, score });
  }
  return found;
}

/** Words that have yet to be added. */
interface RemainingWords {
  readonly words: readonly WordScorer[];
  /** No doc gets more from all of them, the raise aside. */
  readonly bound: number;
  /** How many of them were typed. */
  readonly typed: number;
}

function remaining(words: readonly WordScorer[]): RemainingWords {
  return {
    words,
    bound: words.reduce((sum, { bound }) => sum + bound, 0),
    typed: words.filter(({ isTyped }) => isTyped).length,
  };
}

/** Whether `most` docs have more already than one that has only the remaining words can get. */
function isClosed(left: RemainingWords, most: number, sums: Accumulators, raise: Float64Array): boolean {
  const reach = left.bound * (raise[left.typed] ?? 1) * ROUNDING;
  let above = 0;
  for (let at = 0; at < sums.count; at += 1) {
    const doc = sums.docs[at] ?? 0;
    if ((sums.sums[doc] ?? 0) * (raise[sums.inTitle[doc] ?? 0] ?? 1) <= reach) continue;
    above += 1;
    if (above === most) return true;
  }
  return false;
}

/** The docs that can be among the best, where no other can. */
function amongBest(
  left: RemainingWords,
  most: number,
  sums: Accumulators,
  raise: Float64Array,
): Omit<ScoredDocs, "total"> {
  let docs: Uint32Array = sums.docs.slice(0, sums.count);
  let scores = raised(docs, docs.length, sums, raise);
  for (const [at, word] of left.words.entries()) {
    if (docs.length > FEW * most) {
      docs = thatCan(docs, cutoff(scores, docs.length, most), remaining(left.words.slice(at)), sums, raise);
    }
    addAmong(word, docs, sums);
    if (docs.length > FEW * most) scores = raised(docs, docs.length, sums, raise);
  }
  return { docs, scores: raised(docs, docs.length, sums, raise) };
}

/** Those that can still reach the bar. */
function thatCan(
  docs: Uint32Array,
  bar: number,
  left: RemainingWords,
  { sums, inTitle }: Accumulators,
  raise: Float64Array,
): Uint32Array {
  const reaching = new Uint32Array(docs.length);
  let count = 0;
  for (const doc of docs) {
    const held = Math.min(raise.length - 1, (inTitle[doc] ?? 0) + left.typed);
    if (((sums[doc] ?? 0) + left.bound) * (raise[held] ?? 1) * ROUNDING >= bar) reaching[count++] = doc;
  }
  return reaching.subarray(0, count);
}

/** Adds a word to some docs, which have sums already; maybe to others that have. */
function addAmong(word: WordScorer, docs: Uint32Array, accumulators: Accumulators): void {
  const { text, title, authors, isTyped } = word;
  const { sums, inTitle } = accumulators;
  if (docs.length * LOOKUP_COST > text.docFrequency) {
    addToAll(word, accumulators, false);
    return;
  }
  for (const doc of docs) {
    const inText = text.of(doc);
    // What is in a title is in the text too.
    const titled = inText === 0 ? 0 : title.of(doc);
    sums[doc] = (sums[doc] ?? 0) + inText + titled + (authors?.of(doc) ?? 0);
    if (titled > 0 && isTyped) inTitle[doc] = (inTitle[doc] ?? 0) + 1;
  }
}

function addToAll(
  { text, title, authors, isTyped }: WordScorer,
  accumulators: Accumulators,
  mayJoin: boolean,
): void {
  text.addTo(accumulators, mayJoin);
  title.addTo(accumulators, mayJoin, isTyped);
  authors?.addTo(accumulators, mayJoin);
}

function wordScorers({ words, expansions }: QueryPlan, corpus: Corpus): WordScorer[] {
  const { text, title, authors, size } = corpus;
  const typed = words.map(({ term, weight }) => scorer(term, weight, true));
  const others = expansions.map(({ term, weight }) => scorer(term, weight, false));
  return [...typed, ...others].sort((a, b) => b.telling - a.telling);

  function scorer(term: string, weight: number, isTyped: boolean): WordScorer {
    const inText = text.scorer(term, weight, size);
    const inTitle = title.scorer(term, weight * TITLE_WEIGHT, size);
    const inAuthors = isName(term, corpus) ? authors.scorer(term, weight, size) : undefined;
    return {
      text: inText,
      title: inTitle,
      authors: inAuthors,
      isTyped,
      telling: weight * inverseDocumentFrequency(inText.docFrequency, size),
      bound: inText.bound + inTitle.bound + (inAuthors?.bound ?? 0),
    };
  }
}

/** What a score is multiplied by, by how many of the words the title holds. */
function raises(words: number): Float64Array {
  return Float64Array.from(
    { length: words + 1 },
    (_, held) => 1 + COVERAGE_BONUS * (held / (words || 1)) ** 2,
  );
}

function raised(
  docs: Uint32Array,
  count: number,
  { sums, inTitle }: Accumulators,
  raise: Float64Array,
): Float64Array {
  const scores = new Float64Array(count);
  for (let at = 0; at < count; at += 1) {
    const doc = docs[at] ?? 0;
    scores[at] = (sums[doc] ?? 0) * (raise[inTitle[doc] ?? 0] ?? 1);
  }
  return scores;
}

// "Long" and "Young" are names too: a word is taken for one only where it names people more often than things.
export function isName(term: string, { authors, text }: Corpus): boolean {
  return authors.docFrequency(term) > text.docFrequency(term);
}
