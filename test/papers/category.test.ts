import { describe, expect, it } from "vitest";
import { ARXIV_ARCHIVES } from "../../data/arxiv-categories.ts";
import { readConfig } from "../../src/config.ts";
import { DEFAULT_SETTINGS, readSettings } from "../../src/delivery/subscription-settings.ts";
import {
  explainCategory,
  hasCategoryForm,
  isCurrentCategory,
  isInAny,
  readCategory,
} from "../../src/papers/category.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import { readFollow } from "../../src/taste/read-follow.ts";

const CURRENT = Object.entries(ARXIV_ARCHIVES).flatMap(([archive, subjects]) => [
  archive,
  ...subjects.split(" ").flatMap((subject) => (subject === "" ? [] : [`${archive}.${subject}`])),
]);

describe("a category", () => {
  it("is read in any case, as arXiv writes it", () => {
    // arXiv's taxonomy has 155 categories: archives without subjects are categories themselves.
    const withSubjects = Object.values(ARXIV_ARCHIVES).filter((subjects) => subjects !== "").length;
    expect(CURRENT.length - withSubjects).toBe(155);
    for (const category of CURRENT) {
      expect(readCategory(category.toUpperCase())).toBe(category);
      expect(hasCategoryForm(category), category).toBe(true);
      expect(isCurrentCategory(category), category).toBe(true);
    }
    for (const old of ["cmp-lg", "alg-geom", "chao-dyn", "supr-con"]) {
      expect(readCategory(old)).toBe(old);
      expect(isCurrentCategory(old)).toBe(false);
    }
  });

  it.each([
    "cs.VC",
    "zz.QQ",
    "c",
    "",
    "cs.",
    ".CV",
    "cs.CV.LG",
    "hep-th.TH",
    "constructor",
    "machine learning",
  ])("is none: “%s”", (typed) => expect(readCategory(typed)).toBeUndefined());

  it.each([
    ["cs.VC", "Did you mean cs.CV?"],
    ["cs.CVV", "Did you mean cs.CV?"],
    ["cscv", "Did you mean cs.CV?"],
    ["sc.CV", "Did you mean cs.CV?"],
    ["hep-ht", "Did you mean hep-th?"],
    ["cond-mat.supercon", "Did you mean cond-mat.supr-con?"],
    ["zz.QQ", "The archives are astro-ph, cond-mat, cs,"],
  ])("that is none is explained: %s", (typed, expected) => {
    expect(explainCategory(typed)).toContain(`“${typed}” is not an arXiv category. `);
    expect(explainCategory(typed)).toContain(expected);
  });

  it("is in its archive, and in no other that begins so", () => {
    expect(isInAny(["cs.CV"], ["CS"])).toBe(true);
    expect(isInAny(["math-ph"], ["math"])).toBe(false);
    expect(isInAny(["cs.CV"], [])).toBe(true);
    expect(isInAny([], ["cs"])).toBe(false);
  });
});

describe("a mistyped category is refused with the nearest one", () => {
  const index = createSearchIndex({ now: () => 0 });
  it.each<[string, () => unknown]>([
    ["in a query", () => index.search("bees category:cs.VC", { offset: 0, limit: 1 })],
    ["in a query that leaves it out", () => index.search("bees -category:cs.VC", { offset: 0, limit: 1 })],
    ["in a follow", () => readFollow("category:cs.VC", undefined, index)],
    ["in a follow without a kind", () => readFollow("cs.VC", undefined, index)],
    ["in a subscription", () => readSettings({ categories: "cs.LG, cs.VC" }, DEFAULT_SETTINGS)],
    ["in the settings", () => readConfig({ ARXIV_CATEGORIES: "cs.LG,cs.VC" })],
  ])("%s", (_, read) => expect((async () => read())()).rejects.toThrow(/did you mean cs\.CV\?/i));

  it("and a real one is taken in any case", async () => {
    expect(await readFollow("CS.cv", undefined, index)).toEqual({ kind: "category", value: "cs.CV" });
    expect(readSettings({ categories: "CS.cv Q-BIO cs.CV" }, DEFAULT_SETTINGS).categories).toEqual([
      "cs.CV",
      "q-bio",
    ]);
    expect(readConfig({ ARXIV_CATEGORIES: "CS.cv,hep-th" }).sources.arxiv.categories).toEqual([
      "cs.CV",
      "hep-th",
    ]);
    expect(() => readConfig({ ARXIV_CATEGORIES: "cmp-lg" })).toThrow("ARXIV_CATEGORIES");
  });

  it("but what a paper of the library carries can be searched for", async () => {
    const paper = { id: "title:brains", title: "Brains of bees", keywords: [], authors: [] };
    const ask = async (query: string) => (await index.search(query, { offset: 0, limit: 9 })).total;
    await expect(ask("category:neuroscience")).rejects.toThrow("not an arXiv category");
    await index.add([{ ...paper, categories: ["Neuroscience", "cell biology"] }]);
    expect(await ask("category:neuroscience")).toBe(1);
    expect(await ask('bees category:"cell biology"')).toBe(1);
    expect(await ask("bees category:cs.CV")).toBe(0);
  });
});
