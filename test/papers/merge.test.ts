import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergePapers } from "../../src/papers/merge.ts";
import { type Paper, type PublicationType, paperSchema } from "../../src/papers/paper.ts";
import { aPaper } from "../support/library/a-paper.ts";

/** "x.1", "x.2" and so on. */
function numbered(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, at) => `x.${from + at}`);
}

describe("mergePapers", () => {
  test.each<[string, Partial<Paper>, Partial<Paper>, Partial<Paper>]>([
    [
      "fills what is missing",
      { abstract: "We show." },
      { summary: "Bees.", venue: "Toy" },
      { abstract: "We show.", summary: "Bees.", venue: "Toy" },
    ],
    ["takes the longer abstract", { abstract: "We" }, { abstract: "We show." }, { abstract: "We show." }],
    [
      "never takes a shorter abstract",
      { abstract: "We show." },
      { abstract: "We" },
      { abstract: "We show." },
    ],
    [
      "keeps its abstract of two that are as long",
      { abstract: "We say." },
      { abstract: "We may." },
      { abstract: "We say." },
    ],
    ["keeps its authors of two lists as long", { authors: ["A"] }, { authors: ["B"] }, { authors: ["A"] }],
    [
      "takes no more than fifty categories, its own first",
      { categories: numbered(1, 30) },
      { categories: numbered(21, 80) },
      { categories: numbered(1, 50) },
    ],
    ["keeps its own summary", { summary: "Mine." }, { summary: "Theirs, longer." }, { summary: "Mine." }],
    [
      "takes the more exact date",
      { published: "2026-11" },
      { published: "2026-11-19" },
      { published: "2026-11-19" },
    ],
    [
      "keeps the more exact date",
      { published: "2026-11-19" },
      { published: "2026" },
      { published: "2026-11-19" },
    ],
    [
      "keeps its date when the other disagrees",
      { published: "2026" },
      { published: "2025-01-01" },
      { published: "2026" },
    ],
    [
      "takes the longer author list",
      { authors: ["A"], authorsCount: 3 },
      { authors: ["A", "B"] },
      { authors: ["A", "B"], authorsCount: 3 },
    ],
    [
      "drops a count that the list has reached",
      { authors: ["A"], authorsCount: 2 },
      { authors: ["A", "B"] },
      { authors: ["A", "B"] },
    ],
    [
      "unites categories in order",
      { categories: ["cs.CV", "cs.LG"] },
      { categories: ["stat.ML", "cs.CV"] },
      { categories: ["cs.CV", "cs.LG", "stat.ML"] },
    ],
    [
      "unites keywords whatever their case",
      { keywords: ["Bees"] },
      { keywords: ["bees", "mazes"] },
      { keywords: ["Bees", "mazes"] },
    ],
    ["takes the latest votes, even fewer", { upvotes: 9 }, { upvotes: 0 }, { upvotes: 0 }],
    ["keeps votes that the other does not know", { upvotes: 9 }, {}, { upvotes: 9 }],
    [
      "keeps its links",
      { url: "https://a.org/1" },
      { url: "https://b.org/1", codeUrl: "https://c.org/1" },
      { url: "https://a.org/1", codeUrl: "https://c.org/1" },
    ],
    [
      "takes the names in parts where somebody tells them",
      { authors: ["Bo Wasp"] },
      { authors: ["Bo van Wasp"], names: [{ family: "Wasp", given: "Bo", particle: "van" }] },
      { authors: ["Bo van Wasp"], names: [{ family: "Wasp", given: "Bo", particle: "van" }] },
    ],
    [
      "keeps no names of a list that has grown",
      { authors: ["Bo Wasp"], names: [{ family: "Wasp", given: "Bo" }] },
      { authors: ["Bo Wasp", "Cy Dee"] },
      { authors: ["Bo Wasp", "Cy Dee"] },
    ],
    [
      "unites other ids, without its own",
      { otherIds: ["doi:10.1000/a"] },
      { otherIds: ["arxiv:2611.00042", "doi:10.1000/b"] },
      { otherIds: ["doi:10.1000/a", "doi:10.1000/b"] },
    ],
    [
      "is cited by the published work, not by the preprint's date and number",
      { publication: { type: "preprint", date: "2025", number: "7", isbn: "1" } },
      { publication: { type: "article", date: "2026", volume: "3" } },
      { publication: { isbn: "1", type: "article", date: "2026", volume: "3" } },
    ],
    [
      "fills what is not said of the publication",
      { publication: { type: "article", volume: "3" } },
      { publication: { type: "article", volume: "4", pages: "1–9" } },
      { publication: { type: "article", volume: "3", pages: "1–9" } },
    ],
    [
      "mixes no talk with the article that grew out of it",
      { publication: { type: "inproceedings", pages: "1–9" } },
      { publication: { type: "article", volume: "4" } },
      { publication: { type: "inproceedings", pages: "1–9" } },
    ],
    [
      "keeps no pieces of a title that it does not have",
      { title: "Toy Bees", publication: { type: "article" } },
      { title: "Toy Bees!", publication: { titleParts: ["Toy ", "Bees", "!"] } },
      { title: "Toy Bees", publication: { type: "article" } },
    ],
    ["takes a certain id and its title", { id: "title:1", title: "Toy bees solve mazes" }, {}, {}],
    ["keeps a certain id", {}, { id: "title:1" }, {}],
    ["keeps its title", { title: "Toy Bees" }, { title: "TOY bees" }, { title: "Toy Bees" }],
    ["takes better capitals", { title: "TOY BEES SOLVE MAZES" }, {}, {}],
  ])("%s", (_, known, found, merged) => {
    expect(mergePapers(aPaper(known), aPaper(found))).toStrictEqual(aPaper(merged));
  });

  const words = fc.array(fc.constantFrom("Bees", "bees", "Wasps", "Mazes"), { maxLength: 4 });
  const papers = fc
    .record(
      {
        id: fc.constantFrom("title:1", "arxiv:2611.00042"),
        title: fc.constantFrom("Toy Bees", "TOY BEES", "toy bees", "Wasps"),
        keywords: words,
        authors: words,
        categories: words,
        abstract: fc.constantFrom("We", "We show."),
        summary: fc.constantFrom("One.", "Two."),
        authorsCount: fc.integer({ min: 1, max: 6 }),
        published: fc.constantFrom("2026", "2026-11", "2026-11-19", "2025"),
        venue: fc.constantFrom("Toy", "Hive"),
        url: fc.constantFrom("https://a.org/1", "https://b.org/1"),
        codeUrl: fc.constant("https://c.org/1"),
        upvotes: fc.nat(3),
        otherIds: fc.constantFrom<string[]>(["doi:10.1000/a"], ["doi:10.1000/b", "doi:10.1000/c"]),
        publication: fc.record(
          {
            type: fc.constantFrom<PublicationType>("preprint", "article", "inproceedings", "misc"),
            date: fc.constantFrom("2025", "2026"),
            volume: fc.constantFrom("1", "2"),
            isbn: fc.constantFrom("1", "2"),
            titleParts: fc.constantFrom<string[]>(["Toy ", "Bees"], ["", "Wasps"]),
          },
          { noNullPrototype: true, requiredKeys: ["date"] },
        ),
      },
      { requiredKeys: ["id", "title", "keywords", "authors", "categories"] },
    )
    .map((paper): Paper => paper);

  test("loses no field, is idempotent and stays valid", () => {
    fc.assert(
      fc.property(papers, papers, (known, found) => {
        const merged = mergePapers(known, found);
        expect(mergePapers(merged, found)).toStrictEqual(merged);
        expect(mergePapers(known, known)).toStrictEqual(known);
        expect(paperSchema.parse(merged)).toStrictEqual(merged);
        const count = (paper: Paper) => Math.max(paper.authors.length, paper.authorsCount ?? 0);
        expect(count(merged)).toBe(Math.max(count(known), count(found)));
        for (const { authorsCount, ...paper } of [known, found]) {
          expect(Object.keys(merged)).toEqual(expect.arrayContaining(Object.keys(paper)));
        }
      }),
    );
  });
});
