import { describe, expect, test } from "vitest";
import { createCorpus } from "../../../src/search/corpus/corpus.ts";
import { emphasis } from "../../../src/search/query/emphasis.ts";

function corpusOf(...abstracts: readonly string[]) {
  const corpus = createCorpus();
  abstracts.forEach((abstract, at) => {
    corpus.put({ id: `${at}`, title: `Paper ${at}`, abstract, authors: [], categories: [], keywords: [] });
  });
  return corpus;
}

describe("emphasis", () => {
  const empty = corpusOf();

  test("is low on what only makes a question of a topic", () => {
    const weights = emphasis(["how", "do", "hive", "grow"], empty);
    expect(weights.get("hive")).toBe(1);
    expect(weights.get("how")).toBeLessThan(0.5);
    expect(weights.get("do")).toBeLessThan(0.5);
  });

  test("is low on words about the asking only in a question", () => {
    expect(emphasis(["paper", "wasp"], empty).get("paper")).toBe(1);
    expect(emphasis(["what", "paper", "wasp"], empty).get("paper")).toBeLessThan(0.5);
  });

  test("is a little lower on everyday words in long queries, and the same in short ones", () => {
    expect(emphasis(["method", "wasp"], empty).get("method")).toBe(1);
    expect(emphasis(["method", "wasp", "hive", "honey"], empty).get("method")).toBe(1);
    const long = emphasis(["method", "wasp", "hive", "honey", "dance"], empty);
    expect(long.get("method")).toBeLessThan(long.get("wasp") ?? 0);
  });

  test("is shared by neighbours that mostly come together, and by no others", () => {
    const corpus = corpusOf(
      "A real time hive.",
      "In real time.",
      "Real time wasps.",
      "Honey.",
      "Bees.",
      "Bees.",
    );
    const weights = emphasis(["real", "time", "bee"], corpus);
    expect(weights.get("real")).toBeLessThan(0.9);
    expect(weights.get("time")).toBe(weights.get("real"));
    expect(weights.get("bee")).toBe(1);
  });

  test("is on every word of a query that is nothing but a question", () => {
    const weights = [...emphasis(["what", "do"], empty).values()];
    expect(new Set(weights).size).toBe(1);
    expect(weights[0]).toBeGreaterThan(0);
  });
});
