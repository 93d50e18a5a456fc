import { DAY_MS } from "../time/day.ts";
/** The parts of a score, each from 0 to 1. */
export interface Parts {
  /** With the topic of the day, or the best of the topics; see pool.ts. */
  readonly match: number;
  readonly votes: number;
  readonly recency: number;
  /** How unlike it is to what the channel got lately. */
  readonly novelty: number;
  /** 1 in a followed category. */
  readonly category?: number;
}

/**
 * The weights of the parts. These are judgements, not measurements: among measured ways to pick a day's paper, topic
 * words were by far the strongest signal available without likes, so they outweigh all others together.
 */
const WITH_TOPICS: Parts = { match: 0.6, votes: 0.12, recency: 0.16, novelty: 0.12 };
const WITHOUT_TOPICS: Parts = { match: 0, votes: 0.45, recency: 0.35, novelty: 0.2 };

/** Followed categories are preferred, no more: they count less than a week of age. */
const CATEGORY_WEIGHT = 0.05;

/** More votes than this count no more: only one in a hundred listed papers gets more. */
const MANY_VOTES = 200;
/** After this many days a paper is half as new. */
const HALF_LIFE_DAYS = 30;

/** From 0 to 1. */
export function scoreOf(parts: Parts, hasTopics: boolean): number {
  const { match, votes, recency, novelty, category } = weighted(parts, hasTopics);
  return match + votes + recency + novelty + category;
}

/** What each part adds to the score. */
export function weighted(parts: Parts, hasTopics: boolean): Readonly<Record<keyof Parts, number>> {
  const weights = hasTopics ? WITH_TOPICS : WITHOUT_TOPICS;
  return {
    match: weights.match * parts.match,
    votes: weights.votes * parts.votes,
    recency: weights.recency * parts.recency,
    novelty: weights.novelty * parts.novelty,
    category: CATEGORY_WEIGHT * (parts.category ?? 0),
  };
}

/** 0 for a paper whose votes are unknown: being listed where people vote is a good sign in itself. */
export function votesOf(upvotes: number): number {
  return Math.min(1, Math.log1p(upvotes) / Math.log1p(MANY_VOTES));
}

/** 1 for a paper of `day` (see `dayNumber`) or later, 0 for one without a date. */
export function recencyOf(published: string | undefined, day: number): number {
  const age = ageInDays(published, day);
  return age === undefined ? 0 : 0.5 ** (Math.max(0, age) / HALF_LIFE_DAYS);
}

/** A paper's age on a day, counted from the middle of the month or the year if no more is known. */
export function ageInDays(published: string | undefined, day: number): number | undefined {
  if (published === undefined) return undefined;
  const [year = 0, month, date] = published.split("-").map(Number);
  return day - Date.UTC(year, (month ?? 7) - 1, date ?? (month === undefined ? 1 : 15)) / DAY_MS;
}

/** Days since 1970 of a YYYY-MM-DD. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00Z`) / DAY_MS;
}
