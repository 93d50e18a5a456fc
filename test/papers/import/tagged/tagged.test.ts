import { describe, expect, test } from "vitest";
import { ENDNOTE } from "../../../../src/papers/import/tagged/endnote.ts";
import { PUBMED } from "../../../../src/papers/import/tagged/pubmed.ts";
import { type TaggedFormat, taggedEntries } from "../../../../src/papers/import/tagged/tagged-records.ts";
import { WEB_OF_SCIENCE } from "../../../../src/papers/import/tagged/web-of-science.ts";
import { collect } from "../../../support/collect.ts";
import { bibliographyLines } from "../../../support/library/entries.ts";

async function read(format: TaggedFormat, text: string) {
  return collect(taggedEntries(bibliographyLines(text), format));
}

async function found(format: TaggedFormat, text: string) {
  return (await read(format, text)).map((entry) => (entry.kind === "paper" ? entry.found : entry));
}

describe("PubMed", () => {
  test("is read with all that a paper has", async () => {
    const text = `
PMID- 20000001
OWN - NLM
DP  - 2021 Mar
TI  - Toy moths find a paper lamp without any
      light.
VI  - 3
IP  - 2
PG  - 4-9
LID - 10.1000/moths.1 [doi]
LID - S1000-0001(21)1 [pii]
AB  - Moths were let loose. They found it
      within a night.
FAU - Moth, Eva C
AU  - Moth EC
FAU - King, Martin L Jr
AU  - King ML Jr
CN  - Lamp Study Group
JT  - Annals of lamps
PT  - Journal Article
MH  - *Moths/physiology
MH  - Light
DEP - 20210317
PMC - PMC7000001

PMID- 20000002
TI  - [Toy flies on walls].
AU  - van der Fly D
DP  - 2020 Jan-Feb
AID - 10.1000/flies.2 [doi]
`;
    const [moths, flies] = await found(PUBMED, text);
    expect(moths).toEqual({
      id: "doi:10.1000/moths.1",
      title: "Toy moths find a paper lamp without any light.",
      abstract: "Moths were let loose. They found it within a night.",
      authors: ["Eva C Moth", "Martin L King Jr", "Lamp Study Group"],
      names: [
        { family: "Moth", given: "Eva C" },
        { family: "King", given: "Martin L", suffix: "Jr" },
        { literal: "Lamp Study Group" },
      ],
      published: "2021-03-17",
      venue: "Annals of lamps",
      keywords: ["Moths", "Light"],
      categories: [],
      url: "https://pubmed.ncbi.nlm.nih.gov/20000001/",
      publication: {
        type: "article",
        date: "2021-03-17",
        volume: "3",
        issue: "2",
        pages: "4–9",
        pmid: "20000001",
        pmcid: "PMC7000001",
      },
    });
    expect(flies).toMatchObject({
      id: "doi:10.1000/flies.2",
      title: "Toy flies on walls.",
      names: [{ family: "Fly", given: "D", particle: "van der" }],
      published: "2020-01",
    });
  });

  test("begins a record at each number, with or without a blank line", async () => {
    const entries = await read(
      PUBMED,
      "PMID- 1\nTI  - Toy one\nPMID- 2\nTI  - Toy two\n\n\nPMID- 3\nAB  - none\n",
    );
    expect(entries.map(({ kind, line }) => [kind, line])).toEqual([
      ["paper", 1],
      ["paper", 3],
      ["broken", 7],
    ]);
  });
});

describe("EndNote", () => {
  test("is read with all that a paper has", async () => {
    const text = `%0 Journal Article
%T Toy moths find a paper lamp
%A Moth, Eva
%A van der Fly, Di
%J Annals of Lamps
%V 3
%N 2
%P 4-9
%@ 1000-0001
%D 2021
%8 March 17, 2021
%R https://doi.org/10.1000/moths.1
%U https://example.org/moths
%K moths
lamps
%X Moths were let loose.

They found it.

%0 Conference Paper
%T Paper wasps count
%A Wasp, Bo
%B Nest Conf
%D 2020
`;
    expect(await found(ENDNOTE, text)).toEqual([
      {
        id: "doi:10.1000/moths.1",
        title: "Toy moths find a paper lamp",
        abstract: "Moths were let loose. They found it.",
        authors: ["Eva Moth", "Di van der Fly"],
        names: [
          { family: "Moth", given: "Eva" },
          { family: "Fly", given: "Di", particle: "van der" },
        ],
        published: "2021-03-17",
        venue: "Annals of Lamps",
        keywords: ["moths", "lamps"],
        categories: [],
        url: "https://example.org/moths",
        publication: {
          type: "article",
          date: "2021-03-17",
          volume: "3",
          issue: "2",
          pages: "4–9",
          issn: "1000-0001",
        },
      },
      expect.objectContaining({
        title: "Paper wasps count",
        venue: "Nest Conf",
        published: "2020",
        publication: { type: "inproceedings", date: "2020" },
      }),
    ]);
  });

  test("may have records without their kind, between blank lines", async () => {
    const papers = await found(ENDNOTE, "%T Toy one\n%A Bee, Ana\n\n%T Toy two\n%A Wasp, Bo\n");
    expect(papers).toMatchObject([
      { title: "Toy one", authors: ["Ana Bee"] },
      { title: "Toy two", authors: ["Bo Wasp"] },
    ]);
  });
});

