import { firstOf } from "./first-of.ts";
import type { Plan } from "./plan.ts";
import { createProximity } from "./proximity.ts";
import type { Shelf } from "./shelf.ts";

// Measured on four collections: at a quarter, titles help topics; from a half on they crowd out what only abstracts say.
const TITLE_WEIGHT = 0.25;
/** A title that holds all words of the query is half as much again: that is how a known paper is asked for. */
const COVERAGE_BONUS = 0.5;
/** Where words stand is looked at for so many of the best; that is ten pages. */
const READ_CLOSELY = 100;

/**
 * A paper that lies where the query points gains so much of the best score. Measured on four collections: from .3 to .7 each
 * is better than without, or as good, with the damping that is used here; chosen and measured on the same ones.
 */
const LATENT_WEIGHT = 0.6;
/** The fewer words a paper has, the less its place is to be trusted: with so many, by half. Without it CACM's bare titles lose .02. */
const TRUSTED_HALF = 30;

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
  const titleWords = new Uint8Array(shelf.slots);
  for (const { term } of plan.words) {
    shelf.title.each(term, (slot) => {
      titleWords[slot] = (titleWords[slot] ?? 0) + 1;
    });
  }
  titleWords.forEach((count, slot) => {
    if (count === 0) return;
    const share = count / plan.words.length;
    scores[slot] = (scores[slot] ?? 0) * (1 + COVERAGE_BONUS * share ** 2);
  });
  return scores;
}

/**
 * The first `count` of the given slots, best first. The head of the ranking is read closely: there, words that follow
 * each other as in the query count more, and so does what lies near the query's meaning.
 */
export function bestFirst(
  slots: readonly number[],
  scores: Scores,
  count: number,
  plan: Plan,
  shelf: Shelf,
): number[] {
  const byScore = (a: number, b: number) => (scores[b] ?? 0) - (scores[a] ?? 0) || newestFirst(a, b, shelf);
  const sorted = firstOf(slots, Math.max(count, READ_CLOSELY), byScore);
  const head = sorted.slice(0, READ_CLOSELY);
  addLatent(head, scores, plan, shelf);
  const bonus = createProximity(plan, shelf);
  for (const slot of head) {
    scores[slot] = (scores[slot] ?? 0) + bonus(shelf.records.sequence(slot));
  }
  return [...head.sort(byScore), ...sorted.slice(READ_CLOSELY)].slice(0, count);
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

function addLatent(head: readonly number[], scores: Scores, { words }: Plan, shelf: Shelf): void {
  const { latent, terms } = shelf;
  if (latent.learnedFrom === 0) return;
  const direction = latent.direction(
    words.flatMap(({ term, weight }) => {
      const number = terms.number(term);
      return number === undefined ? [] : [[number, weight] as const];
    }),
  );
  const best = scores[head[0] ?? 0] ?? 0;
  for (const slot of head) {
    const length = shelf.records.sequence(slot).length;
    const trust = length / (length + TRUSTED_HALF);
    scores[slot] = (scores[slot] ?? 0) + LATENT_WEIGHT * best * trust * latent.nearness(direction, slot);
  }
}

// "Long" and "Young" are names too: a word is taken for one only where it names people more often than things.
function isName(term: string, { authors, text }: Shelf): boolean {
  return authors.documents(term) > text.documents(term);
}
