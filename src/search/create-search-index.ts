import { pause } from "../async/pause.ts";
import type { Paper } from "../papers/paper.ts";
import { alternatives } from "./answers/alternatives.ts";
import { completeQueries, completeTitles } from "./answers/completions.ts";
import { papersLikeTheFew } from "./answers/more-like-these.ts";
import { resolvePapers } from "./answers/resolve.ts";
import { similarPapers } from "./answers/similar.ts";
import { createShelf, type Shelf } from "./corpus/corpus.ts";
import { isWorthLearning, learnFrom } from "./corpus/learn.ts";
import { loadShelf, saveShelf } from "./corpus/snapshot.ts";
import { type Plan, planQuery } from "./query/plan.ts";
import { parseQuery, phrasePattern, type Query, wordsOfQuery } from "./query/query.ts";
import { holdersOf } from "./ranking/docs-with-all-terms.ts";
import { explainMatch } from "./ranking/explain.ts";
import { facetsOf } from "./ranking/facets.ts";
import { createMatcher } from "./ranking/matching.ts";
import { bestFirst, mostVotesFirst, newestFirst, scorePapers } from "./ranking/rank.ts";
import type { KeptIndex, SearchResult, Window } from "./search-index.ts";
import { firstOf } from "./storage/top-k.ts";
import { foldTitle } from "./text/paper-text.ts";
import { createPaperVectors } from "./vectors/paper-vectors.ts";

interface Settings {
  /** Milliseconds since 1970, for `since:30d`. */
  readonly now: () => number;
  /** Names that mean something before a colon elsewhere, such as a command's options; see parseQuery. */
  readonly otherNames?: readonly string[];
}

/** An empty index; everything is in memory. */
export function createSearchIndex({ now, otherNames = [] }: Settings): KeptIndex {
  let shelf = createShelf();
  let version = 0;
  let refining: Promise<unknown> = Promise.resolve();
  let changing: Promise<unknown> = Promise.resolve();
  const vectors = createPaperVectors(
    () => shelf,
    () => version,
  );

  /** One after the other: what is being written to a file must not change. */
  function inTurn(change: () => Promise<void>): Promise<void> {
    const done = changing.then(change);
    changing = done.catch(() => {});
    return done;
  }

  return {
    get size() {
      return shelf.size;
    },
    get version() {
      return version;
    },
    add: (papers) =>
      inTurn(async () => {
        for (const paper of papers) {
          shelf.put(paper);
          version += 1;
          await pause();
        }
      }),
    remove: (id) =>
      inTurn(async () => {
        shelf.remove(id);
        version += 1;
      }),
    refine(signal) {
      // One after the other: the second finds nothing left to learn.
      const learned = refining.then(async () => {
        const anything = await learn(shelf, signal);
        if (anything) version += 1;
        // Else the first pick would have to wait for it.
        if (await vectors.prepare(signal)) version += 1;
        return anything;
      });
      refining = learned.catch(() => {});
      return learned;
    },
    get: (id) => paperAt(shelf.slotOf(id), shelf),
    search(typed, window) {
      const surroundings = { now: now(), otherNames };
      const query = parseQuery(typed, surroundings);
      const result = answer(query, window, shelf);
      if (result.total > 0) return result;
      const finds = (text: string) => matching(parseQuery(text, surroundings), shelf, 1).slots.length > 0;
      return { ...result, instead: alternatives(query, shelf, finds) };
    },
    searchWords: (text, window) => answer({ parts: [{ kind: "words", text }] }, window, shelf),
    explainWords(text, id) {
      const slot = shelf.slotOf(id);
      return slot === undefined ? "" : explainMatch(planQuery(text, shelf), slot, shelf);
    },
    similar: (ids, window) => similarPapers(ids, window, shelf),
    resolve: (text) => resolvePapers(text, shelf),
    vectors,
    suggestTitles: (partial, limit) => completeTitles(partial, limit, shelf),
    suggestQueries: (partial, limit) => completeQueries(partial, limit, shelf),
    save: (file, note) => inTurn(() => saveShelf(shelf, file, note)),
    load: (file, accept) =>
      inTurn(async () => {
        const before = shelf;
        shelf = await loadShelf(file, accept);
        version += 1;
        await before.records.close();
      }),
    close: () => inTurn(() => shelf.records.close()),
  };
}