describe("Web of Science", () => {
  test("is read with all that a paper has", async () => {
    const text = `FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Moth, EC
   Fly, D
AF Moth, Eva C.
   van der Fly, Di
CA Lamp Study Grp
TI Toy moths find
   a paper lamp
SO ANNALS OF LAMPS
DE moths; lamps
ID LIGHT; MOTHS AT
   NIGHT
AB Moths were let loose. H<inf>2</inf>O was given.
PD MAR 17
PY 2021
VL 3
IS 2
BP 4
EP 9
DI 10.1000/moths.1
ER

PT C
AU Wasp, B
TI Paper wasps count
SO NEST CONF
CT Nest Conf
PD NOV-DEC
PY 2020
ER

EF
`;
    expect(await found(WEB_OF_SCIENCE, text)).toMatchObject([
      {
        id: "doi:10.1000/moths.1",
        title: "Toy moths find a paper lamp",
        names: [
          { family: "Moth", given: "Eva C." },
          { family: "Fly", given: "Di", particle: "van der" },
          { literal: "Lamp Study Grp" },
        ],
        published: "2021-03-17",
        venue: "ANNALS OF LAMPS",
        keywords: ["moths", "lamps", "LIGHT", "MOTHS AT NIGHT"],
        publication: { type: "article", volume: "3", issue: "2", pages: "4–9" },
      },
      { title: "Paper wasps count", published: "2020-11", publication: { type: "inproceedings" } },
    ]);
  });
});

test.each([PUBMED, ENDNOTE, WEB_OF_SCIENCE])(
  "a record that is too long costs itself only",
  async (format) => {
    const [tag, title] =
      { PMID: ["PMID- ", "TI  - "], 0: ["%0 ", "%T "], PT: ["PT ", "TI "] }[format.begins] ?? [];
    const long = `${tag}1\n${title}${"a".repeat(1000)}\n${`   ${"b".repeat(1000)}\n`.repeat(1100)}`;
    const entries = await read(format, `${long}\n${tag}2\n${title}Toy two\n`);
    expect(entries).toMatchObject([
      { kind: "broken", reason: "the record is longer than 1 MiB" },
      { kind: "paper", found: { title: "Toy two" } },
    ]);
  },
);

describe("kinds of works", () => {
  test("PubMed has books and chapters", async () => {
    const text = `PMID- 30000001
DP  - 2024 Jan
TI  - Bee Sting.
BTI - Toy StatPearls
PB  - Pearl Press
PL  - Treasure Island (FL)
FAU - Bee A
FED - Chief, Charlie
PT  - Book Chapter

PMID- 30000002
DP  - 1998 Spring
BTI - Bees: A Handbook
AU  - Bee AC
ISBN- 9780000000002
`;
    expect(await found(PUBMED, text)).toMatchObject([
      {
        title: "Bee Sting.",
        venue: "Toy StatPearls",
        names: [{ family: "Bee", given: "A" }],
        publication: {
          type: "incollection",
          publisher: "Pearl Press",
          place: "Treasure Island (FL)",
          editors: [{ family: "Chief", given: "Charlie" }],
        },
      },
      {
        title: "Bees: A Handbook",
        publication: { type: "book", isbn: "9780000000002" },
      },
    ]);
  });

  test("EndNote has series, kinds of thesis, numbers of reports and ids of PubMed", async () => {
    const text = `%0 Book Section
%A Bee, Ana
%T On hives
%B Handbook of Hives
%S Lecture Notes in Bees

%0 Thesis
%A Wasp, Bo
%T A thesis on nests
%9 PhD thesis

%0 Report
%A Ant, Cy
%T Report on ants
%@ TR-12

%0 Edited Book
%E Fly, Di
%T An edited book
%B Books on Flies

%0 Journal Article
%A Moth, Eva
%T Moths
%M PMID: 123
%2 PMC123
`;
    expect(await found(ENDNOTE, text)).toMatchObject([
      { venue: "Handbook of Hives", publication: { series: "Lecture Notes in Bees" } },
      { publication: { type: "phdthesis" } },
      { publication: { type: "report", number: "TR-12" } },
      { authors: ["Di Fly"], publication: { type: "book", series: "Books on Flies" } },
      { publication: { pmid: "123", pmcid: "PMC123" } },
    ]);
  });

  test("Web of Science has series and chapters, and nobody is no author", async () => {
    const text = `PT B
AU [Anonymous]
BA Moth, E
BF Moth, Eva
TI On moths
SO MOTHS
SE Lecture Notes in Moths
DT Book Chapter
BP 100
EP +
ER
`;
    const [chapter] = await found(WEB_OF_SCIENCE, text);
    expect(chapter).toMatchObject({
      venue: "MOTHS",
      publication: { type: "incollection", series: "Lecture Notes in Moths", pages: "100" },
    });
    expect(chapter).toMatchObject({ authors: [] });
  });
});
