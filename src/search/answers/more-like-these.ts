import type { Corpus } from "../corpus/corpus.ts";
import type { QueryPlan } from "../query/plan.ts";
import type { Query } from "../query/query.ts";
import type { FirstStageHit } from "../ranking/features.ts";
import { createMatcher } from "../ranking/matching.ts";
import { isName } from "../ranking/score.ts";
import type { Hit } from "../search-index.ts";
import type { TfIdf } from "../vectors/tf-idf.ts";
import { similarPapers } from "./similar.ts";

/** So many matches fill a page. */
const MANY = 10;
/** Measured on a chat's queries: nDCG@10 .905 without, .913 with three, .916 with five or as many as there is room for. */
const MOST_ADDED = 3;
/** A match with less than this share of the best one's score only mentions the words. */
const MEANT = 0.5;
/** Of so many those are taken that the query's filters let pass: to read and explain one takes a while. */
const COMPARED = 30;

/**
 * More like these: papers like the best of the few that a query matches, to be shown after them: other papers on the subject often use other
 * words. `total` is how many match; if they are few, `found` are all of them. None where exactly what was typed is wanted (a phrase, an
 * exclusion, an order, a name), and none while nothing is learned.
 */
export function moreLikeThese(
  { ids, order, parts }: Query,
  { words }: QueryPlan,
  total: number,
  found: readonly FirstStageHit[],
  corpus: Corpus,
  tfIdf: TfIdf,
): readonly Hit[] {
  const isExact = ids.length > 0 || order !== undefined || parts.some(({ kind }) => EXACT.has(kind));
  const isAboutNames = words.length === 0 || words.some(({ term }) => isName(term, corpus));
  const isFew = total > 0 && total < MANY;
  if (isExact || isAboutNames || !isFew || corpus.lsa.learnedFrom === 0) return [];
  const best = Math.max(...found.map(({ score }) => score));
  const meant = found.filter(({ score }) => score >= best * MEANT).map(({ doc }) => doc);
  const known = new Set(found.map(({ doc }) => doc));
  const matches = createMatcher(parts, corpus);
  const limit = matches ? COMPARED : found.length - meant.length + MOST_ADDED;
  const { hits } = similarPapers(meant.map(corpus.documents.id), { offset: 0, limit }, corpus, tfIdf);
  return hits
    .filter(({ paper }) => {
      const doc = corpus.docOf(paper.id);
      return doc !== undefined && !known.has(doc) && (!matches || matches(doc));
    })
    .slice(0, MOST_ADDED)
    .map(({ paper, why }) => ({
      paper,
      score: 0,
      why: `Like what matches, in other words. ${why}`,
      note: "in other words",
    }));
}

const EXACT: ReadonlySet<Query["parts"][number]["kind"]> = new Set(["phrase", "without"]);
