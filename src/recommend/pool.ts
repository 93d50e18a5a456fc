import type { IndexReader } from "../search/search-index.ts";
import { createAuthorship } from "./authors.ts";
import { type Found, foundByAuthors, foundByWords, recentDocs } from "./found.ts";
import { type Interest, interestsOf } from "./interests.ts";
import { createProbability, THRESHOLD } from "./probability.ts";
import type { Profile } from "./profile.ts";
import { rate } from "./rate.ts";
import { WEAKEST_MATCH } from "./request.ts";

/** A paper that may be picked; whether it was shown before is decided later. */
export interface Candidate {
  readonly doc: number;
  /**
   * How well it matches each of the interests, in their order. For an interest of words alone: 1 for their best match
   * in the library, 0 for none; for an interest with likes: the probability that it is wanted or, in a small library, a
   * share of the best.
   */
  readonly matches: readonly number[];
}

export interface Pool {
  /** What is looked for, each separately; empty for whatever is good. */
  readonly interests: readonly Interest[];
  /** The least match that counts, for each of the interests. */
  readonly needed: readonly number[];
  readonly candidates: readonly Candidate[];
}

/** The probability of a score was measured among thousands; in a smaller library a match is a share of the best one. */
const KNOWN_FROM = 1000;

/** How many missing vectors are made in a step: a few milliseconds. */
const VECTORS_A_STEP = 40;

/**
 * Everything worth a closer look for these likes and words: what matches the words and, for likes, what is new. To be
 * run by `restartOnChange`.
 */
export function* poolFor(profile: Profile, reader: IndexReader, asOf?: string): Generator<void, Pool> {
  const isLearning = [...profile.interests.flatMap(({ likes }) => likes), ...profile.likes].length > 0;
  const recent = isLearning ? recentDocs(reader, asOf) : [];
  yield;
  const interests = interestsOf(profile, reader);
  const found: Found[] = [];
  for (const interest of interests) {
    yield;
    found.push(foundFor(interest, reader));
  }
  const docs = [...new Set([...recent, ...found.flatMap((one) => [...one.keys()])])];
  const places = new Map(docs.map((doc, place) => [doc, place]));
  yield* prepareVectors(recent, reader);
  reader.layOut(recent);
  const matches: ArrayLike<number>[] = [];
  for (const [turn, interest] of interests.entries()) {
    yield;
    const own: Found = found[turn] ?? new Map();
    if (interest.authors) matches.push(docs.map(createAuthorship(interest.authors, reader)));
    else if (interest.likes.length === 0) matches.push(docs.map((doc) => own.get(doc) ?? 0));
    else matches.push(yield* likenesses(interest, recent, [...own.keys()], places, reader));
  }
  yield;
  return {
    interests,
    needed: interests.map((interest) => neededFor(interest, reader)),
    candidates: docs.map((doc, place) => ({ doc, matches: matches.map((match) => match[place] ?? 0) })),
  };
}

/** The least match that counts. */
export function neededFor({ likes }: Interest, reader: IndexReader): number {
  return likes.length > 0 && isCalibrated(reader) ? THRESHOLD : WEAKEST_MATCH;
}

/** Whether scores can be read as probabilities. */
export function isCalibrated({ size }: IndexReader): boolean {
  return size >= KNOWN_FROM;
}

function foundFor({ words, authors }: Interest, reader: IndexReader): Found {
  if (authors) return foundByAuthors(authors, reader);
  return words === "" ? new Map() : foundByWords(words, reader);
}

/** How well papers match an interest with likes, by their places; 0 for any other paper. */
function* likenesses(
  interest: Interest,
  recent: readonly number[],
  own: readonly number[],
  places: ReadonlyMap<number, number>,
  reader: IndexReader,
): Generator<void, ArrayLike<number>> {
  yield* prepareVectors(own, reader);
  // List by list: the newest papers are stored as one list.
  const scores: number[] = [];
  for (const list of [recent, own])
    for (const score of rate(interest, list, reader).scores) scores.push(score);
  const values = isCalibrated(reader) ? scores.map(createProbability(interest)) : sharesOf(scores);
  const docs = [...recent, ...own];
  const matches = new Float64Array(places.size);
  for (let at = 0; at < docs.length; at += 1) matches[places.get(docs[at] ?? 0) ?? 0] = values[at] ?? 0;
  return matches;
}

/** Vectors are cached; most are there already. */
function* prepareVectors(docs: readonly number[], reader: IndexReader): Generator<void> {
  for (let at = 0; at < docs.length; at += 1) {
    if (at % VECTORS_A_STEP === 0) yield;
    reader.prepare(docs[at] ?? 0);
  }
}

/** In a small library: 1 for the best, 0 for anything no better than usual. */
function sharesOf(scores: readonly number[]): readonly number[] {
  const best = scores.reduce((most, score) => Math.max(most, score), 0);
  const usual = scores.reduce((sum, score) => sum + score, 0) / (scores.length || 1);
  return scores.map((score) => Math.max(0, score - usual) / (best - usual || 1));
}
