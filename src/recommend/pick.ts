import type { Paper } from "../papers/paper.ts";
import { titleKey } from "../papers/text.ts";
import { pause } from "../pause.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { choose } from "./choose.ts";
import { generallyGood } from "./found.ts";
import { isIn } from "./is-in.ts";
import { type Candidate, type Pool, poolFor } from "./pool.ts";
import { NO_PROFILE, type Profile } from "./profile.ts";
import { type Dropped, type Picked, type Request, WEAKEST_MATCH } from "./request.ts";
import { ageInDays, dayNumber } from "./score.ts";

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
export async function pickPapers(request: Request, index: SearchIndex): Promise<Pick> {
  const pool = await poolOf(request, index);
  const dropped: Dropped[] = [];
  const eligible: Candidate[] = [];
  const unfit: Candidate[] = [];
  for (const candidate of await unseen(pool.candidates, request, index, dropped)) {
    if (isMatch(candidate, pool)) eligible.push(candidate);
    else unfit.push(candidate);
  }
  await pause();
  const unmatched = pool.aims.length === 0 ? 0 : index.size - pool.candidates.length;
  const choice = choose({ eligible, unfit, pool, request, index });
  await pause();
  const isEmpty = eligible.length === 0;
  const instead =
    isEmpty && request.whenEmpty === "best" ? await standIns(unfit, pool, request, index) : choice;
  const taken = new Set(instead.papers.map(({ paper }) => paper));
  for (const candidate of unfit) if (!taken.has(candidate.paper)) dropped.push(unfitDrop(candidate, pool));
  return {
    papers: instead.papers,
    fallback: isEmpty,
    dropped: [...dropped, ...instead.dropped],
    unmatched,
  };
}

/** Of the last weeks, what comes nearest to the likes; where nobody likes anything, what is good in general. */
async function standIns(
  unfit: readonly Candidate[],
  pool: Pool,
  request: Request,
  index: SearchIndex,
): Promise<ReturnType<typeof choose>> {
  const isLearned = pool.aims.some(({ likes }) => likes.length > 0);
  const near = isLearned ? unfit.filter((candidate) => isRecent(candidate, request)) : [];
  if (near.length > 0) {
    const best = pool.aims.map((_, aim) => Math.max(...near.map(({ matches }) => matches[aim] ?? 0)) || 1);
    const eligible = near.map(({ paper, matches }) => ({
      paper,
      matches: matches.map((match, aim) => match / (best[aim] ?? 1)),
    }));
    const asShares = { ...pool, needed: pool.aims.map(() => WEAKEST_MATCH) };
    const { papers } = choose({ eligible, unfit: [], pool: asShares, request, index });
    // The others are below the cut as well, which is why they are dropped.
    return { papers, dropped: [] };
  }
  const papers = await unseen(await whatever(index), request, index, []);
  const recent = papers.filter((one) => isRecent(one, request));
  const unaimed = { aims: [], needed: [], candidates: recent };
  return choose({ eligible: recent, unfit: [], pool: unaimed, request, index });
}

function isRecent({ paper }: Candidate, { day }: Request): boolean {
  const age = ageInDays(paper, dayNumber(day));
  return age !== undefined && age <= FALLBACK_DAYS;
}

/** What may be picked for a request; without any interests, what is good in general. */
export async function poolOf(request: Request, index: SearchIndex): Promise<Pool> {
  const pool = await poolFor(withTopics(request), index, request.asOf);
  return pool.aims.length > 0 ? pool : { ...pool, candidates: await whatever(index) };
}

async function whatever(index: SearchIndex): Promise<readonly Candidate[]> {
  return (await generallyGood(index)).map((paper) => ({ paper, matches: [] }));
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
function unfitDrop({ paper, matches }: Candidate, { needed }: Pool): Dropped {
  const shares = matches.map((match, aim) => match / (needed[aim] ?? 1));
  const nearest = shares.indexOf(Math.max(...shares));
  return { paper, stage: "match", measure: matches[nearest] ?? 0, needed: needed[nearest] ?? WEAKEST_MATCH };
}

async function unseen(
  pool: readonly Candidate[],
  { shown, categories, profile = NO_PROFILE, asOf }: Request,
  index: SearchIndex,
  dropped: Dropped[],
): Promise<readonly Candidate[]> {
  const ids = new Set(shown);
  // One paper may be on record twice, with a preprint's id and a journal's.
  const titles = new Set(shown.flatMap((id) => index.get(id) ?? []).map(keyOf));
  // Who has chosen a paper knows it.
  const liked = new Set(
    [...profile.likes, ...profile.interests.flatMap(({ likes }) => likes)].map(({ paper }) => paper),
  );
  const left: Candidate[] = [];
  for (const candidate of pool) {
    await pause();
    const { paper } = candidate;
    if (asOf !== undefined && (paper.published ?? "") > asOf) continue;
    const key = keyOf(paper);
    if (ids.has(paper.id) || titles.has(key)) {
      dropped.push({ paper, stage: "shown" });
      continue;
    }
    titles.add(key);
    if (profile.hidden.has(paper.id)) dropped.push({ paper, stage: "hidden" });
    else if (liked.has(paper.id)) dropped.push({ paper, stage: "known" });
    else if (!isIn(paper, categories)) dropped.push({ paper, stage: "category" });
    else left.push(candidate);
  }
  return left;
}

// Papers stay in memory as the same objects, and the same ones are looked at for channel after channel.
const keysKnown = new WeakMap<Paper, string>();

/** The same for two records of one paper; see `titleKey`. */
function keyOf(paper: Paper): string {
  const known = keysKnown.get(paper) ?? titleKey(paper.title);
  keysKnown.set(paper, known);
  return known;
}
