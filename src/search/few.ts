import { createMatcher } from "./matching.ts";
import type { Plan } from "./plan.ts";
import type { Query } from "./query.ts";
import { isName } from "./rank.ts";
import type { Hit } from "./search-index.ts";
import type { Shelf } from "./shelf.ts";
import { similarPapers } from "./similar.ts";

/** So many matches fill a page. */
const MANY = 10;
/** Measured on a chat's queries: nDCG@10 .905 without, .916 with three or with as many as there is room for. */
const MOST_ADDED = 3;
/** Of so many those are taken that the query's filters let pass: to read and explain one takes a while. */
const COMPARED = 30;

/**
 * Papers like the few that a query matches, to be shown after them: other papers on the subject often use other words. None
 * where exactly what was typed is wanted (a phrase, an exclusion, an order, a name), and none while nothing is learned.
 */
export function papersLikeTheFew(
  { id, order, parts }: Query,
  { words }: Plan,
  found: readonly number[],
  shelf: Shelf,
): readonly Hit[] {
  const isExact = id !== undefined || order !== undefined || parts.some(({ kind }) => EXACT.has(kind));
  const isAboutNames = words.length === 0 || words.some(({ term }) => isName(term, shelf));
  const isFew = found.length > 0 && found.length < MANY;
  if (isExact || isAboutNames || !isFew || shelf.latent.learnedFrom === 0) return [];
  const matches = createMatcher(parts, shelf);
  const ids = found.map((slot) => shelf.records.id(slot));
  const { hits } = similarPapers(ids, { offset: 0, limit: matches ? COMPARED : MOST_ADDED }, shelf);
  return hits
    .filter(({ paper }) => {
      const slot = shelf.slotOf(paper.id);
      return !matches || (slot !== undefined && matches(slot));
    })
    .slice(0, MOST_ADDED)
    .map(({ paper, why }) => ({ paper, score: 0, why: `Like what matches, in other words. ${why}` }));
}

const EXACT: ReadonlySet<Query["parts"][number]["kind"]> = new Set(["phrase", "without"]);
