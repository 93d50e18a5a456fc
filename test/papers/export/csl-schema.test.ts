import { expect, it } from "vitest";
import { writePapers } from "../../../src/papers/export/formats.ts";
import { type Paper, PUBLICATION_TYPES } from "../../../src/papers/paper.ts";
import { cslItems } from "../../support/library/csl-schema.ts";

const bare: Paper = { id: "title:1", title: "Toy Bees", keywords: [], categories: [], authors: [] };
const full: Paper = {
  ...bare,
  id: "arxiv:2611.00042",
  otherIds: ["doi:10.1000/toy"],
  authors: ["Bo van der Wasp Jr.", "HIVE Collaboration"],
  names: [
    { family: "Wasp", given: "Bo", particle: "van der", suffix: "Jr." },
    { literal: "HIVE Collaboration" },
  ],
  authorsCount: 9,
  published: "2026-11-17",
  venue: "Journal of Toys",
  url: "https://toy.example.org/1",
};
const publication = {
  date: "2026-11",
  volume: "1",
  issue: "2",
  number: "e3",
  pages: "4–5",
  series: "Toys",
  edition: "2",
  publisher: "Hive Press",
  place: "Berlin",
  editors: [{ family: "Ant", given: "Cy" }],
  isbn: "9780262035613",
  issn: "1234-567X",
  pmid: "123",
  pmcid: "PMC123",
};

it.each(PUBLICATION_TYPES)("an exported %s is valid CSL-JSON", async (type) => {
  const papers: readonly Paper[] = [
    { ...full, publication: { type, ...publication } },
    { ...bare, publication: { type } },
  ];
  const cited = papers.map((paper, at) => ({ key: `bee2026toy${at}`, paper }));
  const text = await writePapers(cited, "csl", "Papers");
  const checked = cslItems.safeParse(JSON.parse(text));
  expect(checked.error?.issues ?? []).toEqual([]);
});

it("finds what is not valid", () => {
  const item = { id: "a", type: "book", title: "Toy Bees" };
  expect(cslItems.safeParse([item]).success).toBe(true);
  expect(cslItems.safeParse([{ ...item, type: "inproceedings" }]).success).toBe(false);
  expect(cslItems.safeParse([{ ...item, issued: { "date-parts": [2026] } }]).success).toBe(false);
  expect(cslItems.safeParse([{ ...item, journal: "Toys" }]).success).toBe(false);
});
