import type { Paper } from "../papers/paper.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { choose } from "./choose.ts";
import { keyOf } from "./likeness.ts";
import { type Candidate, poolFor } from "./pool.ts";
import { type Dropped, type Picked, type Request, WEAKEST_MATCH } from "./request.ts";
import { ageInDays, dayNumber } from "./score.ts";

export interface Pick {
  /** The best first; fewer than asked for if there are no more, none on an empty day. */
  readonly papers: readonly Picked[];
  /** Whether nothing matched and these are the best unseen papers of the last month instead. */
  readonly fallback: boolean;
  /** Every other paper that was looked at, in the order of its stages and then of its rank. */
  readonly dropped: readonly Dropped[];
  /** How many papers of the library matched no topic at all, and were not looked at. */
  readonly unmatched: number;
}

/** On an empty day, how far back the best unseen paper may be. */
const FALLBACK_DAYS = 30;

/** Picks a channel's papers of a day. Topics take turns: the first one is another each day. */
export function pickPapers(request: Request, index: SearchIndex): Pick {
  const { topics, day } = request;
  const pool = poolFor(topics, index);
  const dropped: Dropped[] = [];
  const eligible = unseen(pool, request, index, dropped).filter((candidate) => {
    const match = Math.max(...candidate.matches, 0);
    if (topics.length === 0 || match >= WEAKEST_MATCH) return true;
    dropped.push({ paper: candidate.paper, stage: "match", measure: match });
    return false;
  });
  const unmatched = topics.length === 0 ? 0 : index.size - pool.length;
  if (eligible.length > 0) {
    const choice = choose(eligible, request, index);
    return { papers: choice.papers, fallback: false, dropped: [...dropped, ...choice.dropped], unmatched };
  }
  if (request.whenEmpty === "quiet") return { papers: [], fallback: true, dropped, unmatched };
  const recent = unseen(poolFor([], index), request, index, []).filter(({ paper }) => {
    const age = ageInDays(paper, dayNumber(day));
    return age !== undefined && age <= FALLBACK_DAYS;
  });
  const choice = choose(recent, { ...request, topics: [] }, index);
  return { papers: choice.papers, fallback: true, dropped: [...dropped, ...choice.dropped], unmatched };
}

function unseen(
  pool: readonly Candidate[],
  { shown, categories }: Request,
  index: SearchIndex,
  dropped: Dropped[],
): readonly Candidate[] {
  const ids = new Set(shown);
  // One paper may be on record twice, with a preprint's id and a journal's.
  const titles = new Set(shown.flatMap((id) => index.get(id) ?? []).map(keyOf));
  return pool.filter(({ paper }) => {
    const key = keyOf(paper);
    if (ids.has(paper.id) || titles.has(key)) {
      dropped.push({ paper, stage: "shown" });
      return false;
    }
    titles.add(key);
    if (isIn(paper, categories)) return true;
    dropped.push({ paper, stage: "category" });
    return false;
  });
}

function isIn(paper: Paper, categories: readonly string[]): boolean {
  if (categories.length === 0) return true;
  return paper.categories.some((own) =>
    categories.some((wanted) => {
      const [has, wants] = [own.toLowerCase(), wanted.toLowerCase()];
      return has === wants || has.startsWith(`${wants}.`);
    }),
  );
}
