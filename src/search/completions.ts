import type { Paper } from "../papers/paper.ts";
import { fold, words } from "./analyze.ts";
import { foldTitle } from "./paper-text.ts";
import { planQuery } from "./plan.ts";
import { bestFirst, firstOf, mostVotesFirst, scorePapers } from "./rank.ts";
import type { Shelf } from "./shelf.ts";
import { titlesCompleting } from "./titles.ts";

/** Fewer letters begin too many words to choose from. */
const SHORTEST_PREFIX = 2;
const WORDS_TRIED = 8;

/** Papers whose titles (or arXiv ids) complete a half-typed text; the most voted for where nothing is typed yet. */
export function completeTitles(partial: string, limit: number, shelf: Shelf): readonly Paper[] {
  const typed = partial.trim();
  return slotsFor(typed, limit, shelf).flatMap((slot) => shelf.at(slot)?.paper ?? []);
}

/** Queries that complete a half-typed one: topics, its last word finished, its spelling put right, titles. */
export function completeQueries(partial: string, limit: number, shelf: Shelf): readonly string[] {
  const typed = fold(partial.trim().replace(/\s+/g, " "));
  if (typed === "") return shelf.topics.common(limit);
  const queries = [
    ...shelf.topics.completing(typed, Math.ceil(limit / 2)),
    ...finishLastWord(partial, shelf),
    ...corrected(partial, shelf),
  ];
  const titles = completeTitles(partial, limit, shelf).map((paper) => paper.title);
  const distinct = new Map([...queries, ...titles].map((query) => [fold(query), query]));
  return [...distinct.values()].slice(0, limit);
}

function slotsFor(typed: string, limit: number, shelf: Shelf): readonly number[] {
  if (typed === "") return firstOf([...shelf.all()], limit, (a, b) => mostVotesFirst(a, b, shelf));
  if (/^(?:arxiv:)?\d{4}\.\d*$/i.test(typed)) {
    const id = `arxiv:${typed.replace(/^arxiv:/i, "")}`;
    const fits = [...shelf.all()].filter((slot) => shelf.at(slot)?.paper.id.startsWith(id));
    return firstOf(fits, limit, (a, b) => mostVotesFirst(a, b, shelf));
  }
  const completing = foldTitle(typed) === "" ? [] : titlesCompleting(typed, limit, shelf);
  if (completing.length > 0) return completing;
  const plan = planQuery(typed, shelf);
  const scores = scorePapers(plan, shelf);
  const fits = [...shelf.all()].filter((slot) => plan.words.some(({ term }) => shelf.title.has(term, slot)));
  return bestFirst(fits, scores, limit, plan, shelf);
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
    let together = false;
    text.each(last.term, (slot) => {
      together ||= terms.every((term) => text.has(term, slot));
    });
    return together ? [`${before}${word}`] : [];
  });
}

function corrected(partial: string, shelf: Shelf): string[] {
  // A word that is still being typed is not misspelt yet.
  if (titlesCompleting(partial, 1, shelf).length > 0) return [];
  const plan = planQuery(partial, shelf);
  const slips = plan.words.filter(({ readAs }) => readAs !== undefined);
  if (slips.length === 0) return [];
  return [slips.reduce((text, { typed, readAs = typed }) => text.replace(typed, readAs), partial.trim())];
}
