import { expect, test } from "vitest";
import { paperOfDailyEntry } from "../../src/papers/daily-entry.ts";

const paper = {
  id: "2611.00042",
  title: "Toy Bees\n  Solve Mazes",
  summary: "We show bees.\nThey learn.",
  authors: [{ name: "Ana Bee", hidden: false }, { name: "Cy Dee" }, { name: "Gone", hidden: true }, {}],
  publishedAt: "2026-11-19T17:08:18.000Z",
  upvotes: 12,
  githubRepo: "https://github.com/ex/bees",
  projectPage: null,
  ai_summary: "Bees learn mazes.",
  ai_keywords: ["bees", 3],
};

test("an entry of the API, and the paper in it, are the same paper", () => {
  const read = {
    id: "arxiv:2611.00042",
    title: "Toy Bees Solve Mazes",
    abstract: "We show bees. They learn.",
    summary: "Bees learn mazes.",
    keywords: ["bees"],
    authors: ["Ana Bee", "Cy Dee"],
    published: "2026-11-19",
    categories: [],
    codeUrl: "https://github.com/ex/bees",
    upvotes: 12,
  };
  expect(paperOfDailyEntry({ paper, title: "Outer", publishedAt: "2026-11-19T02:08:18.000Z" })).toStrictEqual(
    read,
  );
  expect(paperOfDailyEntry(paper)).toStrictEqual(read);
});

test("missing and odd fields are left out", () => {
  expect(
    paperOfDailyEntry({ title: "Outer", paper: { id: 7, upvotes: "many", authors: null } }),
  ).toStrictEqual({
    title: "Outer",
    keywords: [],
    authors: [],
    categories: [],
  });
});

test.each([null, 3, "x", [], {}, { paper: null }])("%j has no title", (entry) => {
  expect(paperOfDailyEntry(entry)).toBe("no title");
});

test.each([
  ["https://github.com/ex/wasps", "https://github.com/ex/wasps"],
  ["https://ex.github.io/wasps", undefined],
  ["https://github.com/ex", undefined],
])("a project's page at %s is its code: %s", (projectPage, codeUrl) => {
  const { githubRepo: _, ...rest } = paper;
  expect(paperOfDailyEntry({ ...rest, projectPage })).toMatchObject({ title: "Toy Bees Solve Mazes" });
  const read = paperOfDailyEntry({ ...rest, projectPage });
  expect(typeof read === "string" ? read : read.codeUrl).toBe(codeUrl);
});
