import type { Corpus } from "../corpus/corpus.ts";
import { mostVotesFirst, newestFirst } from "../corpus/order.ts";
import { planQuery, type QueryPlan } from "../query/plan.ts";
import { phrasePattern, type Query, wordsOfQuery } from "../query/query.ts";
import { docsWithAllTerms, listDocsWithAllTerms } from "../ranking/docs-with-all-terms.ts";
import { explainMatch } from "../ranking/explain.ts";
import { facetsOf } from "../ranking/facets.ts";
import { createMatcher } from "../ranking/matching.ts";
import { bestFirst, scorePapers } from "../ranking/rank.ts";
import type { Hit, SearchResult, Window } from "../search-index.ts";
import { topK } from "../storage/top-k.ts";
import { foldTitle } from "../text/paper-text.ts";
import type { TfIdf } from "../vectors/tf-idf.ts";
import { moreLikeThese } from "./more-like-these.ts";

/** The papers that a query matches, ranked, and after them papers like the few that match. */
export function searchPapers(
  query: Query,
  { offset, limit }: Window,
  corpus: Corpus,
  tfIdf: TfIdf,
): SearchResult {
  const { docs, plan, scores, isFiltered } = matching(query, corpus);
  const ordered = order(docs, offset + limit);
  const hits: Hit[] = ordered.slice(offset).map((doc) => ({
    paper: corpus.documents.paper(doc),
    score: scores[doc] ?? 0,
    ...explainMatch(plan, doc, corpus),
  }));
  const complete = plan.words.length === 0 ? undefined : withEveryWord(docs, plan, corpus, isFiltered);
  const facets = facetsOf(complete ?? docs, corpus);
  const like = moreLikeThese(query, plan, docs, scores, corpus, tfIdf);
  const beyond = (place: number) => Math.max(0, place - docs.length);
  hits.push(...like.slice(beyond(offset), beyond(offset + limit)));
  return {
    total: docs.length + like.length,
    hits,
    alternatives: [],
    ...(complete && { complete: complete.length }),
    ...(facets && { facets }),
  };

  function order(found: readonly number[], count: number): readonly number[] {
    if (query.ids.length > 0 && query.order === undefined) return found.slice(0, count);
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
  /** Whether anything but the words decides which docs are among them. */
  readonly isFiltered: boolean;
}

/** What a query matches: all of it, or at least `enough`. */
export function matching(query: Query, corpus: Corpus, enough = Number.POSITIVE_INFINITY): Matching {
  if (query.ids.length > 0)
    return { docs: named(query, corpus), plan: NO_WORDS, scores: new Float64Array(), isFiltered: true };
  const text = wordsOfQuery(query);
  const plan = planQuery(text, corpus);
  const scores = scorePapers(plan, corpus);
  const matches = createMatcher(query.parts, corpus);
  const possible = candidates(text, plan, scores, corpus);
  const found = matches ? matched(possible, matches, enough) : possible;
  const isFiltered = matches !== undefined || query.order !== undefined;
  return { docs: query.order ? withAllWords(found, plan, corpus) : found, plan, scores, isFiltered };
}

/** The papers that a query names, as far as its filters accept them. */
function named({ ids, parts }: Query, corpus: Corpus): readonly number[] {
  const filters = parts.filter(({ kind }) => kind === "filter" || kind === "without");
  const matches = createMatcher(filters, corpus);
  // Two ids may name one paper.
  const docs = [...new Set(ids.map((id) => corpus.docOf(id)))].filter((doc) => doc !== undefined);
  return matches ? docs.filter(matches) : docs;
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
function withAllWords(found: readonly number[], plan: QueryPlan, corpus: Corpus): readonly number[] {
  const complete = withEveryWord(found, plan, corpus, true);
  return complete.length > 0 ? complete : found;
}

/**
 * Those that have every word that was typed, among their authors too. Where nothing but the words decides, these are all docs with
 * all words, which is quicker to find than to look at each that has one of them.
 */
function withEveryWord(
  found: readonly number[],
  plan: QueryPlan,
  { text, authors, maxDoc }: Corpus,
  isFiltered: boolean,
): readonly number[] {
  const { words, expansions } = plan;
  // What was found by its only word has it.
  if (words.length === 1 && expansions.length === 0) return found;
  const fields = [text, authors];
  const isHere = (term: string) => fields.some((field) => field.docFrequency(term) > 0);
  const typed = words.filter(({ joined }) => !joined).map(({ term }) => term);
  const terms = typed.flatMap((term) => (isHere(term) ? [term] : termsMeantBy(term, plan)));
  return isFiltered
    ? found.filter(docsWithAllTerms(terms, fields, maxDoc))
    : listDocsWithAllTerms(terms, fields);
}

/** The terms of what a word that no paper has was read as by its initials; else the term itself. */
function termsMeantBy(term: string, { expansions }: QueryPlan): readonly string[] {
  const meant = expansions.filter(({ of, reason }) => of === term && reason !== "");
  const [likeliest] = meant;
  if (!likeliest) return [term];
  return meant.filter(({ reason }) => reason === likeliest.reason).map((expansion) => expansion.term);
}
