import { pause } from "../async/pause.ts";
import type { Paper } from "../papers/paper.ts";
import { alternatives } from "./answers/alternatives.ts";
import { completeQueries, completeTitles } from "./answers/completions.ts";
import { moreLikeThese } from "./answers/more-like-these.ts";
import { resolvePapers } from "./answers/resolve.ts";
import { similarPapers } from "./answers/similar.ts";
import { type Corpus, createCorpus } from "./corpus/corpus.ts";
import { isWorthLearning, learnFrom } from "./corpus/learn.ts";
import { loadCorpus, saveCorpus } from "./corpus/snapshot.ts";
import { planQuery, type QueryPlan } from "./query/plan.ts";
import { parseQuery, phrasePattern, type Query, wordsOfQuery } from "./query/query.ts";
import { docsWithAllTerms } from "./ranking/docs-with-all-terms.ts";
import { explainMatch } from "./ranking/explain.ts";
import { facetsOf } from "./ranking/facets.ts";
import { createMatcher } from "./ranking/matching.ts";
import { bestFirst, mostVotesFirst, newestFirst, scorePapers } from "./ranking/rank.ts";
import type { PersistentSearchIndex, SearchResult, Window } from "./search-index.ts";
import { topK } from "./storage/top-k.ts";
import { foldTitle } from "./text/paper-text.ts";
import { createPaperVectors } from "./vectors/paper-vectors.ts";

interface IndexSettings {
  /** Milliseconds since 1970, for `since:30d`. */
  readonly now: () => number;
  /** Names that mean something before a colon elsewhere, such as a command's options; see parseQuery. */
  readonly otherNames?: readonly string[];
}

/**
 * An empty index; everything is in memory.
 *
 * ```ts
 * import { createSearchIndex } from "../src/search/create-search-index.ts";
 *
 * const index = createSearchIndex({ now: Date.now });
 * await index.add([
 *   {
 *     id: "arxiv:2312.00752",
 *     title: "Mamba: Linear-Time Sequence Modeling with Selective State Spaces",
 *     authors: ["Albert Gu", "Tri Dao"],
 *     keywords: [],
 *     categories: ["cs.LG"],
 *   },
 * ]);
 * export const answer = await index.search("state spaces author:dao", { offset: 0, limit: 5 });
 * ```
 */
export function createSearchIndex({ now, otherNames = [] }: IndexSettings): PersistentSearchIndex {
  let corpus = createCorpus();
  let version = 0;
  let refining: Promise<unknown> = Promise.resolve();
  let changing: Promise<unknown> = Promise.resolve();
  const vectors = createPaperVectors(
    () => corpus,
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
      return corpus.size;
    },
    get version() {
      return version;
    },
    add: (papers) =>
      inTurn(async () => {
        for (const paper of papers) {
          corpus.put(paper);
          version += 1;
          await pause();
        }
      }),
    remove: (id) =>
      inTurn(async () => {
        corpus.remove(id);
        version += 1;
      }),
    refine(signal) {
      // One after the other: the second finds nothing left to learn.
      const learned = refining.then(async () => {
        const anything = await learn(corpus, signal);
        if (anything) version += 1;
        // Else the first pick would have to wait for it.
        if (await vectors.prepare(signal)) version += 1;
        return anything;
      });
      refining = learned.catch(() => {});
      return learned;
    },
    get: (id) => paperAt(corpus.docOf(id), corpus),
    search(typed, window) {
      const { knowsCategory } = corpus.documents.facts;
      const surroundings = { now: now(), otherNames, knowsCategory };
      const query = parseQuery(typed, surroundings);
      const result = answer(query, window, corpus);
      if (result.total > 0) return result;
      const finds = (text: string) => matching(parseQuery(text, surroundings), corpus, 1).docs.length > 0;
      return { ...result, instead: alternatives(query, corpus, finds) };
    },
    searchWords: (text, window) => answer({ parts: [{ kind: "words", text }] }, window, corpus),
    explainWords(text, id) {
      const doc = corpus.docOf(id);
      return doc === undefined ? "" : explainMatch(planQuery(text, corpus), doc, corpus);
    },
    similar: (ids, window) => similarPapers(ids, window, corpus),
    resolve: (text) => resolvePapers(text, corpus),
    vectors,
    suggestTitles: (partial, limit) => completeTitles(partial, limit, corpus),
    suggestQueries: (partial, limit) => completeQueries(partial, limit, corpus),
    save: (file, note) => inTurn(() => saveCorpus(corpus, file, note)),
    load: (file, accept) =>
      inTurn(async () => {
        const before = corpus;
        corpus = await loadCorpus(file, accept);
        version += 1;
        await before.documents.close();
      }),
    close: () => inTurn(() => corpus.documents.close()),
  };
}

