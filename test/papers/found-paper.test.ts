import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactDate } from "../../src/papers/exact-date.ts";
import { foundPaper, foundPaperSchema } from "../../src/papers/found-paper.ts";

describe("foundPaper", () => {
  test("makes texts readable and leaves out what cannot be used", () => {
    expect(
      foundPaper({
        title: " Toy\n$M^3$Bees &amp; more ",
        abstract: "",
        authors: ["Ana  B\\'ee", " "],
        published: "2026-13-01",
        url: "http://plain.example.org/x",
        codeUrl: "javascript:alert(1)",
      }),
    ).toStrictEqual({
      title: "Toy M³Bees & more",
      keywords: [],
      authors: ["Ana Bée"],
      categories: [],
      url: "https://plain.example.org/x",
    });
  });

  test("keeps the parts of names, and says the names by them", () => {
    const names = [
      { family: "Wasp", given: " Bo ", particle: "van der", suffix: "Jr." },
      { literal: "The Hive\nCollaboration" },
      { family: "王", given: "小明" },
      { family: " " },
    ];
    expect(foundPaper({ title: "Bees", authors: ["ignored"], names })).toMatchObject({
      authors: ["Bo van der Wasp Jr.", "The Hive Collaboration", "王小明"],
      names: [
        { family: "Wasp", given: "Bo", particle: "van der", suffix: "Jr." },
        { literal: "The Hive Collaboration" },
        { family: "王", given: "小明" },
      ],
    });
  });

  test("keeps what it can of a publication, and no pieces of another title", () => {
    const publication = {
      type: "article",
      volume: " 3 ",
      pages: "1--9",
      publisher: "",
      issn: "\u0000",
    } as const;
    expect(
      foundPaper({ title: "Bees", publication: { ...publication, titleParts: ["W", "asps"] } }),
    ).toMatchObject({
      publication: { type: "article", volume: "3", pages: "1–9" },
    });
    const paper = foundPaper({ title: "Bees", publication: { titleParts: ["", "B", "ees"] } });
    expect(paper).toMatchObject({ publication: { titleParts: ["", "B", "ees"] } });
    expect(foundPaper({ title: "Bees", publication: { pages: " " } })).not.toHaveProperty("publication");
  });

  test("keeps two authors of the same name", () => {
    expect(foundPaper({ title: "Bees", authors: ["Wei Bee", "Wei Bee"] })).toMatchObject({
      authors: ["Wei Bee", "Wei Bee"],
    });
  });

  test("cuts what is too long, and remembers how many authors there were", () => {
    const paper = foundPaper({
      title: "b".repeat(5000),
      abstract: "word ".repeat(10_000),
      authors: Array.from({ length: 6000 }, (_, i) => `Bee ${i}`),
      keywords: Array.from({ length: 60 }, (_, i) => `k${i}`),
      venue: "v".repeat(1000),
      publication: {
        ...Object.fromEntries(
          ["volume", "issue", "pages", "series", "isbn"].map((name) => [name, "1".repeat(999)]),
        ),
        editors: Array.from({ length: 300 }, () => ({ family: "w".repeat(999), given: "g".repeat(999) })),
      },
    });
    expect(foundPaperSchema.safeParse(paper).success).toBe(true);
    expect(paper).toMatchObject({ authorsCount: 6000 });
  });

  test.each([[{}], [{ title: " " }], [{ title: "\u0000" }]])("%j has no title", (draft) => {
    expect(foundPaper(draft)).toBe("no title");
  });

  test("says what is wrong with an impossible draft", () => {
    expect(foundPaper({ title: "Bees", upvotes: -1 })).toMatch(/^upvotes: /);
  });

  test("whatever the texts, the result is valid or a reason", () => {
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(
        fc.record({
          title: text,
          abstract: text,
          authors: fc.array(text),
          names: fc.option(fc.array(fc.record({ family: text, given: text, suffix: text })), {
            nil: undefined,
          }),
          published: text,
          venue: text,
          url: text,
          publication: fc.record({ date: text, pages: text, publisher: text, titleParts: fc.array(text) }),
        }),
        (draft) => {
          const paper = foundPaper(draft);
          expect(typeof paper === "string" || foundPaperSchema.safeParse(paper).success).toBe(true);
        },
      ),
    );
  });
});

test.each([
  ["2026", "2026"],
  ["2026-11", "2026-11"],
  ["2026-11-19T17:08:18.000Z", "2026-11-19"],
  ["2024-02-29", "2024-02-29"],
  ["Mon, 2 Apr 2007 19:18:42 GMT", "2007-04-02"],
  ["2023-02-29", undefined],
  ["2026-00", undefined],
  ["20261119", undefined],
  ["soon", undefined],
  ["", undefined],
])("the date %j is %s", (text, date) => {
  expect(exactDate(text)).toBe(date);
});
