import { describe, expect, test } from "vitest";
import { createCorpus } from "../../../src/search/corpus/corpus.ts";
import { inverseDocumentFrequency } from "../../../src/search/corpus/inverted-field.ts";
import { planQuery } from "../../../src/search/query/plan.ts";

describe("the short form of words that were typed", () => {
  const corpus = createCorpus();
  const idf = (term: string) => inverseDocumentFrequency(corpus.text.docFrequency(term), corpus.size);
  const titles = [
    ...Array.from({ length: 20 }, (_, number) => `Safety alignment of robots ${number}`),
    ...Array.from({ length: 20 }, (_, number) => `Safety of bridges ${number}`),
    "Safety alignment (SEA) under pressure",
    "Hive counting (HC) by ear",
    ...Array.from({ length: 5 }, (_, number) => `HC in winter ${number}`),
  ];
  for (const [at, title] of titles.entries())
    corpus.put({ id: `paper:${at}`, title, keywords: [], authors: [], categories: [] });

  const shortFormOf = (typed: string) =>
    planQuery(typed, corpus).expansions.find(({ reason }) => reason !== "");

  test("counts no more for being rare than the commonest of the words", () => {
    const sea = shortFormOf("safety alignment");
    expect(sea?.term).toBe("sea");
    expect((sea?.weight ?? 0) * idf("sea")).toBeCloseTo(0.4 * idf("safeti"));
  });

  test("counts by its own papers where it is commoner than the words", () => {
    const hc = shortFormOf("hive counting");
    expect(hc).toMatchObject({ term: "hc", weight: 0.4 });
  });
});
