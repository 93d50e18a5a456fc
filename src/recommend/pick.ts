import type { SearchIndex } from "../search/search-index.ts";
import { type Choice, choose } from "./choose.ts";
import { generallyGood } from "./found.ts";
import { isIn } from "./is-in.ts";
import { type Candidate, type Pool, poolFor } from "./pool.ts";
import { NO_PROFILE, type Profile } from "./profile.ts";
import { createDrop, type Dropped, type Picked, type Request, WEAKEST_MATCH } from "./request.ts";
import { ageInDays, dayNumber } from "./score.ts";
import { steadily } from "./steadily.ts";
import { createMetTitles } from "./titles.ts";

export interface Pick {
  /** The best first; fewer than asked for if there are no more, none on an empty day. */
  readonly papers: readonly Picked[];
  /** Whether nothing matched and these are the best unseen papers of the last month instead. */
  readonly fallback: boolean;
  /** Every other paper that was looked at, in the order of its stages and then of its rank. */
  readonly dropped: readonly Dropped[];
  /** How many papers of the library neither match a topic nor are new, and were not looked at. */
  readonly unmatched: number;
}

/** On an empty day, how far back the best unseen paper may be. */
const FALLBACK_DAYS = 30;

/**
 * Picks a channel's papers of a day. Interests take turns: the first one is another each day. On an empty day, what comes
 * nearest to the likes may stand in, or, where there are none, what is good in general.
 */
export function pickPapers(request: Request, index: SearchIndex): Promise<Pick> {
  return steadily(index, function* () {
    return yield* pickFrom(yield* poolOf(request, index), request, index);
  });
}

/** Picks from what `poolOf` has found. To be run by `steadily`. */
export function* pickFrom(pool: Pool, request: Request, index: SearchIndex): Generator<void, Pick> {
  const { vectors } = index;
  const dropped: Dropped[] = [];
  const eligible: Candidate[] = [];
  const unfit: Candidate[] = [];
  for (const candidate of unseen(pool.candidates, request, index, dropped)) {
    if (isMatch(candidate, pool)) eligible.push(candidate);
    else unfit.push(candidate);
  }
  yield;
  const unmatched = pool.aims.length === 0 ? 0 : index.size - pool.candidates.length;
  const isEmpty = eligible.length === 0;
  const { chosen, ranked } =
    isEmpty && request.whenEmpty === "best"
      ? standIns(unfit, pool, request, index)
      : choose({ eligible, unfit, pool, request, index });
  yield;
  for (const candidate of unfit) {
    if (!chosen.has(candidate.slot)) dropped.push(unfitDrop(candidate, pool, index));
  }
  for (const [at, slot] of ranked.entries()) {
    if (!chosen.has(slot)) dropped.push(createDrop(vectors, slot, "rank", at + 1));
  }
  return {
    papers: [...chosen].map(([slot, why]) => ({ paper: vectors.paper(slot), why })),
    fallback: isEmpty,
    dropped,
    unmatched,
  };
}

/** Of the last weeks, what comes nearest to the likes; where nobody likes anything, what is good in general. */
function standIns(unfit: readonly Candidate[], pool: Pool, request: Request, index: SearchIndex): Choice {
  const day = dayNumber(request.day);
  const isRecent = ({ slot }: Candidate) => {
    const age = ageInDays(index.vectors.published(slot), day);
    return age !== undefined && age <= FALLBACK_DAYS;
  };
  const isLearned = pool.aims.some(({ likes }) => likes.length > 0);
  const near = isLearned ? unfit.filter(isRecent) : [];
  if (near.length > 0) {
    const best = pool.aims.map((_, aim) => Math.max(...near.map(({ matches }) => matches[aim] ?? 0)) || 1);
    const eligible = near.map(({ slot, matches }) => ({
      slot,
      matches: matches.map((match, aim) => match / (best[aim] ?? 1)),
    }));
    const asShares = { ...pool, needed: pool.aims.map(() => WEAKEST_MATCH) };
    const { chosen } = choose({ eligible, unfit: [], pool: asShares, request, index });
    // The others are below the cut as well, which is why they are dropped.
    return { chosen, ranked: [] };
  }
  const recent = unseen(whatever(index), request, index, []).filter(isRecent);
  const unaimed = { aims: [], needed: [], candidates: recent };
  return choose({ eligible: recent, unfit: [], pool: unaimed, request, index });
}

/** What may be picked for a request; without any interests, what is good in general. To be run by `steadily`. */
export function* poolOf(request: Request, index: SearchIndex): Generator<void, Pool> {
  const pool = yield* poolFor(withTopics(request), index, request.asOf);
  return pool.aims.length > 0 ? pool : { ...pool, candidates: whatever(index) };
}

function whatever(index: SearchIndex): readonly Candidate[] {
  return generallyGood(index).map((slot) => ({ slot, matches: [] }));
}

/** The profile with the request's topics as interests, if they are not there already. */
function withTopics({ topics, profile = NO_PROFILE }: Request): Profile {
  const known = new Set(profile.interests.map(({ name }) => name.toLowerCase()));
  const more = topics.filter((name) => !known.has(name.toLowerCase())).map((name) => ({ name, likes: [] }));
  return { ...profile, interests: [...more, ...profile.interests] };
}

function isMatch({ matches }: Candidate, { needed }: Pool): boolean {
  return matches.length === 0 || matches.some((match, aim) => match >= (needed[aim] ?? 0));
}

// Said of the aim that it came nearest to.
function unfitDrop({ slot, matches }: Candidate, { needed }: Pool, { vectors }: SearchIndex): Dropped {
  const share = (aim: number) => (matches[aim] ?? 0) / (needed[aim] ?? 1);
  let nearest = 0;
  for (let aim = 1; aim < matches.length; aim += 1) if (share(aim) > share(nearest)) nearest = aim;
  return createDrop(vectors, slot, "match", matches[nearest] ?? 0, needed[nearest] ?? WEAKEST_MATCH);
}

function unseen(
  pool: readonly Candidate[],
  { shown, categories, profile = NO_PROFILE, asOf }: Request,
  { vectors }: SearchIndex,
  dropped: Dropped[],
): readonly Candidate[] {
  const slotsOf = (ids: readonly string[]) => new Set(ids.flatMap((id) => vectors.slotOf(id) ?? []));
  const before = slotsOf(shown);
  const titles = createMetTitles(vectors);
  for (const slot of before) titles.add(slot);
  const hidden = slotsOf([...profile.hidden]);
  // Who has chosen a paper knows it.
  const likes = [...profile.likes, ...profile.interests.flatMap((interest) => interest.likes)];
  const liked = slotsOf(likes.map(({ paper }) => paper));
  const left: Candidate[] = [];
  for (const candidate of pool) {
    const { slot } = candidate;
    if (asOf !== undefined && (vectors.published(slot) ?? "") > asOf) continue;
    if (before.has(slot) || titles.has(slot)) {
      dropped.push(createDrop(vectors, slot, "shown"));
      continue;
    }
    titles.add(slot);
    if (hidden.has(slot)) dropped.push(createDrop(vectors, slot, "hidden"));
    else if (liked.has(slot)) dropped.push(createDrop(vectors, slot, "known"));
    else if (!isIn(vectors.categories(slot), categories)) dropped.push(createDrop(vectors, slot, "category"));
    else left.push(candidate);
  }
  return left;
}
