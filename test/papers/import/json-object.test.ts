import { expect, test } from "vitest";
import { papersOfYaml } from "../../../src/papers/import/csl-yaml.ts";
import { papersOfJson } from "../../../src/papers/import/json-object.ts";

const bee = {
  type: "article-journal",
  title: "Toy bees",
  author: [{ family: "Bee", given: "Ana" }],
  issued: { "date-parts": [[2021, 3]] },
};

test.each([
  ["one work over several lines", JSON.stringify(bee, null, 2)],
  ["items", JSON.stringify({ items: [bee] })],
  ["pandoc's references", JSON.stringify({ references: [bee] })],
  ["one work of Crossref", JSON.stringify({ status: "ok", "message-type": "work", message: bee })],
  ["a search at Crossref", JSON.stringify({ status: "ok", message: { "total-results": 1, items: [bee] } })],
])("%s in JSON", (_, text) => {
  expect(papersOfJson(text)).toMatchObject([
    { kind: "paper", line: 1, found: { title: "Toy bees", authors: ["Ana Bee"], published: "2021-03" } },
  ]);
});

test("works of Better BibTeX, without its notes", () => {
  const items = [
    { itemType: "note", note: "n" },
    {
      itemType: "book",
      title: "Toys",
      creators: [{ creatorType: "author", lastName: "Bee", firstName: "Ana" }],
    },
  ];
  expect(papersOfJson(JSON.stringify({ config: { id: 1 }, items }))).toMatchObject([
    { kind: "paper", line: 2, found: { title: "Toys", authors: ["Ana Bee"] } },
  ]);
});

test("what is no JSON says what to do", () => {
  expect(papersOfJson('{\n"a": 1\n}\n{\n"a": 2\n}')).toEqual([
    { kind: "broken", line: 1, reason: expect.stringMatching(/jq -c/) },
  ]);
});

test.each([
  "- id: bee\n  type: article-journal\n  title: Toy bees\n  author:\n  - family: Bee\n    given: Ana\n  issued: 2021-03\n",
  "---\nreferences:\n- title: Toy bees\n  type: book\n  author: [{family: Bee, given: Ana}]\n  issued:\n  - year: 2021\n    month: 3\n...\n\nText: [x\n",
  "references:\n- title: Toy bees\n  author: [{family: Bee, given: Ana}]\n  issued: {date-parts: [[2021, 3]]}\n",
])("CSL-YAML: %j", (text) => {
  expect(papersOfYaml(text)).toMatchObject([
    { kind: "paper", found: { title: "Toy bees", authors: ["Ana Bee"], published: "2021-03" } },
  ]);
});

test.each([
  ['- id: "a\n  title: b', /not YAML/],
  [
    `a: &a [x,x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [${"*a,".repeat(30)}*a]`).join("\n")}`,
    /not YAML|no title/,
  ],
])("bad YAML is broken", (text, reason) => {
  expect(papersOfYaml(text)).toEqual([{ kind: "broken", line: 1, reason: expect.stringMatching(reason) }]);
});
