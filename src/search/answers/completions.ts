import type { Paper } from "../../papers/paper.ts";
import type { Shelf } from "../corpus/corpus.ts";
import { planQuery, respelled } from "../query/plan.ts";
import { bestFirst, mostVotesFirst, scorePapers } from "../ranking/rank.ts";
import { firstOf } from "../storage/top-k.ts";
import { fold, words } from "../text/analyze.ts";
import { foldTitle } from "../text/paper-text.ts";
import { titlesCompleting } from "./titles.ts";

/** Fewer letters begin too many words to choose from. */
const SHORTEST_PREFIX = 2;
const WORDS_TRIED = 8;

/** Papers whose titles (or arXiv ids) complete a half-typed text; the most voted for where nothing is typed yet. */
export function completeTitles(partial: string, limit: number, shelf: Shelf): readonly Paper[] {
  const typed = partial.trim();
  if (typed === "") return papersIn(mostVoted([...shelf.all()], limit, shelf), shelf);
  const completing = completingSlots(typed, limit, shelf);
  return papersIn(completing.length > 0 ? completing : slotsLike(typed, limit, shelf), shelf);
}

/** Queries that complete a half-typed one: topics, its last word finished, its spelling put right, titles. */
export function completeQueries(partial: string, limit: number, shelf: Shelf): readonly string[] {
  const typed = partial.trim().replace(/\s+/g, " ");
  if (typed === "") return shelf.topics.common(limit);
  const titles = completingSlots(typed, limit, shelf);
  const queries = [
    ...shelf.topics.completing(typed, Math.ceil(limit / 2)),
    ...finishLastWord(partial, shelf),
    // While there are completions, the last word is half-typed and not misspelt.
    ...(titles.length === 0 ? corrected(typed, shelf) : []),
    ...(titles.length > 0 ? titles : slotsLike(typed, limit, shelf)).flatMap(
      (slot) => shelf.at(slot)?.paper.title ?? [],
    ),
  ];
  return [...new Map(queries.map((query) => [fold(query), query])).values()].slice(0, limit);
}

function completingSlots(typed: string, limit: number, shelf: Shelf): readonly number[] {
  const id = /^(?:arxiv:)?(\d{4}\.\d*)$/i.exec(typed)?.[1];
  if (id === undefined) return foldTitle(typed) === "" ? [] : titlesCompleting(typed, limit, shelf);
  return mostVoted(shelf.records.withIdsFrom(`arxiv:${id}`), limit, shelf);
}

// Misspelt or out of order: titles that hold some of the words, the best first.
function slotsLike(typed: string, limit: number, shelf: Shelf): readonly number[] {
  const plan = planQuery(typed, shelf);
  const fits = new Set<number>();
  for (const { term } of plan.words) shelf.title.each(term, (slot) => fits.add(slot));
  return bestFirst([...fits], scorePapers(plan, shelf), limit, plan, shelf);
}

function mostVoted(slots: readonly number[], limit: number, shelf: Shelf): readonly number[] {
  return firstOf(slots, limit, (a, b) => mostVotesFirst(a, b, shelf));
}

// Only words that stand in a paper together with all words before them: every completion finds something.
function finishLastWord(partial: string, { vocabulary, text }: Shelf): string[] {
  const match = /^(.*?)(\p{L}[\p{L}\p{N}]*)$/su.exec(partial.trimStart());
  const [, before = "", begun = ""] = match ?? [];
  if (begun.length < SHORTEST_PREFIX) return [];
  const terms = words(before).flatMap(({ stop, joined, term }) => (stop || joined ? [] : [term]));
  return vocabulary.startingWith(fold(begun), WORDS_TRIED).flatMap(({ word }) => {
    const [last] = words(word);
    if (!last || last.stop || last.folded === fold(begun)) return [];
    const together = text.some(last.term, (slot) => terms.every((term) => text.has(term, slot)));
    return together ? [`${before}${word}`] : [];
  });
}

function corrected(typed: string, shelf: Shelf): string[] {
  const spelled = respelled(typed, shelf);
  return spelled === typed ? [] : [spelled];
}

function papersIn(slots: readonly number[], shelf: Shelf): readonly Paper[] {
  return slots.flatMap((slot) => shelf.at(slot)?.paper ?? []);
}
