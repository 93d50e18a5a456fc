import { isInAny } from "../papers/category.ts";
import type { IndexReader, SearchIndex } from "../search/search-index.ts";
import { choose, type Selection } from "./choose.ts";
import { generallyGood } from "./found.ts";
import { type Candidate, type Pool, poolFor } from "./pool.ts";
import { NO_PROFILE, type Profile } from "./profile.ts";
import { createDrop, type Dropped, type Picked, type PickRequest, WEAKEST_MATCH } from "./request.ts";
import { restartOnChange } from "./restart-on-change.ts";
import { ageInDays, dayNumber } from "./score.ts";
import { createMetTitles } from "./titles.ts";

export interface Pick {
  /** Best first; fewer than asked for if there are no more, none on an empty day. */
  readonly papers: readonly Picked[];
  /** Whether nothing matched, and these are the best new papers of the last month instead. */
  readonly fallback: boolean;
  /** Every other paper that was looked at, ordered by stage and then by rank. */
  readonly dropped: readonly Dropped[];
  /** How many papers of the library neither match a topic nor are new, and so were not looked at. */
  readonly unmatched: number;
}

/** On an empty day, how many days old the best new paper may be. */
const FALLBACK_DAYS = 30;

/**
 * Picks a channel's papers of a day. Interests take turns, and each day begins with another one. On an empty day the
 * paper nearest to the likes may stand in or, without likes, one that is good in general.
 */
export function pickPapers(request: PickRequest, index: SearchIndex): Promise<Pick> {
  return restartOnChange(index, function* (reader) {
    return yield* pickFrom(yield* poolOf(request, reader), request, reader);
  });
}

/** Picks from what `poolOf` has found. To be run by `restartOnChange`. */
export function* pickFrom(pool: Pool, request: PickRequest, reader: IndexReader): Generator<void, Pick> {
  const dropped: Dropped[] = [];
  const eligible: Candidate[] = [];
  const unfit: Candidate[] = [];
  for (const candidate of unseen(pool.candidates, request, reader, dropped)) {
    if (isMatch(candidate, pool)) eligible.push(candidate);
    else unfit.push(candidate);
  }
  yield;
  const unmatched = pool.interests.length === 0 ? 0 : reader.size - pool.candidates.length;
  const isEmpty = eligible.length === 0;
  const { chosen, ranked } =
    isEmpty && request.whenEmpty === "best"
      ? standIns(unfit, pool, request, reader)
      : choose({ eligible, unfit, pool, request, reader });
  yield;
  for (const candidate of unfit) {
    if (!chosen.has(candidate.doc)) dropped.push(unfitDrop(candidate, pool, reader));
  }
  for (const [at, doc] of ranked.entries()) {
    if (!chosen.has(doc)) dropped.push(createDrop(reader, doc, "rank", at + 1));
  }
  return {
    papers: [...chosen].map(([doc, reasoned]) => ({ paper: reader.paper(doc), ...reasoned })),
    fallback: isEmpty,
    dropped,
    unmatched,
  };
}

/** From the last weeks, what is nearest to the likes; without likes, what is good in general. */
function standIns(
  unfit: readonly Candidate[],
  pool: Pool,
  request: PickRequest,
  reader: IndexReader,
): Selection {
  const day = dayNumber(request.day);
  const isRecent = ({ doc }: Candidate) => {
    const age = ageInDays(reader.published(doc), day);
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
    const { chosen } = choose({ eligible, unfit: [], pool: asShares, request, reader });
    // The others are below the threshold as well, which is why they are dropped.
    return { chosen, ranked: [] };
  }
  const recent = unseen(whatever(reader), request, reader, []).filter(isRecent);
  const anything = { interests: [], needed: [], candidates: recent };
  return choose({ eligible: recent, unfit: [], pool: anything, request, reader });
}

/** The candidates for a request; without any interests, what is good in general. To be run by `restartOnChange`. */
export function* poolOf(request: PickRequest, reader: IndexReader): Generator<void, Pool> {
  const pool = yield* poolFor(withTopics(request), reader, request.asOf);
  return pool.interests.length > 0 ? pool : { ...pool, candidates: whatever(reader) };
}

function whatever(reader: IndexReader): readonly Candidate[] {
  return generallyGood(reader).map((doc) => ({ doc, matches: [] }));
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

// Reported for the interest that it came nearest to.
function unfitDrop({ doc, matches }: Candidate, { needed }: Pool, reader: IndexReader): Dropped {
  const share = (interest: number) => (matches[interest] ?? 0) / (needed[interest] ?? 1);
  let nearest = 0;
  for (let interest = 1; interest < matches.length; interest += 1)
    if (share(interest) > share(nearest)) nearest = interest;
  return createDrop(reader, doc, "match", matches[nearest] ?? 0, needed[nearest] ?? WEAKEST_MATCH);
}

function unseen(
  pool: readonly Candidate[],
  { shown, categories, profile = NO_PROFILE, asOf }: PickRequest,
  reader: IndexReader,
  dropped: Dropped[],
): readonly Candidate[] {
  const docsOf = (ids: readonly string[]) => new Set(ids.flatMap((id) => reader.docOf(id) ?? []));
  const before = docsOf(shown);
  const titles = createMetTitles(reader);
  for (const doc of before) titles.add(doc);
  const hidden = docsOf([...profile.hidden]);
  // Whoever chose a paper as an example knows it already.
  const likes = [...profile.likes, ...profile.interests.flatMap((interest) => interest.likes)];
  const liked = docsOf(likes.map(({ paper }) => paper));
  const left: Candidate[] = [];
  for (const candidate of pool) {
    const { doc } = candidate;
    if (asOf !== undefined && (reader.published(doc) ?? "") > asOf) continue;
    if (before.has(doc) || titles.has(doc)) {
      dropped.push(createDrop(reader, doc, "shown"));
      continue;
    }
    titles.add(doc);
    if (hidden.has(doc)) dropped.push(createDrop(reader, doc, "hidden"));
    else if (liked.has(doc)) dropped.push(createDrop(reader, doc, "known"));
    else if (!isInAny(reader.categories(doc), categories)) dropped.push(createDrop(reader, doc, "category"));
    else left.push(candidate);
  }
  return left;
}
