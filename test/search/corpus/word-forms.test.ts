import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createCorpus } from "../../../src/search/corpus/corpus.ts";
import { inverseDocumentFrequency } from "../../../src/search/corpus/inverted-field.ts";
import { createWordForms } from "../../../src/search/corpus/word-forms.ts";
import { planQuery } from "../../../src/search/query/plan.ts";
import { explainMatch } from "../../../src/search/ranking/explain.ts";
import { openSnapshot, writeSnapshot } from "../../../src/search/storage/snapshot-file.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { somePaper } from "../../support/library/papers.ts";

/** Terms by their numbers, each with the angle in which it points. */
function learned(terms: Readonly<Record<string, number>>) {
  const names = Object.keys(terms);
  const forms = createWordForms();
  const steps = forms.learn({
    size: names.length,
    term: (number) => names[number - 1] ?? "",
    weight: (number) => (names[number - 1] === "rarely" ? 0 : 1),
    direction: (number) => {
      const angle = terms[names[number - 1] ?? ""] ?? 0;
      return Float32Array.of(Math.cos(angle), Math.sin(angle));
    },
  });
  for (const _ of steps) {
    // Nobody waits.
  }
  return (term: string) => forms.of(names.indexOf(term) + 1).map((number) => names[number - 1]);
}

describe("the forms of a word", () => {
  test("begin alike and point the same way", () => {
    const of = learned({ spars: 0, sparsiti: 0.5, spark: 1, quantum: 0, quantiz: 2 });
    expect(of("spars")).toEqual(["sparsiti"]);
    expect(of("sparsiti")).toEqual(["spars"]);
    expect(of("quantum")).toEqual([]);
  });

  test("share four letters and differ in three at most", () => {
    const of = learned({ memo: 0, mem: 0, memory: 0, memories: 0, w4a4: 0, w4a4s: 0, rarer: 0, rarely: 0 });
    expect(of("memo")).toEqual(["memory"]);
    expect(of("mem")).toEqual([]);
    expect(of("memories")).toEqual(["memory"]);
    expect(of("w4a4")).toEqual([]);
    expect(of("rarer")).toEqual([]);
  });

  test("may lie far apart where only the stemmer's last letter tells them apart", () => {
    const of = learned({ binari: 0, binar: 1.4, summari: 0, summariz: 1.4, parti: 0, part: 1.55 });
    expect(of("binari")).toEqual(["binar"]);
    expect(of("binar")).toEqual(["binari"]);
    expect(of("summari")).toEqual([]);
    expect(of("parti")).toEqual([]);
  });

  test("are two at most, the nearest", () => {
    const of = learned({ theori: 0, theorem: 0.3, theoret: 0.1, theoriz: 0.2 });
    expect(of("theori")).toEqual(["theoret", "theoriz"]);
  });
});

test("a query means the other forms of its words too, and an answer says so", () => {
  const corpus = createCorpus();
  const abstracts = ["Sparsity of masks.", "Sparse masks.", "Masks."];
  for (const [at, abstract] of abstracts.entries())
    corpus.put(somePaper({ id: `a:${at}`, title: `Report ${at}`, abstract }));
  const { size, term } = corpus.terms;
  const alike = ["spars", "sparsiti"];
  const direction = (number: number) => Float32Array.of(alike.includes(term(number)) ? 1 : 0);
  for (const _ of corpus.forms.learn({ size, term, weight: () => 1, direction })) {
    // Nobody waits.
  }
  const plan = planQuery("sparsity reports", corpus);
  expect(plan.expansions).toEqual([{ term: "spars", weight: 0.4, reason: "", of: "sparsiti" }]);
  expect(abstracts.map((_, doc) => explainMatch(plan, doc, corpus))).toEqual([
    { why: "Matches “reports” in the title, “sparsity” in the text" },
    { why: "Matches “reports” in the title; “sparse” for “sparsity”", note: "“sparse” for “sparsity”" },
    { why: "Matches “reports” in the title", note: "without “sparsity”" },
  ]);
});

test("another form counts no more for being rare than the word that was typed", () => {
  const corpus = createCorpus();
  for (let at = 0; at < 40; at += 1)
    corpus.put(somePaper({ id: `a:${at}`, title: `Note ${at}`, abstract: at < 20 ? "Binary." : "Stars." }));
  corpus.put(somePaper({ id: "a:40", title: "Note", abstract: "Binarized." }));
  const { size, term } = corpus.terms;
  const direction = (number: number) => Float32Array.of(term(number).startsWith("binar") ? 1 : 0);
  for (const _ of corpus.forms.learn({ size, term, weight: () => 1, direction })) {
    // Nobody waits.
  }
  const idf = (term: string) => inverseDocumentFrequency(corpus.text.docFrequency(term), corpus.size);
  const [rare] = planQuery("binary", corpus).expansions;
  expect(rare?.term).toBe("binar");
  expect((rare?.weight ?? 0) * idf("binar")).toBeCloseTo(0.4 * idf("binari"));
  expect(planQuery("binarized", corpus).expansions).toMatchObject([{ term: "binari", weight: 0.4 }]);
});

test("are kept in a snapshot", async () => {
  const forms = createWordForms();
  const names = ["", "theori", "theorem", "theoret", "theoriz"];
  const source = {
    size: 4,
    term: (number: number) => names[number] ?? "",
    weight: () => 1,
    direction: (number: number) => Float32Array.of(Math.cos(number / 10), Math.sin(number / 10)),
  };
  for (const _ of forms.learn(source)) {
    // Nobody waits.
  }
  const file = join(temporaryFolder(), "search.index");
  const written = await writeSnapshot(file, forms.save);
  await written.handle.close();
  const from = await openSnapshot(file);
  const loaded = createWordForms();
  await loaded.load(from);
  await from.file.handle.close();
  expect([1, 2, 3, 4].map(loaded.of)).toEqual([1, 2, 3, 4].map(forms.of));
  expect(loaded.of(1)).toHaveLength(2);
});
