import fc from "fast-check";
import { expect, it } from "vitest";
import { type Corpus, createCorpus } from "../../../src/search/corpus/corpus.ts";
import { planQuery } from "../../../src/search/query/plan.ts";
import { bestByScore } from "../../../src/search/ranking/rank.ts";
import { type ScoredDocs, scorePapers } from "../../../src/search/ranking/score.ts";

// Each is rarer than the one before, as in a language.
const WORDS = "model learning video graph stream robot protein galaxy enzyme quark lattice pulsar".split(" ");
const PAPERS = 2000;
const BEST = 20;

/** Deterministic, and without a pattern that a query could follow. */
function chance(paper: number, place: number): number {
  const mixed = Math.imul(paper * 31 + place * 7919 + 17, 0x9e3779b1) >>> 0;
  return (Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) >>> 0) / 2 ** 32;
}

function word(paper: number, place: number): string {
  return WORDS[Math.floor(WORDS.length * chance(paper, place) ** 6)] ?? "";
}

function paper(number: number) {
  const some = (count: number, from: number) =>
    Array.from({ length: count }, (_, place) => word(number, from + place)).join(" ");
  return {
    id: `arxiv:${number}`,
    title: `${some(1 + (number % 4), 0)} ${number}`,
    abstract: some(2 + (number % 23), 10),
    authors: number % 50 === 0 ? ["Ann Lattice", "Bea Quark"] : ["Cy Young"],
    keywords: [],
    categories: [],
  };
}

function someCorpus(): Corpus {
  const corpus = createCorpus();
  for (let number = 0; number < PAPERS; number += 1) corpus.put(paper(number));
  for (let number = 0; number < PAPERS; number += 7) corpus.remove(`arxiv:${number}`);
  for (let number = 0; number < PAPERS; number += 21)
    corpus.put({ ...paper(number), title: word(number, 99) });
  return corpus;
}

const corpus = someCorpus();
const query = fc.array(fc.constantFrom(...WORDS, "young", "unheard"), { minLength: 1, maxLength: 6 });

it("finds the same best papers, with the very same scores, as scoring all of them does", () => {
  let pruned = 0;
  const check = fc.property(query, fc.constantFrom(1, 5, BEST, 200), (words, most) => {
    const plan = planQuery(words.join(" "), corpus);
    const all = scorePapers(plan, corpus);
    const some = scorePapers(plan, corpus, most);
    expect(bestByScore(some, most, corpus)).toEqual(bestByScore(all, most, corpus));
    if (some.docs.length < all.docs.length) pruned += 1;
  });
  fc.assert(check, { numRuns: 150 });
  // Else nothing was tried.
  expect(pruned).toBeGreaterThan(20);
});

it("gives each doc once, and counts those with a word exactly as far as 1,000", () => {
  const count = (words: string) => {
    const scored = scorePapers(planQuery(words, corpus), corpus, BEST);
    expect(new Set(scored.docs).size).toBe(scored.docs.length);
    return scored.total;
  };
  const holders = (...words: string[]) => new Set(words.flatMap((one) => [...corpus.text.docs(one)])).size;
  expect(holders("pulsar", "lattic")).toBeLessThan(1000);
  expect(count("pulsar lattice")).toBe(holders("pulsar", "lattic"));
  expect(count("pulsar model")).toBeGreaterThanOrEqual(1000);
  expect(count("pulsar model")).toBeLessThanOrEqual(holders("pulsar", "model"));
});

it("leaves nothing behind for the next query", () => {
  const ask = (words: string): ScoredDocs => scorePapers(planQuery(words, corpus), corpus, BEST);
  const first = ask("quark");
  ask("pulsar model learning");
  expect(ask("quark")).toEqual(first);
});
