import { isInAny } from "../papers/category.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { choose, type Selection } from "./choose.ts";
import { generallyGood } from "./found.ts";
import { type Candidate, type Pool, poolFor } from "./pool.ts";
import { NO_PROFILE, type Profile } from "./profile.ts";
import { createDrop, type Dropped, type Picked, type PickRequest, WEAKEST_MATCH } from "./request.ts";
import { restartOnChange } from "./restart-on-change.ts";
import { ageInDays, dayNumber } from "./score.ts";
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
export function pickPapers(request: PickRequest, index: SearchIndex): Promise<Pick> {
  return restartOnChange(index, function* () {
    return yield* pickFrom(yield* poolOf(request, index), request, index);
  });
}

/** Picks from what `poolOf` has found. To be run by `restartOnChange`. */
export function* pickFrom(pool: Pool, request: PickRequest, index: SearchIndex): Generator<void, Pick> {
  const { vectors } = index;
  const dropped: Dropped[] = [];
  const eligible: Candidate[] = [];
  const unfit: Candidate[] = [];
  for (const candidate of unseen(pool.candidates, request, index, dropped)) {
    if (isMatch(candidate, pool)) eligible.push(candidate);
    else unfit.push(candidate);
  }
  yield;
  const unmatched = pool.interests.length === 0 ? 0 : index.size - pool.candidates.length;
  const isEmpty = eligible.length === 0;
  const { chosen, ranked } =
    isEmpty && request.whenEmpty === "best"
      ? standIns(unfit, pool, request, index)
      : choose({ eligible, unfit, pool, request, index });
  yield;
  for (const candidate of unfit) {
    if (!chosen.has(candidate.doc)) dropped.push(unfitDrop(candidate, pool, index));
  }
  for (const [at, doc] of ranked.entries()) {
    if (!chosen.has(doc)) dropped.push(createDrop(vectors, doc, "rank", at + 1));
  }
  return {
    papers: [...chosen].map(([doc, why]) => ({ paper: vectors.paper(doc), why })),
    fallback: isEmpty,
    dropped,
    unmatched,
  };
}

/** Of the last weeks, what comes nearest to the likes; where nobody likes anything, what is good in general. */
function standIns(
  unfit: readonly Candidate[],
  pool: Pool,
  request: PickRequest,
  index: SearchIndex,
): Selection {
  const day = dayNumber(request.day);
  const isRecent = ({ doc }: Candidate) => {
    const age = ageInDays(index.vectors.published(doc), day);
    return age !== undefined && age <= FALLBACK_DAYS;
  };
  const isLearned = pool.interests.some(({ likes }) => likes.length > 0);
  const near = isLearned ? unfit.filter(isRecent) : [];
  if (near.length > 0) {
    const best = pool.interests.map(
      (_, interest) => Math.max(...near.map(({ matches }) => matches[interest] ?? 0)) || 1,
    );
    const eligible = near.map(({ doc, matches }) => ({
      doc,
      matches: matches.map((match, interest) => match / (best[interest] ?? 1)),
    }));
    const asShares = { ...pool, needed: pool.interests.map(() => WEAKEST_MATCH) };
    const { chosen } = choose({ eligible, unfit: [], pool: asShares, request, index });
    // The others are below the threshold as well, which is why they are dropped.
    return { chosen, ranked: [] };
  }
  const recent = unseen(whatever(index), request, index, []).filter(isRecent);
  const anything = { interests: [], needed: [], candidates: recent };
  return choose({ eligible: recent, unfit: [], pool: anything, request, index });
}

/** What may be picked for a request; without any interests, what is good in general. To be run by `restartOnChange`. */
export function* poolOf(request: PickRequest, index: SearchIndex): Generator<void, Pool> {
  const pool = yield* poolFor(withTopics(request), index, request.asOf);
  return pool.interests.length > 0 ? pool : { ...pool, candidates: whatever(index) };
}

function whatever(index: SearchIndex): readonly Candidate[] {
  return generallyGood(index).map((doc) => ({ doc, matches: [] }));
}

/** The profile with the request's topics as interests, if they are not there already. */
function withTopics({ topics, profile = NO_PROFILE }: PickRequest): Profile {
  const known = new Set(profile.interests.map(({ name }) => name.toLowerCase()));
  const more = topics.filter((name) => !known.has(name.toLowerCase())).map((name) => ({ name, likes: [] }));
  return { ...profile, interests: [...more, ...profile.interests] };
}

function isMatch({ matches }: Candidate, { needed }: Pool): boolean {
  return matches.length === 0 || matches.some((match, interest) => match >= (needed[interest] ?? 0));
}

// Said of the interest that it came nearest to.
function unfitDrop({ doc, matches }: Candidate, { needed }: Pool, { vectors }: SearchIndex): Dropped {
  const share = (interest: number) => (matches[interest] ?? 0) / (needed[interest] ?? 1);
  let nearest = 0;
  for (let interest = 1; interest < matches.length; interest += 1)
    if (share(interest) > share(nearest)) nearest = interest;
  return createDrop(vectors, doc, "match", matches[nearest] ?? 0, needed[nearest] ?? WEAKEST_MATCH);
}

function unseen(
  pool: readonly Candidate[],
  { shown, categories, profile = NO_PROFILE, asOf }: PickRequest,
  { vectors }: SearchIndex,
  dropped: Dropped[],
): readonly Candidate[] {
  const docsOf = (ids: readonly string[]) => new Set(ids.flatMap((id) => vectors.docOf(id) ?? []));
  const before = docsOf(shown);
  const titles = createMetTitles(vectors);
  for (const doc of before) titles.add(doc);
  const hidden = docsOf([...profile.hidden]);
  // Who has chosen a paper knows it.
  const likes = [...profile.likes, ...profile.interests.flatMap((interest) => interest.likes)];
  const liked = docsOf(likes.map(({ paper }) => paper));
  const left: Candidate[] = [];
  for (const candidate of pool) {
    const { doc } = candidate;
    if (asOf !== undefined && (vectors.published(doc) ?? "") > asOf) continue;
    if (before.has(doc) || titles.has(doc)) {
      dropped.push(createDrop(vectors, doc, "shown"));
      continue;
    }
    titles.add(doc);
    if (hidden.has(doc)) dropped.push(createDrop(vectors, doc, "hidden"));
    else if (liked.has(doc)) dropped.push(createDrop(vectors, doc, "known"));
    else if (!isInAny(vectors.categories(doc), categories))
      dropped.push(createDrop(vectors, doc, "category"));
    else left.push(candidate);
  }
  return left;
}