function answer(query: Query, { offset, limit }: Window, corpus: Corpus): SearchResult {
  const { docs, plan, scores } = matching(query, corpus);
  const ordered = order(docs, offset + limit);
  const hits = ordered.slice(offset).flatMap((doc) => {
    const paper = paperAt(doc, corpus);
    return paper ? [{ paper, score: scores[doc] ?? 0, why: explainMatch(plan, doc, corpus) }] : [];
  });
  const facets = facetsOf(docs, corpus);
  const like = moreLikeThese(query, plan, docs, scores, corpus);
  const beyond = (place: number) => Math.max(0, place - docs.length);
  hits.push(...like.slice(beyond(offset), beyond(offset + limit)));
  return { total: docs.length + like.length, hits, instead: [], ...(facets && { facets }) };

  function order(found: readonly number[], count: number): readonly number[] {
    if (query.order === "votes") return topK(found, count, (a, b) => mostVotesFirst(a, b, corpus));
    if (query.order === "new" || plan.words.length === 0) {
      return topK(found, count, (a, b) => newestFirst(a, b, corpus));
    }
    return bestFirst(found, scores, count, plan, corpus);
  }
}

interface Matching {
  readonly docs: readonly number[];
  readonly plan: QueryPlan;
  readonly scores: Float64Array;
}

/** What a query matches: all of it, or at least `enough`. */
function matching(query: Query, corpus: Corpus, enough = Number.POSITIVE_INFINITY): Matching {
  if (query.id !== undefined) {
    const doc = corpus.docOf(query.id);
    return { docs: doc === undefined ? [] : [doc], plan: NO_WORDS, scores: new Float64Array() };
  }
  const text = wordsOfQuery(query);
  const plan = planQuery(text, corpus);
  const scores = scorePapers(plan, corpus);
  const matches = createMatcher(query.parts, corpus);
  const possible = candidates(text, plan, scores, corpus);
  const found = matches ? matched(possible, matches, enough) : possible;
  return { docs: query.order ? withAllWords(found, plan, corpus) : found, plan, scores };
}

function matched(
  possible: readonly number[],
  matches: (doc: number) => boolean,
  enough: number,
): readonly number[] {
  const found: number[] = [];
  for (const doc of possible) {
    if (!matches(doc)) continue;
    found.push(doc);
    if (found.length === enough) break;
  }
  return found;
}

/** The docs that a query's words can mean, before filters and the like. */
function candidates(
  text: string,
  plan: QueryPlan,
  scores: Float64Array,
  { documents }: Corpus,
): readonly number[] {
  if (plan.words.length > 0) return scored(scores);
  if (text === "") return [...documents.all()];
  // Nothing but stop words, or no word at all: what can be meant is a title.
  const pattern = phrasePattern(text);
  const [longest] = foldTitle(text)
    .split(" ")
    .sort((a, b) => b.length - a.length);
  if (!pattern || !longest) return [];
  return documents.titlesWith(longest).filter((doc) => pattern.test(documents.foldedTitle(doc)));
}

// Every query passes through here, and every paper with it: plain loops, and an array that need not grow, take a tenth of the
// time of anything else.
function scored(scores: Float64Array): readonly number[] {
  let count = 0;
  for (let doc = 0; doc < scores.length; doc += 1) count += (scores[doc] ?? 0) > 0 ? 1 : 0;
  const found = new Array<number>(count);
  let at = 0;
  for (let doc = 0; at < count; doc += 1) if ((scores[doc] ?? 0) > 0) found[at++] = doc;
  return found;
}

const NO_WORDS: QueryPlan = { words: [], expansions: [], sequence: [], spelling: [], folded: "" };

// Sorted by date, a paper that has only one of the words would stand before the one that was meant.
function withAllWords(
  found: readonly number[],
  { words }: QueryPlan,
  { text, authors, maxDoc }: Corpus,
): readonly number[] {
  const terms = words.map(({ term }) => term);
  const complete = found.filter(docsWithAllTerms(terms, [text, authors], maxDoc));
  return complete.length > 0 ? complete : found;
}

function paperAt(doc: number | undefined, corpus: Corpus): Paper | undefined {
  return doc === undefined ? undefined : corpus.at(doc)?.paper;
}

async function learn(corpus: Corpus, signal?: AbortSignal): Promise<boolean> {
  if (!isWorthLearning(corpus)) return false;
  for (const _ of learnFrom(corpus)) {
    await pause();
    if (signal?.aborted) return false;
  }
  return true;
}
