import { describe, expect, test } from "vitest";
import { risEntries } from "../../../src/papers/import/ris.ts";
import { collect } from "../../support/collect.ts";
import { bibliographyLines, foundIn } from "../../support/library/entries.ts";

const papersOf = (content: string | Buffer) => foundIn(risEntries(bibliographyLines(content)));
const nothing = { keywords: [], authors: [], categories: [], publication: { type: "article" } };
const bees = { ...nothing, title: "Toy Bees" };
const wasps = { ...nothing, title: "Toy Wasps" };

describe("a record", () => {
  test("is read with all that a paper has", async () => {
    const record = `TY  - JOUR
AU  - Bee, Ana
A1  - de la Dee, Cy, Jr.
AU  - Hive Lab
TI  - Toy Bees &amp; <i>Mazes</i>
T2  - Journal of Toys
PY  - 2026///
DA  - 2026/11/17/
AB  - We show that bees learn.
N2  - We show.
KW  - bees; maze solving
KW  - Bees, small
DO  - https://doi.org/10.1000/TOY
UR  - https://toy.example.org/1
L4  - file:///C:/bees.pdf
SN  - 1234-5678
ER  - 
`;
    expect(await papersOf(record)).toEqual([
      {
        id: "doi:10.1000/toy",
        title: "Toy Bees & Mazes",
        authors: ["Ana Bee", "Cy de la Dee Jr.", "Hive Lab"],
        names: [
          { family: "Bee", given: "Ana" },
          { family: "Dee", given: "Cy", particle: "de la", suffix: "Jr." },
          { literal: "Hive Lab" },
        ],
        venue: "Journal of Toys",
        published: "2026-11-17",
        abstract: "We show that bees learn.",
        keywords: ["bees", "maze solving", "Bees", "small"],
        categories: [],
        url: "https://toy.example.org/1",
        publication: { type: "article", date: "2026-11-17", issn: "1234-5678" },
      },
    ]);
  });

  test.each([
    ["DO  - 10.1000/toy", "doi:10.1000/toy"],
    ["DO  - doi: 10.1000/toy.", "doi:10.1000/toy"],
    ["N1  - Accession: 3; doi:10.1000/toy", "doi:10.1000/toy"],
    ["N1  - compare 10.1000/toy", undefined],
    ["N1  - arXiv:2611.00042", "arxiv:2611.00042"],
    ["M3  - arXiv:2611.00042 [cs.CL]", "arxiv:2611.00042"],
    ["UR  - https://doi.org/10.1000/toy", "doi:10.1000/toy"],
    ["UR  - https://toy.example.org/1;https://arxiv.org/abs/2611.00042", "arxiv:2611.00042"],
    ["L1  - https://arxiv.org/pdf/2611.00042v2.pdf", "arxiv:2611.00042"],
    ["AN  - 10.1000/toy", "doi:10.1000/toy"],
    ["JO  - arXiv preprint arXiv:2611.00042", "arxiv:2611.00042"],
    ["DO  - 10.1000/toy\nUR  - https://arxiv.org/abs/2611.00042", "arxiv:2611.00042"],
    ["AN  - 12345", undefined],
  ])("with %j is %s", async (lines, id) => {
    const [paper] = await papersOf(`TY  - JOUR\nTI  - Toy Bees\n${lines}\nER  - `);
    expect(paper).toMatchObject({ title: "Toy Bees" });
    expect((paper as { id?: string }).id).toBe(id);
  });

  test.each([
    ["PY  - 2026///", "2026"],
    ["PY  - 2026/11/17/", "2026-11-17"],
    ["Y1  - 2026/11//Winter", "2026-11"],
    ["PY  - 2026/1/7", "2026-01-07"],
    ["DA  - 2026-11-17", "2026-11-17"],
    ["PY  - 2026 Nov 17", "2026-11-17"],
    ["PY  - 2026/02/31", "2026-02"],
    ["PY  - 2025\nDA  - 2026/11/17", "2025"],
    ["PY  - soon", undefined],
  ])("with %j is of %s", async (lines, published) => {
    const [paper] = await papersOf(`TY  - JOUR\nTI  - Toy Bees\n${lines}\nER  - `);
    expect((paper as { published?: string }).published).toBe(published);
  });

  test.each([
    ["in T1", "TY  - JOUR\nT1  - Toy Bees\nER  - "],
    ["in CT", "TY  - JOUR\nCT  - Toy Bees\nER  - "],
    ["in BT, of a whole book", "TY  - BOOK\nBT  - Toy Bees\nER  - ", "book"],
    ["after one space", "TY - JOUR\nTI - Toy Bees\nER -"],
    ["on two lines", "TY  - JOUR\nTI  - Toy\n      Bees\nER  - "],
    ["below an empty tag", "TY  - JOUR\nTI  - \nToy Bees\n\nER  - "],
    ["with tabs and CRLF after a byte order mark", "\ufeffTY  -\tJOUR\r\nTI  -\tToy Bees\r\nER  - \r\n"],
  ])("may have its title %s", async (_, record, type = "article") => {
    expect(await papersOf(record)).toEqual([{ ...bees, publication: { type } }]);
  });

  test("may go on for lines that look like tags", async () => {
    const record =
      "TY  - JOUR\nTI  - Toy Bees\nAB  - We ask of\nAI - a history -\n- whether bees learn.\nER  - ";
    expect(await papersOf(record)).toEqual([
      { ...bees, abstract: "We ask of AI - a history - - whether bees learn." },
    ]);
  });

  test("may have keywords and authors in other ways", async () => {
    const record =
      "TY  - JOUR\nTI  - Toy Bees\nA2  - Bee, Ana; Dee, Cy\nKW  - bees\nmazes\nwax, honey\nER  - ";
    expect(await papersOf(record)).toEqual([
      {
        ...bees,
        authors: ["Ana Bee", "Cy Dee"],
        names: [
          { family: "Bee", given: "Ana" },
          { family: "Dee", given: "Cy" },
        ],
        keywords: ["bees", "mazes", "wax", "honey"],
      },
    ]);
  });

  test("may be Windows-1252", async () => {
    const record = Buffer.from("TY  - JOUR\nTI  - Gr\xfc\xdfe \x96 Bienen\nER  - ", "latin1");
    expect(await papersOf(record)).toEqual([{ ...nothing, title: "Grüße – Bienen" }]);
  });
});

