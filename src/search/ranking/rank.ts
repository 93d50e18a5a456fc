import type { Shelf } from "../corpus/corpus.ts";
import type { Plan } from "../query/plan.ts";
import { firstOf } from "../storage/top-k.ts";
import { judge } from "./rerank.ts";

// Measured on four collections: at a quarter, titles help topics; from a half on they crowd out what only abstracts say.
const TITLE_WEIGHT = 0.25;
/** A title that holds all words of the query is half as much again: that is how a known paper is asked for. */
const COVERAGE_BONUS = 0.5;
/** So many candidates are judged closely, in twenty pages; those behind them keep the first stage's order. */
const JUDGED = 200;

/** Scores by slot; 0 for a paper that has none of the words. */
export type Scores = Float64Array;

/** BM25 over all words of a plan, raised where the title holds them. */
export function scorePapers(plan: Plan, shelf: Shelf): Scores {
  const scores = new Float64Array(shelf.slots);
  for (const { term, weight } of [...plan.words, ...plan.expansions]) {
    shelf.text.score(term, weight, shelf.size, scores);
    shelf.title.score(term, weight * TITLE_WEIGHT, shelf.size, scores);
    if (isName(term, shelf)) shelf.authors.score(term, weight, shelf.size, scores);
  }
  raiseForTitles(plan, shelf, scores);
  return scores;
}

function raiseForTitles({ words }: Plan, { title, slots }: Shelf, scores: Scores): void {
  const held = new Uint16Array(slots);
  for (const { term } of words) title.tally(term, held);
  for (const { term } of words) {
    title.each(term, (slot) => {
      const share = (held[slot] ?? 0) / words.length;
      held[slot] = 0;
      scores[slot] = (scores[slot] ?? 0) * (1 + COVERAGE_BONUS * share ** 2);
    });
  }
}

/**
 * The first `count` of the given slots, best first. The best by the first stage's scores are judged closely, by
 * everything that speaks for them. Leaves in `scores` what the order came from.
 */
export function bestFirst(
  slots: readonly number[],
  scores: Scores,
  count: number,
  plan: Plan,
  shelf: Shelf,
): number[] {
  const byScore = (a: number, b: number) => (scores[b] ?? 0) - (scores[a] ?? 0) || newestFirst(a, b, shelf);
  const sorted = firstOf(slots, Math.max(count, JUDGED), byScore);
  const head = sorted.slice(0, JUDGED);
  const rest = sorted.slice(JUDGED);
  const best = scores[head[0] ?? 0] || 1;
  let least = Number.POSITIVE_INFINITY;
  for (const { slot, score } of judge(head.map(candidate), plan, shelf)) {
    scores[slot] = score;
    least = Math.min(least, score);
  }
  for (const slot of rest) scores[slot] = Math.min(least, (scores[slot] ?? 0) / best);
  return [...head.sort(byScore), ...rest].slice(0, count);

  function candidate(slot: number) {
    return { slot, score: scores[slot] ?? 0 };
  }
}

/** An order for slots: the newest paper first; equally new ones in the order of their ids, so that pages are stable. */
export function newestFirst(a: number, b: number, shelf: Shelf): number {
  const { facts, compareIds } = shelf.records;
  return facts.day(b) - facts.day(a) || compareIds(a, b);
}

/** An order for slots: the most votes first, then the newest. */
export function mostVotesFirst(a: number, b: number, shelf: Shelf): number {
  return shelf.records.votes(b) - shelf.records.votes(a) || newestFirst(a, b, shelf);
}

// "Long" and "Young" are names too: a word is taken for one only where it names people more often than things.
export function isName(term: string, { authors, text }: Shelf): boolean {
  return authors.documents(term) > text.documents(term);
}
