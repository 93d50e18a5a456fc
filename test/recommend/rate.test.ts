import { describe, expect, it } from "vitest";
import type { Interest } from "../../src/recommend/interests.ts";
import { createProbability } from "../../src/recommend/probability.ts";
import { rate, weightsBesides } from "../../src/recommend/rate.ts";
import type { IndexReader } from "../../src/search/search-index.ts";
import { idOf, type Subject, threeSubjects } from "../support/library/three-subjects.ts";

function likes(subject: Subject, count: number): Interest["likes"] {
  return Array.from({ length: count }, (_, at) => ({
    paper: idOf(subject, at),
    weight: 1,
    because: "a seed",
  }));
}

function doc(reader: IndexReader, subject: Subject, number: number): number {
  return reader.docOf(idOf(subject, number)) ?? -1;
}

describe("rate", () => {
  it("rates papers like the liked ones higher than others, in words and in meaning", async () => {
    const reader = await (await threeSubjects()).reader();
    const docs = [doc(reader, "bees", 40), doc(reader, "glass", 40)];
    const { parts } = rate({ name: "", words: "", likes: likes("bees", 3) }, docs, reader);
    for (const part of [parts.text, parts.lsa]) expect(part[0]).toBeGreaterThan(part[1] ?? 0);
    expect([...parts.words]).toEqual([0, 0]);
  });

  it("adds its parts up", async () => {
    const reader = await (await threeSubjects()).reader();
    const docs = [doc(reader, "bees", 40), doc(reader, "rivers", 2)];
    const { scores, parts } = rate({ name: "", words: "honey hive", likes: likes("bees", 2) }, docs, reader);
    for (const at of [0, 1]) {
      const sum = Object.values(parts).reduce((total, part) => total + (part[at] ?? 0), 0);
      expect(scores[at]).toBeCloseTo(sum, 5);
    }
  });

  it("is a cosine: weights of likes, all alike, change nothing", async () => {
    const reader = await (await threeSubjects()).reader();
    const docs = [doc(reader, "bees", 40), doc(reader, "glass", 3)];
    const some = likes("bees", 4);
    const half = some.map((like) => ({ ...like, weight: like.weight / 2 }));
    const [one, other] = [some, half].map((likes) => rate({ name: "", words: "", likes }, docs, reader));
    for (const at of [0, 1]) expect(other?.scores[at]).toBeCloseTo(one?.scores[at] ?? 0, 5);
    for (const score of one?.parts.text ?? []) expect(score).toBeLessThanOrEqual(1.0001);
  });

  it("goes by the likes that the library has", async () => {
    const reader = await (await threeSubjects()).reader();
    const docs = [doc(reader, "bees", 40), doc(reader, "glass", 3)];
    const some = likes("bees", 3);
    const more = [...some, { paper: "arxiv:2601.99999", weight: 1, because: "it has gone" }];
    const [one, other] = [some, more].map((likes) => rate({ name: "", words: "bees", likes }, docs, reader));
    expect(other).toEqual(one);
  });

  it("rates by words alone where nothing is liked", async () => {
    const reader = await (await threeSubjects()).reader();
    const docs = [doc(reader, "bees", 0), doc(reader, "glass", 0)];
    const { scores, parts } = rate({ name: "bees", words: "bees", likes: [] }, docs, reader);
    expect(parts.words[0]).toBeGreaterThan(0);
    expect([scores[1], parts.text[0], parts.lsa[0]]).toEqual([0, 0, 0]);
  });

  it("lets words count less, and meaning more, the more papers are liked", () => {
    const weights = [0, 1, 2, 3, 4, 8, 100].map(weightsBesides);
    const words = weights.map(({ words }) => words);
    const lsa = weights.map(({ lsa }) => lsa);
    expect(words).toEqual([...words].sort((a, b) => b - a));
    expect(lsa).toEqual([...lsa].sort((a, b) => a - b));
    expect(words[0]).toBeGreaterThan(words[6] ?? 0);
    expect(lsa[0]).toBeLessThan(lsa[6] ?? 0);
  });
});

describe("createChance", () => {
  const interest = (count: number, words = "") => ({
    words,
    likes: Array.from({ length: count }, (_, at) => ({ paper: `p${at}`, weight: 1, because: "" })),
  });

  it("grows with the score, between 0 and 1", () => {
    const probability = createProbability(interest(3, "bees"));
    const probabilities = [-1, 0, 0.3, 0.6, 0.9, 3].map(probability);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => a - b));
    expect(Math.min(...probabilities)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...probabilities)).toBeLessThanOrEqual(1);
  });

  it("asks for a higher score where words add to it, and with more likes", () => {
    expect(createProbability(interest(3, "bees"))(0.45)).toBeLessThan(createProbability(interest(3))(0.45));
    expect(createProbability(interest(20))(0.45)).toBeLessThan(createProbability(interest(1))(0.45));
  });
});
