import { fold } from "../../papers/fold.ts";
import type { Paper } from "../../papers/paper.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { mostVotesFirst } from "../corpus/order.ts";
import { planQuery, respelled } from "../query/plan.ts";
import { bestFirst } from "../ranking/rank.ts";
import { scoreTitles } from "../ranking/score.ts";
import { topK } from "../storage/top-k.ts";
import { words } from "../text/analyze.ts";
import { foldTitle } from "../text/paper-text.ts";
import { finishFilter } from "./finish-filter.ts";
import { titlesCompleting } from "./titles.ts";

/** Fewer letters begin too many words to choose from. */
const SHORTEST_PREFIX = 2;
const WORDS_TRIED = 8;

/** Papers whose titles (or arXiv ids) complete a half-typed text; the most voted for where nothing is typed yet. */
export function completeTitles(partial: string, limit: number, corpus: Corpus): readonly Paper[] {
  const typed = partial.trim();
  if (typed === "") return papersIn(mostVoted(corpus.all(), limit, corpus), corpus);
  const completing = docsCompleting(typed, limit, corpus);
  return papersIn(completing.length > 0 ? completing : docsLike(typed, limit, corpus), corpus);
}

/** Queries that complete a half-typed one: topics, its last word finished, its spelling put right, titles. */
export function completeQueries(partial: string, limit: number, corpus: Corpus): readonly string[] {
  const typed = partial.trim().replace(/\s+/g, " ");
  if (typed === "") return corpus.topics.common(limit);
  const filtered = finishFilter(partial, limit, corpus);
  if (filtered !== undefined) return filtered;
  const titles = docsCompleting(typed, limit, corpus);
  const queries = [
    ...corpus.topics.completing(typed, Math.ceil(limit / 2)),
    ...finishLastWord(partial, corpus),
    // While there are completions, the last word is half-typed and not misspelt.
    ...(titles.length === 0 ? corrected(typed, corpus) : []),
    ...(titles.length > 0 ? titles : docsLike(typed, limit, corpus)).flatMap(
      (doc) => corpus.at(doc)?.paper.title ?? [],
    ),
  ];
  return [...new Map(queries.map((query) => [fold(query), query])).values()].slice(0, limit);
}

function docsCompleting(typed: string, limit: number, corpus: Corpus): readonly number[] {
  const id = /^(?:arxiv:)?(\d{4}\.\d*)$/i.exec(typed)?.[1];
  if (id === undefined) return foldTitle(typed) === "" ? [] : titlesCompleting(typed, limit, corpus);
  return mostVoted(corpus.documents.withIdsFrom(`arxiv:${id}`), limit, corpus);
}

// Misspelt or out of order: titles that hold some of the words, the best first.
function docsLike(typed: string, limit: number, corpus: Corpus): readonly number[] {
  const plan = planQuery(typed, corpus);
  return bestFirst(scoreTitles(plan, corpus), limit, plan, corpus)
    .slice(0, limit)
    .map(({ doc }) => doc);
}

function mostVoted(docs: Iterable<number>, limit: number, corpus: Corpus): readonly number[] {
  return topK(docs, limit, (a, b) => mostVotesFirst(a, b, corpus));
}

// Only words that stand in a paper together with all words before them: every completion finds something.
function finishLastWord(partial: string, corpus: Corpus): string[] {
  const { vocabulary, text } = corpus;
  const typed = partial.trimStart();
  const run = /(?<![\p{L}\p{N}])[\p{L}\p{N}]+$/u.exec(typed)?.[0] ?? "";
  // A word begins with a letter: of "3dg", "dg".
  const begun = /\p{L}.*/su.exec(run)?.[0] ?? "";
  const before = typed.slice(0, typed.length - begun.length);
  if (begun.length < SHORTEST_PREFIX) return [];
  const terms = words(before).flatMap(({ stop, joined, term }) => (stop || joined ? [] : [term]));
  return vocabulary.startingWith(fold(begun), WORDS_TRIED).flatMap(({ word }) => {
    const [last] = words(word);
    if (!last || last.stop || last.folded === fold(begun)) return [];
    const isFound = text.some(last.term, (doc) => terms.every((term) => text.has(term, doc)));
    return isFound ? [`${before}${word}`] : [];
  });
}

function corrected(typed: string, corpus: Corpus): string[] {
  const spelled = respelled(typed, corpus);
  return spelled === typed ? [] : [spelled];
}

function papersIn(docs: readonly number[], corpus: Corpus): readonly Paper[] {
  return docs.flatMap((doc) => corpus.at(doc)?.paper ?? []);
}
