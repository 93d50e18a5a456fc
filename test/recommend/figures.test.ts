import { beforeAll, describe, expect, it } from "vitest";
import { createScorer } from "../../src/recommend/candidates.ts";
import { clusterLikes } from "../../src/recommend/clusters.ts";
import type { Interest } from "../../src/recommend/interests.ts";
import { likeness } from "../../src/recommend/likeness.ts";
import type { Like } from "../../src/recommend/profile.ts";
import type { PickRequest } from "../../src/recommend/request.ts";
import { isExploration, roundRobinFrom, roundRobinOf } from "../../src/recommend/round-robin.ts";
import type { IndexReader } from "../../src/search/search-index.ts";
import { threeSubjects } from "../support/library/three-subjects.ts";

const REQUEST: PickRequest = {
  topics: [],
  categories: [],
  count: 1,
  whenEmpty: "best",
  seed: "",
  day: "2026-11-23",
  shown: [],
};

let real: IndexReader;
beforeAll(async () => {
  real = await (await threeSubjects()).reader();
});

/** A reader to which papers stand at angles in a plane, in degrees, and are as alike in words as in meaning. */
function readerAt(angleOf: (doc: number) => number, more: Partial<IndexReader> = {}): IndexReader {
  const place = (doc: number) => {
    const angle = (angleOf(doc) * Math.PI) / 180;
    return Float32Array.from([Math.cos(angle), Math.sin(angle)]);
  };
  const cosine = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    (a[0] ?? 0) * (b[0] ?? 0) + (a[1] ?? 0) * (b[1] ?? 0);
  const own: Partial<IndexReader> = {
    lsaVector: place,
    lsaCosine: (vector, doc) => cosine(vector, place(doc)),
    textCosine: (doc) => (other) => Math.max(0, cosine(place(doc), place(other))),
    votes: () => 0,
    published: () => undefined,
    ...more,
  };
  return Object.assign(Object.create(real), own);
}

const like = (doc: number, weight = 1): Like => ({ paper: real.id(doc), weight, because: "" });
const interest = (likes: number): Interest => ({
  name: "",
  words: "bees",
  likes: Array.from({ length: likes }, (_, doc) => like(doc)),
});
const degrees = (cosine: number) => (Math.acos(cosine) * 180) / Math.PI;

describe("how unlike a paper is to those before it", () => {
  it.each([
    [0.7, 1],
    [0.735, 2],
  ])("counts three parts of ten beside its score: %d of the match is worth less or more", (match, taken) => {
    // The second is the same as what was taken before it, the first has nothing in common with that.
    const reader = readerAt((doc) => (doc === 1 ? 90 : 0));
    const pool = { interests: [interest(1)], needed: [0], candidates: [] };
    const scorer = createScorer(pool, REQUEST, reader);
    const scored = (doc: number, own: number) => ({
      candidate: { doc, matches: [own] },
      parts: { match: 0, votes: 0, recency: 0, novelty: 0 },
    });
    const best = scorer.best([scored(1, 0), scored(2, match)], [scored(0, 0)], 0);
    expect(best?.candidate.doc).toBe(taken);
  });

  it("is measured against the last ten that a channel got, and no more", () => {
    const reader = readerAt((doc) => (doc === 0 || doc === 20 ? 0 : 90));
    const shown = Array.from({ length: 10 }, (_, at) => real.id(at + 1));
    const noveltyAfter = (at: number) => {
      const pool = { interests: [], needed: [], candidates: [] };
      const lately = [...shown.slice(0, at), real.id(20), ...shown.slice(at)];
      const scorer = createScorer(pool, { ...REQUEST, shown: lately }, reader);
      const parts = { match: 0, votes: 0, recency: 0, novelty: 0 };
      return scorer.withNovelty({ candidate: { doc: 0, matches: [] }, parts }).parts.novelty;
    };
    expect(noveltyAfter(9)).toBeCloseTo(0, 5);
    expect(noveltyAfter(10)).toBeCloseTo(1, 5);
  });
});

describe("likeness", () => {
  it("is the middle of words and meaning, and an opposite meaning takes nothing away", () => {
    const words = { textCosine: () => () => 0.4 };
    expect(
      likeness(
        0,
        readerAt((doc) => 180 * doc, words),
      )(1),
    ).toBeCloseTo(0.2, 5);
    expect(
      likeness(
        0,
        readerAt((doc) => 60 * doc, words),
      )(1),
    ).toBeCloseTo(0.45, 5);
  });
});

describe("turns", () => {
  it("go by the square root of how much is liked", () => {
    expect(roundRobinOf([interest(9), interest(1)], 8)).toEqual([0, 0, 1, 0, 0, 0, 1, 0]);
    expect(roundRobinOf([interest(0), interest(1)], 4)).toEqual([0, 1, 0, 1]);
    expect(roundRobinOf([], 4)).toEqual([]);
  });

  it("begin one further each day", () => {
    const interests = [interest(4), interest(1)];
    expect([0, 1, 2].map((day) => roundRobinFrom(interests, day, 3))).toEqual([
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ]);
  });

  it("are for a change one in six times, on another day in each channel, and never where nothing is liked", () => {
    const days = Array.from({ length: 18 }, (_, day) => day);
    const when = (seed: string, liked = 1, count = 1, turn = 0) =>
      days.filter((day) => isExploration([interest(liked)], day, turn, { seed, count }));
    expect(when("")).toEqual([0, 6, 12]);
    // The code of "a" is 97, one above a multiple of six.
    expect(when("a")).toEqual([5, 11, 17]);
    expect(when("", 1, 2, 0)).toEqual([0, 3, 6, 9, 12, 15]);
    expect(when("", 1, 2, 1)).toEqual([]);
    expect(when("", 0)).toEqual([]);
  });
});

describe("interests among likes", () => {
  const sizes = (reader: IndexReader, likes: readonly Like[]) =>
    clusterLikes(likes, reader).map((cluster) => cluster.length);
  const four = () => [0, 1, 2, 3].map((doc) => like(doc));

  it.each([
    [0.31, [4]],
    [0.29, [2, 2]],
  ])("stay apart below a cosine of .3: %d", (cosine, expected) => {
    const reader = readerAt((doc) => (doc < 2 ? 0 : degrees(cosine)));
    expect(sizes(reader, four())).toEqual(expected);
  });

  it("are those of the 150 strongest", () => {
    const reader = readerAt((doc) => (doc < 150 ? 0 : 90));
    const strong = Array.from({ length: 150 }, (_, doc) => like(doc, 2));
    const weak = (weight: number) => [150, 151].map((doc) => like(doc, weight));
    expect(sizes(reader, [...weak(1), ...strong])).toEqual([152]);
    expect(sizes(reader, [...weak(3), ...strong])).toEqual([150, 2]);
  });
});
