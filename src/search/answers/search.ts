import type { Corpus } from "../corpus/corpus.ts";
import { mostVotesFirst, newestFirst } from "../corpus/order.ts";
import { planQuery, type QueryPlan } from "../query/plan.ts";
import { phrasePattern, type Query, wordsOfQuery } from "../query/query.ts";
import { docsWithAllTerms, listDocsWithAllTerms } from "../ranking/docs-with-all-terms.ts";
import { explainMatch } from "../ranking/explain.ts";
import { facetsOf } from "../ranking/facets.ts";
import type { FirstStageHit } from "../ranking/features.ts";
import { createMatcher } from "../ranking/matching.ts";
import { bestFirst, RERANKED } from "../ranking/rank.ts";
import { type ScoredDocs, scorePapers } from "../ranking/score.ts";
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
  const wanted = offset + limit;
  const { docs, total, plan, scores, isFiltered } = matching(query, corpus, {
    most: Math.max(wanted, RERANKED),
  });
  const ordered = order();
  const hits: Hit[] = ordered.slice(offset, wanted).map(({ doc, score }) => ({
    paper: corpus.documents.paper(doc),
    score,
    ...explainMatch(plan, doc, corpus),
  }));
  const complete = plan.words.length === 0 ? undefined : withEveryWord(docs, plan, corpus, isFiltered);
  const facets = facetsOf(complete ?? docs, corpus);
  const like = moreLikeThese(query, plan, total, ordered, corpus, tfIdf);
  const beyond = (place: number) => Math.max(0, place - total);
  hits.push(...like.slice(beyond(offset), beyond(wanted)));
  return {
    total: total + like.length,
    hits,
    alternatives: [],
    ...(complete && { complete: complete.length }),
    ...(facets && { facets }),
  };

  function order(): readonly FirstStageHit[] {
    const unscored = (found: readonly number[]) => found.map((doc) => ({ doc, score: 0 }));
    if (query.ids.length > 0 && query.order === undefined) return unscored([...docs.subarray(0, wanted)]);
    if (query.order === "votes") return unscored(topK(docs, wanted, (a, b) => mostVotesFirst(a, b, corpus)));
    if (query.order === "new" || plan.words.length === 0)
      return unscored(topK(docs, wanted, (a, b) => newestFirst(a, b, corpus)));
    return bestFirst({ docs, scores }, wanted, plan, corpus);
  }
}

interface Matching {
  /** All that match, or at least the best. */
  readonly docs: Uint32Array;
  /** How many match: exact to 1,000; if there are more, at least so many. */
  readonly total: number;
  readonly plan: QueryPlan;
  /** At the places of the docs, if they are found by their words. */
  readonly scores: Float64Array;
  /** Whether anything but the words decides which docs are among them. */
  readonly isFiltered: boolean;
}

interface MatchLimits {
  /** At least the best so many. */
  readonly most?: number;
  /** Any so many are enough. */
  readonly enough?: number;
}

/** What a query matches: all of it, or what is wanted. */
export function matching(
  query: Query,
  corpus: Corpus,
  { most = Number.POSITIVE_INFINITY, enough = Number.POSITIVE_INFINITY }: MatchLimits = {},
): Matching {
  if (query.ids.length > 0) return { ...unscored(named(query, corpus)), plan: NO_WORDS, isFiltered: true };
  const text = wordsOfQuery(query);
  const plan = planQuery(text, corpus);
  const matches = createMatcher(query.parts, corpus);
  const isFiltered = matches !== undefined || query.order !== undefined;
  if (plan.words.length === 0) {
    const possible = withoutWords(text, corpus);
    return { ...unscored(matches ? possible.filter(matches) : possible), plan, isFiltered };
  }
  // How many pass a filter is only known when all have been tried.
  const scored = scorePapers(plan, corpus, isFiltered ? undefined : most);
  const passing = matches ? passed(scored, matches, enough) : scored;
  if (!query.order) return { ...passing, plan, isFiltered };
  return { ...unscored(withAllWords(passing.docs, plan, corpus)), plan, isFiltered };
}

function unscored(docs: Uint32Array) {
  return { docs, total: docs.length, scores: new Float64Array() };
}

function passed({ docs, scores }: ScoredDocs, matches: (doc: number) => boolean, enough: number): ScoredDocs {
  const passing = { docs: new Uint32Array(docs.length), scores: new Float64Array(docs.length) };
  let total = 0;
  for (let at = 0; at < docs.length && total < enough; at += 1) {
    const doc = docs[at] ?? 0;
    if (!matches(doc)) continue;
    passing.docs[total] = doc;
    passing.scores[total] = scores[at] ?? 0;
    total += 1;
  }
  return { docs: passing.docs.subarray(0, total), scores: passing.scores.subarray(0, total), total };
}

/** The papers that a query names, as far as its filters accept them. */
function named({ ids, parts }: Query, corpus: Corpus): Uint32Array {
  const filters = parts.filter(({ kind }) => kind === "filter" || kind === "without");
  const matches = createMatcher(filters, corpus);
  // Two ids may name one paper.
  const known = ids.map((id) => corpus.docOf(id)).filter((doc) => doc !== undefined);
  const docs = Uint32Array.from(new Set(known));
  return matches ? docs.filter(matches) : docs;
}

/** What a query can mean that has no word but stop words: titles with these in a row; or every paper, if there is none at all. */
function withoutWords(text: string, { documents }: Corpus): Uint32Array {
  if (text === "") return documents.all();
  const pattern = phrasePattern(text);
  const [longest] = foldTitle(text)
    .split(" ")
    .sort((a, b) => b.length - a.length);
  if (!pattern || !longest) return new Uint32Array();
  const titled = documents.titlesWith(longest).filter((doc) => pattern.test(documents.foldedTitle(doc)));
  return Uint32Array.from(titled);
}

const NO_WORDS: QueryPlan = { words: [], expansions: [], sequence: [], spelling: [], folded: "" };

// Sorted by date, a paper that has only one of the words would stand before the one that was meant.
function withAllWords(found: Uint32Array, plan: QueryPlan, corpus: Corpus): Uint32Array {
  const complete = withEveryWord(found, plan, corpus, true);
  return complete.length > 0 ? complete : found;
}

/**
 * Those that have every word that was typed, among their authors too. Where nothing but the words decides, these are all docs with
 * all words, which is quicker to find than to look at each that has one of them.
 */
function withEveryWord(
  found: Uint32Array,
  plan: QueryPlan,
  { text, authors, maxDoc }: Corpus,
  isFiltered: boolean,
): Uint32Array {
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