function answer(query: Query, { offset, limit }: Window, shelf: Shelf): SearchResult {
  const { slots, plan, scores } = matching(query, shelf);
  const ordered = order(slots, offset + limit);
  const hits = ordered.slice(offset).flatMap((slot) => {
    const paper = paperAt(slot, shelf);
    return paper ? [{ paper, score: scores[slot] ?? 0, why: explainMatch(plan, slot, shelf) }] : [];
  });
  const facets = facetsOf(slots, shelf);
  const like = papersLikeTheFew(query, plan, slots, scores, shelf);
  const beyond = (place: number) => Math.max(0, place - slots.length);
  hits.push(...like.slice(beyond(offset), beyond(offset + limit)));
  return { total: slots.length + like.length, hits, instead: [], ...(facets && { facets }) };

  function order(found: readonly number[], count: number): readonly number[] {
    if (query.order === "votes") return firstOf(found, count, (a, b) => mostVotesFirst(a, b, shelf));
    if (query.order === "new" || plan.words.length === 0) {
      return firstOf(found, count, (a, b) => newestFirst(a, b, shelf));
    }
    return bestFirst(found, scores, count, plan, shelf);
  }
}

interface Matching {
  readonly slots: readonly number[];
  readonly plan: Plan;
  readonly scores: Float64Array;
}

/** What a query matches: all of it, or at least `enough`. */
function matching(query: Query, shelf: Shelf, enough = Number.POSITIVE_INFINITY): Matching {
  if (query.id !== undefined) {
    const slot = shelf.slotOf(query.id);
    return { slots: slot === undefined ? [] : [slot], plan: NO_WORDS, scores: new Float64Array() };
  }
  const text = wordsOfQuery(query);
  const plan = planQuery(text, shelf);
  const scores = scorePapers(plan, shelf);
  const matches = createMatcher(query.parts, shelf);
  const possible = candidates(text, plan, scores, shelf);
  const found = matches ? matched(possible, matches, enough) : possible;
  return { slots: query.order ? withAllWords(found, plan, shelf) : found, plan, scores };
}

function matched(
  possible: readonly number[],
  matches: (slot: number) => boolean,
  enough: number,
): readonly number[] {
  const found: number[] = [];
  for (const slot of possible) {
    if (!matches(slot)) continue;
    found.push(slot);
    if (found.length === enough) break;
  }
  return found;
}

/** The slots that a query's words can mean, before filters and the like. */
function candidates(text: string, plan: Plan, scores: Float64Array, { records }: Shelf): readonly number[] {
  if (plan.words.length > 0) return scored(scores);
  if (text === "") return [...records.all()];
  // Nothing but stop words, or no word at all: what can be meant is a title.
  const pattern = phrasePattern(text);
  const [longest] = foldTitle(text)
    .split(" ")
    .sort((a, b) => b.length - a.length);
  if (!pattern || !longest) return [];
  return records.titlesWith(longest).filter((slot) => pattern.test(records.foldedTitle(slot)));
}

// Every query passes through here, and every paper with it: plain loops, and an array that need not grow, take a tenth of the
// time of anything else.
function scored(scores: Float64Array): readonly number[] {
  let count = 0;
  for (let slot = 0; slot < scores.length; slot += 1) count += (scores[slot] ?? 0) > 0 ? 1 : 0;
  const found = new Array<number>(count);
  let at = 0;
  for (let slot = 0; at < count; slot += 1) if ((scores[slot] ?? 0) > 0) found[at++] = slot;
  return found;
}

const NO_WORDS: Plan = { words: [], expansions: [], sequence: [], spelling: [], folded: "" };

// Sorted by date, a paper that has only one of the words would stand before the one that was meant.
function withAllWords(
  found: readonly number[],
  { words }: Plan,
  { text, authors, slots }: Shelf,
): readonly number[] {
  const terms = words.map(({ term }) => term);
  const complete = found.filter(holdersOf(terms, [text, authors], slots));
  return complete.length > 0 ? complete : found;
}

function paperAt(slot: number | undefined, shelf: Shelf): Paper | undefined {
  return slot === undefined ? undefined : shelf.at(slot)?.paper;
}

async function learn(shelf: Shelf, signal?: AbortSignal): Promise<boolean> {
  if (!isWorthLearning(shelf)) return false;
  for (const _ of learnFrom(shelf)) {
    await pause();
    if (signal?.aborted) return false;
  }
  return true;
}
