import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellsOf, tableRows } from "../../../src/papers/import/table/cells.ts";
import { NO_TABLE, tableEntries, tableHead } from "../../../src/papers/import/table/table.ts";
import { collect } from "../../support/collect.ts";
import { bibliographyLines, foundIn } from "../../support/library/entries.ts";

const papersOf = (text: string) =>
  foundIn(tableEntries(bibliographyLines(text), tableHead(text) ?? NO_TABLE));
const rowsOf = (text: string) => collect(tableRows(bibliographyLines(text), ","));

const bee = { family: "Bee", given: "Ana" };
const wasp = { family: "Wasp", given: "Bo" };

describe("a table", () => {
  test.each([
    [
      "Scopus",
      `"Authors","Author full names","Title","Year","Source title","Volume","Issue","Art. No.","Page start","Page end","DOI","Abstract","Author Keywords","Document Type","Source"
"Bee A.; Wasp B.","Bee, Ana (1); Wasp, Bo (2)","Toy Bees","2020","Journal of Toys","3","2","","1","9","10.1000/toy.1","We show ""bees"".\nThey learn.","bees; mazes","Article","Scopus"`,
      { abstract: 'We show "bees". They learn.', keywords: ["bees", "mazes"], published: "2020" },
    ],
    [
      "Zotero",
      `"Key","Item Type","Publication Year","Author","Title","Publication Title","ISSN","DOI","Url","Abstract Note","Date","Date Added","Pages","Issue","Volume","Manual Tags"
"ABCD1234","journalArticle","2020","Bee, Ana; Wasp, Bo","Toy Bees","Journal of Toys","1234-5678","10.1000/toy.1","https://toys.example.org/1","We show bees.","2020-03-04","2021-01-01","1-9","2","3","bees; mazes"`,
      { published: "2020-03-04", url: "https://toys.example.org/1", keywords: ["bees", "mazes"] },
    ],
    [
      "Dimensions",
      `"About the data: Exported on Nov 20, 2026. Criteria: bees"
"Rank","Publication ID","DOI","PMID","Title","Abstract","Source title","Publisher","PubYear","Volume","Issue","Pagination","Publication Type","Authors"
"500","pub.1","10.1000/toy.1","42","Toy Bees","We show bees.","Journal of Toys","Hive Press","2020","3","2","1-9","Article","Bee, Ana; Wasp, Bo"`,
      { published: "2020", publication: expect.objectContaining({ pmid: "42", publisher: "Hive Press" }) },
    ],
    [
      "Lens",
      `"Lens ID","Title","Date Published","Publication Year","Publication Type","Source Title","Author/s","Volume","Issue Number","Start Page","End Page","DOI"
"000-1","Toy Bees","2020-03-04","2020","journal article","Journal of Toys","Ana Bee; Bo Wasp","3","2","1","9","10.1000/toy.1"`,
      { published: "2020-03-04" },
    ],
  ])("of %s", async (_, text, more) => {
    expect(await papersOf(`\ufeff${text}\n`)).toEqual([
      expect.objectContaining({
        id: "doi:10.1000/toy.1",
        title: "Toy Bees",
        names: [bee, wasp],
        venue: "Journal of Toys",
        publication: expect.objectContaining({ type: "article", volume: "3", issue: "2", pages: "1–9" }),
        ...more,
      }),
    ]);
  });

  test.each([
    ["PT\tAU\tTI\tSO\tPY\tDI\nJ\tBee, A; Wasp, B\tToy Bees\tTOYS\t2020\t10.1000/toy.1", ["A Bee", "B Wasp"]],
    [
      'PMID,Title,Authors,Journal/Book,DOI\n42,Toy Bees,"Bee A, Wasp B.",J Toys,10.1000/toy.1',
      ["A Bee", "B Wasp"],
    ],
    [
      'title,authors,year,url\nToy Bees,"Ana Bee, Bo Wasp",2020,https://doi.org/10.1000/toy.1',
      ["Ana Bee", "Bo Wasp"],
    ],
    ["sep=;\nTitle;DOI;Colour\nToy Bees;10.1000/toy.1;blue", []],
  ])("in other hands: %j", async (text, authors) => {
    expect(await papersOf(text)).toEqual([
      expect.objectContaining({ id: "doi:10.1000/toy.1", title: "Toy Bees", authors }),
    ]);
  });

  test("takes an arXiv id before a DOI", async () => {
    expect(await papersOf("Title,arXiv,DOI\nToy Bees,2611.00042v2,10.1000/toy.1\n")).toEqual([
      expect.objectContaining({ id: "arxiv:2611.00042", otherIds: ["doi:10.1000/toy.1"] }),
    ]);
  });

  test("names the line of a row without a title, and goes on", async () => {
    const text = 'Title,DOI\n,10.1000/toy.1\n"Toy\nBees",10.1000/toy.2\nToy Wasps,10.1000/toy.3\n';
    const entries = await collect(tableEntries(bibliographyLines(text), tableHead(text) ?? NO_TABLE));
    expect(entries.map((entry) => [entry.line, entry.kind])).toEqual([
      [2, "broken"],
      [3, "paper"],
      [5, "paper"],
    ]);
    expect(entries.at(-1)?.bytes).toBe(Buffer.byteLength(text));
  });
});

describe("cells", () => {
  test("come back as they were written", () => {
    const cell = fc
      .string({ unit: fc.constantFrom("a", '"', ",", "\n", ";", " b") })
      .map((text) => text.trim());
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        async (rows) => {
          const text = rows.map((cells) => cells.map(quoted).join(",")).join("\n");
          expect((await rowsOf(text)).map(({ cells }) => cells)).toEqual(rows);
        },
      ),
      { numRuns: 50 },
    );
  });

  test("keep quotes that are no cell's", () => {
    expect(cellsOf('5" disk,"a" b,', ",")).toEqual(['5" disk', "a b", ""]);
  });

  test("behind a quote that is never closed are lost up to a megabyte", async () => {
    expect(await rowsOf('a,"b\nc,d\n')).toEqual([
      expect.objectContaining({ line: 1, problem: "a quote is not closed" }),
    ]);
    const rows = await rowsOf(`a,"b\n${`c,${"d".repeat(99)}\n`.repeat(15_000)}`);
    expect(rows.at(-1)?.cells).toEqual(["c", "d".repeat(99)]);
  });

  test.each(['"', '""', ",", '",', 'a"', '"\n'])("are read from half a megabyte of %j", async (piece) => {
    expect((await rowsOf(piece.repeat(500_000 / piece.length))).length).toBeGreaterThan(0);
  });
});