describe("a file", () => {
  test.each([
    ["without an end of a record", "TY  - JOUR\nTI  - Toy Bees\nTY  - JOUR\nTI  - Toy Wasps\nER  - \n"],
    ["without an end of the last record", "TY  - JOUR\nTI  - Toy Bees\nER  - \nTY  - JOUR\nTI  - Toy Wasps"],
    [
      "without a beginning of a record",
      "TI  - Toy Bees\nER  - \nTY  - JOUR\nT1  - Toy Wasps\nER  - \n",
      { publication: undefined },
    ],
    [
      "with other lines around the records",
      "Provider: Toy\n\nTY  - JOUR\nTI  - Toy Bees\nER  - \n\n2.\nTY  - JOUR\nTI  - Toy Wasps\nER  - \nEF  - \n",
    ],
  ])("%s is read", async (_, file, first: object = bees) => {
    expect(await papersOf(file)).toEqual([{ ...bees, ...first }, wasps]);
  });

  test.each([
    ["has no title", "TY  - JOUR\nAU  - Bee, Ana\nER  - ", "3: no title"],
    [
      "is too long",
      `TY  - JOUR\n${"AB  - We show bees. \n".repeat(100_000)}ER  - `,
      "3: the record is longer than 1 MiB",
    ],
    [
      "has too long a line",
      `TY  - JOUR\nAB  - ${"x".repeat(5_000_000)}\nER  - `,
      "3: the line is longer than 4 MiB",
    ],
  ])("loses a record that %s, and no other", async (_, broken, reason) => {
    const file = `TY  - JOUR\nTI  - Toy Bees\n${broken}\nTY  - JOUR\nTI  - Toy Wasps\nER  - \n`;
    expect(await papersOf(file)).toEqual([bees, reason, wasps]);
  });

  test("tells how far it was read", async () => {
    const file = "TY  - JOUR\nTI  - Toy Bees\nER  - \nTY  - JOUR\nTI  - Toy Wasps\n";
    const entries = await collect(risEntries(bibliographyLines(file)));
    expect(entries.map(({ line, bytes }) => [line, bytes])).toEqual([
      [1, file.indexOf("TY", 3)],
      [4, file.length],
    ]);
  });
});

test.each([
  ["Y1  - 2019/05/07\nPY  - 2019", "2019-05-07"],
  ["PY  - 2019\nDA  - 2019/05/07", "2019-05-07"],
  ["PY  - 2019\nDA  - 2024/05/07", "2019"],
  ["PY  - 0000", undefined],
  ["PY  - 0000/00/00/\nDA  - 2019", "2019"],
])("of dates that agree the most exact is taken, and zeros are none: %j", async (dates, published) => {
  const [entry] = await foundIn(
    risEntries(bibliographyLines(`TY  - JOUR\nTI  - Toy Bees\n${dates}\nER  - \n`)),
  );
  expect(entry).toMatchObject(published === undefined ? { title: "Toy Bees" } : { published });
  expect(Object.hasOwn(entry as object, "published")).toBe(published !== undefined);
});

test("a DOI that a note names goes before one that a link holds", async () => {
  const record =
    "TY  - JOUR\nTI  - Toy Bees\nN1  - doi: 10.1000/toy\nUR  - https://archive.example.org/stable/10.2000/7\nER  - \n";
  expect(await foundIn(risEntries(bibliographyLines(record)))).toMatchObject([{ id: "doi:10.1000/toy" }]);
});

test.each([
  ["AN  - 123\nDB  - PubMed", { pmid: "123" }],
  ["AN  - 123", {}],
  ["AN  - PMID:123\nC2  - PMC45", { pmid: "123", pmcid: "PMC45" }],
  ["U1  - 123[pmid]\nU2  - PMC45[pmcid]", { pmid: "123", pmcid: "PMC45" }],
  ["N1  - PMID: 123\nPMCID: PMC45", { pmid: "123", pmcid: "PMC45" }],
])("the ids of PubMed in %j", async (lines, ids) => {
  const [paper] = await papersOf(`TY  - JOUR\nTI  - Toy Bees\n${lines}\nER  - \n`);
  expect(paper).toEqual({ ...bees, publication: { type: "article", ...ids } });
});

test("the month that EndNote keeps apart, and its two serial numbers", async () => {
  const record = `TY  - JOUR
TI  - Toy Bees
T2  - Toys
PY  - 2019
DA  - Aug 14
SN  - 1546-1696 (Electronic)
1087-0156 (Linking)
ER  - 
`;
  expect(await papersOf(record)).toMatchObject([
    { published: "2019-08-14", publication: { issn: "1546-1696" } },
  ]);
});
