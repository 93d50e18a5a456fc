import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bibtexEntries } from "../../../../src/papers/import/bibtex/bibtex.ts";
import { collect } from "../../../support/collect.ts";
import { bibliographyLines, foundIn } from "../../../support/library/entries.ts";

const papersOf = (content: string | Buffer) => foundIn(bibtexEntries(() => bibliographyLines(content)));
const nothing = { keywords: [], authors: [], categories: [], publication: { type: "misc" } };

describe("an entry", () => {
  test("is read with all that a paper has", async () => {
    const entry = `@InProceedings{bee26,
      title     = {{Toy {B}ees}: {\\emph{Mazes}} \\& $n^2$ {Paths, Walls}},
      author    = "Bee, Ana and {Hive Lab and Sons} and de la Dee, Jr., Cy and M{\\"u}ller, J{\\'o}zef and others",
      booktitle = {Proceedings of the 3rd {Toy} Conference},
      year      = 2026,
      month     = nov # "~17",
      abstract  = {We show that
                   bees \\textbf{learn}.},
      keywords  = {bees; maze solving},
      doi       = {10.1000/toy\\_1},
      eprint    = {2611.00042v2},
      archivePrefix = {arXiv},
      primaryClass  = {cs.CL},
      url       = {https://toy.example.org/a\\_b},
      file      = {C:\\Users\\bee.pdf},
    }`;
    expect(await papersOf(entry)).toEqual([
      {
        id: "arxiv:2611.00042",
        title: "Toy Bees: Mazes & n² Paths, Walls",
        authors: ["Ana Bee", "Hive Lab and Sons", "Cy de la Dee Jr.", "Józef Müller"],
        names: [
          { family: "Bee", given: "Ana" },
          { literal: "Hive Lab and Sons" },
          { family: "Dee", given: "Cy", particle: "de la", suffix: "Jr." },
          { family: "Müller", given: "Józef" },
        ],
        authorsCount: 5,
        venue: "Proceedings of the 3rd Toy Conference",
        published: "2026-11-17",
        abstract: "We show that bees learn.",
        keywords: ["bees", "maze solving"],
        categories: ["cs.CL"],
        url: "https://toy.example.org/a_b",
        otherIds: ["doi:10.1000/toy_1"],
        publication: {
          type: "inproceedings",
          date: "2026-11-17",
          titleParts: ["", "Toy Bees", ": Mazes & ", "n²", " ", "Paths, Walls"],
        },
      },
    ]);
  });

  test.each([
    ["eprint={2611.00042}, archivePrefix={arXiv}", "arxiv:2611.00042"],
    ["eprint={arXiv:2611.00042v3}, eprinttype={ARXIV}", "arxiv:2611.00042"],
    ["eprint={2611.00042}", "arxiv:2611.00042"],
    ["eprint={https://arxiv.org/pdf/2611.00042}", "arxiv:2611.00042"],
    ["eprint={0309136}, archivePrefix={arXiv}, primaryClass={math.GT}", "arxiv:math/0309136"],
    ["eprint={2611.00042}, archivePrefix={HAL}", undefined],
    ["journal={arXiv preprint arXiv:2611.00042}", "arxiv:2611.00042"],
    ["journal={CoRR}, volume={abs/2611.00042}", "arxiv:2611.00042"],
    ["note={arXiv:2611.00042 [cs.CL]}", "arxiv:2611.00042"],
    ["note={Extends arXiv:2611.00041}", undefined],
    ["howpublished={\\url{https://arxiv.org/abs/2611.00042}}", "arxiv:2611.00042"],
    ["doi={10.48550/arXiv.2611.00042}", "arxiv:2611.00042"],
    ["doi={https://doi.org/10.1000/TOY}", "doi:10.1000/toy"],
    ["doi={10.1000/toy}, url={https://arxiv.org/abs/2611.00042}", "arxiv:2611.00042"],
    ["url={https://doi.org/10.1000/toy}", "doi:10.1000/toy"],
    ["url={https://toy.example.org}", undefined],
    ["number={arXiv:2611.00042}", "arxiv:2611.00042"],
    ["note={Accepted at ToyConf; arXiv:2611.00042 [cs]}", "arxiv:2611.00042"],
    ["note={DOI: 10.1000/toy}", "doi:10.1000/toy"],
    ["annote={See also arXiv:2611.00041}", undefined],
    ["bdsk-url-1={https://dx.doi.org/10.1000/toy}", "doi:10.1000/toy"],
    ["url={https://link.springer.com/article/10.1007/toy-1}", "doi:10.1007/toy-1"],
  ])("with %s is %s", async (fields, id) => {
    const [paper] = await papersOf(`@misc{bee26, title={Toy Bees}, ${fields}}`);
    expect(paper).toMatchObject({ title: "Toy Bees" });
    expect((paper as { id?: string }).id).toBe(id);
  });

  test.each([
    ["year={2026}, month=mar", "2026-03"],
    ["year={2026}, month={March}", "2026-03"],
    ["year={2026}, month=3, day=7", "2026-03-07"],
    ["year={2026}, month={17 Mar.}", "2026-03-17"],
    ["year={2026}, month={31 Feb.}", "2026-02"],
    ["year={2026}, month={13}", "2026"],
    ["year={{2026a}}", "2026"],
    ["year={in press}", undefined],
    ["date={2026-11-17/2026-11-20}", "2026-11-17"],
    ["eprint={2611.00042}", "2026-11"],
  ])("with %s is of %s", async (fields, published) => {
    const [paper] = await papersOf(`@misc{bee26, title={Toy Bees}, ${fields}}`);
    expect((paper as { published?: string }).published).toBe(published);
  });

  test.each([
    ["round brackets", '@misc(bee26, title = "Toy (Bees)", year = 2026)'],
    ["no key", "@misc{title={Toy (Bees)}, year=2026}"],
    ["no comma between fields", "@misc{bee26, title={Toy (Bees)}\n year={2026}}"],
    ["odd capitals and spaces", "@ MISC {bee26 , TITLE\n=\n{Toy (Bees)} , Year = 2026 , }"],
    ["its bracket on the next line", "@misc\n{bee26, title={Toy (Bees)}, year=2026}"],
    ["a field twice", "@misc{bee26, title={Toy (Bees)}, year=2026, title={Toy Wasps}}"],
    ["a byte order mark and CRLF", "\ufeff@misc{bee26,\r\n title={Toy\r\n (Bees)},\r\n year=2026}\r\n"],
    ["an empty title's neighbour", "@string{t = {Toy}}\n@misc{bee26, title = t # { } # {(Bees)}, year=2026}"],
  ])("may have %s", async (_, entry) => {
    expect(await papersOf(entry)).toEqual([{ ...nothing, title: "Toy (Bees)", published: "2026" }]);
  });

  test("is read in one go, and a second time only if an entry takes over from another", async () => {
    const readsOf = async (content: string) => {
      let reads = 0;
      const lines = () => {
        reads++;
        return bibliographyLines(content);
      };
      await collect(bibtexEntries(lines));
      return reads;
    };
    expect(await readsOf("@misc{a, title={Bees}} @misc{b, title={Wasps}}")).toBe(1);
    expect(await readsOf("@misc{a, title={Bees}, crossref={b}} @misc{c, title={Ants}, crossref={b}}")).toBe(
      2,
    );
  });

  test("takes over from the proceedings it is part of, which may come later and are no paper", async () => {
    const file = `
      @inproceedings{a, title={Toy Bees}, crossref={toy26}}
      @inproceedings{b, title={Toy Wasps}, crossref = "Early", year={2020}}
      @string{conf = "Toy Conference"}
      @proceedings{toy26, title = conf # { 2026}, year=2026, month=mar, doi={10.1000/toy}, editor={Dee, Cy}}
      @inproceedings{c, title={Toy Ants}, crossref={gone}}`;
    const meeting = (date: string) => ({ type: "inproceedings", date });
    const early = "@proceedings{early, booktitle={Early Toys}, title={Other}, date={2019-03}}";
    expect(await papersOf(early + file)).toEqual([
      {
        ...nothing,
        title: "Toy Bees",
        venue: "Toy Conference 2026",
        published: "2026-03",
        publication: { ...meeting("2026-03"), editors: [{ family: "Dee", given: "Cy" }] },
      },
      {
        ...nothing,
        title: "Toy Wasps",
        venue: "Early Toys",
        published: "2020",
        publication: meeting("2020"),
      },
      { ...nothing, title: "Toy Ants", publication: { type: "inproceedings" } },
    ]);
  });

  test("may be Windows-1252, beside one that is UTF-8", async () => {
    const file = Buffer.concat([
      Buffer.from("@misc{a, title={Gr\xfc\xdfe \x96 \x84Bienen\x93 f\xfcr 5 \x80}}\n", "latin1"),
      Buffer.from("@misc{b, title={Grüße – für Wespen}}\n"),
    ]);
    expect(await papersOf(file)).toEqual([
      { ...nothing, title: "Grüße – „Bienen“ für 5 €" },
      { ...nothing, title: "Grüße – für Wespen" },
    ]);
  });
});

describe("a file", () => {
  test("may hold comments, preambles and macros between its entries", async () => {
    const file = `This file is Ana's. Mail: ana@example.org {or not}
% Encoding: UTF-8
% @misc{old, title={Old Bees}}
@preamble{"\\newcommand{\\toy}{Toy}"}
@comment{jabref-meta: databaseType:bibtex; {groups: 0 \\;}}
@string{jtoy = "J. " # toys}
@String(toys = {Toys})
@article{a, title={Toy Bees}, journal = jtoy}, @article{b, title={Toy Wasps}, journal = undefinedname}
@comment{@article{c, title={Toy Ants}}}`;
    expect(await papersOf(file)).toMatchObject([
      { title: "Toy Bees", venue: "J. toys" },
      { title: "Toy Wasps", venue: "undefinedname" },
    ]);
  });

  test.each([
    [
      "a brace is missing",
      "@misc{x, title={Toy Ants, year=2026}",
      "2: the entry is not closed before line 3",
    ],
    ["a brace is too many", "@misc{x, year={2026}}, title={Toy Ants}}", "2: no title"],
    [
      "a quote is missing",
      '@misc{x, title="Toy Ants, year=2026}',
      "2: the value of “title” is missing or not closed",
    ],
    [
      "a quote is within quotes",
      '@misc{x, title="Toy "giant" Ants", year=2026}',
      '2: something is wrong after the value of “title”, at “giant" Ants", year=2026”',
    ],
    ["a value is missing", "@misc{x, title=, year=2026}", "2: the value of “title” is missing or not closed"],
    [
      "a name is missing",
      "@misc{x, {Toy Ants}, year=2026}",
      "2: no “name = value”, at “{Toy Ants}, year=2026”",
    ],
    ["an equals sign is missing", "@misc{x, title {Toy Ants}}", "2: no “name = value”, at “{Toy Ants}”"],
    ["the title is missing", "@misc{x, year=2026}", "2: no title"],
    ["nothing is in it", "@misc{}", "2: no title"],
    ["a macro is broken", "@string{x}", "2: no “name = value” at its end"],
    ["it is too long", `@misc{x, title={${"Ants ".repeat(250_000)}}}`, "2: the entry is longer than 1 MiB"],
    [
      "its line is too long",
      `@misc{x, title={${"Ants ".repeat(900_000)}}}`,
      "2: the line is longer than 4 MiB",
    ],
    ["it has terminal escapes", "@misc{x, {\u001b[31mAnts}}", "2: no “name = value”, at “{ [31mAnts}”"],
  ])("in which %s loses one entry only", async (_, broken, reason) => {
    const file = `@misc{a, title={Toy Bees}}\n${broken}\n@misc{b,\n title={Toy Wasps}}\n`;
    expect(await papersOf(file)).toEqual([
      { ...nothing, title: "Toy Bees" },
      reason,
      { ...nothing, title: "Toy Wasps" },
    ]);
  });

  test("that was cut off is read up to there", async () => {
    expect(await papersOf("@misc{a, title={Toy Bees}}\n\n@misc{b, title={Toy Wa")).toEqual([
      { ...nothing, title: "Toy Bees" },
      "3: the file ends in the middle of this entry",
    ]);
  });

  test("cannot grow in memory by macros of macros", async () => {
    const doubled = Array.from({ length: 60 }, (_, i) => `@string{m${i + 1} = m${i} # m${i}}`).join("\n");
    const file = `@string{m0 = {bees and }}\n${doubled}\n@misc{a, title={Toy Bees}, journal=m60}`;
    expect(await papersOf(file)).toEqual([{ ...nothing, title: "Toy Bees", venue: expect.any(String) }]);
  });

  test("may hold anything: it is read to its end, and the bytes add up", async () => {
    const piece = fc.constantFrom(
      "@misc{",
      "@string{",
      "@comment(",
      "a",
      ",",
      "=",
      "{",
      "}",
      '"',
      "#",
      "\\",
      "\n",
      " and ",
      "crossref",
    );
    const content = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(piece, { maxLength: 60 }).map((all) => all.join("")),
    );
    await fc.assert(
      fc.asyncProperty(content, async (text) => {
        const closing = "\n@misc{end, title={Toy Bees}}";
        const entries = await collect(bibtexEntries(() => bibliographyLines(text + closing)));
        expect(entries.at(-1)).toMatchObject({ kind: "paper", found: { title: "Toy Bees" } });
        expect(entries.at(-1)?.bytes).toBe(Buffer.byteLength(text + closing));
      }),
    );
  });
});

test("a PubMed number is kept, however it is said", async () => {
  for (const field of [
    "pmid={20000001}",
    "eprint={20000001}, eprinttype={pubmed}",
    "note={PMID: 20000001}",
    "url={https://pubmed.ncbi.nlm.nih.gov/20000001/}",
  ]) {
    const [paper] = await papersOf(`@article{a, title={Toy Bees}, ${field}}`);
    expect(paper).toMatchObject({ publication: { pmid: "20000001" } });
  }
  const [paper] = await papersOf("@article{a, title={Toy Bees}, note={PMCID: PMC7000001}}");
  expect(paper).toMatchObject({ publication: { pmcid: "PMC7000001" } });
});

test("what biblatex keeps in xdata is taken over, and is no paper by itself", async () => {
  const papers = await papersOf(
    "@article{a, title={Toy Bees}, xdata={toys, more}}\n@xdata{toys, journal={Annals of Toys}, date={2021-03}}\n@xdata{more, doi={10.1000/toy}}",
  );
  expect(papers).toMatchObject([
    { id: "doi:10.1000/toy", title: "Toy Bees", venue: "Annals of Toys", published: "2021-03" },
  ]);
});

test.each([
  ["\\mnras", "Monthly Notices of the Royal Astronomical Society"],
  ["{\\apj}", "The Astrophysical Journal"],
  ["\\aap ", "Astronomy and Astrophysics"],
  ["\\toys", "toys"],
  ["apj of toys", "apj of toys"],
])("the journal %s is %s", async (journal, venue) => {
  expect(await papersOf(`@article{a, title={Toy Bees}, journal={${journal}}}`)).toMatchObject([{ venue }]);
});

test.each([
  ["journal = prl", "Physical Review Letters"],
  ["journal = JACM", "Journal of the ACM"],
  ['journal = "Letters to " # cacm', "Letters to Communications of the ACM"],
  ["journaltitle = apj, note = na", "The Astrophysical Journal"],
  ["booktitle = na", "na"],
])("a name that only styles define is its journal: %s", async (fields, venue) => {
  expect(await papersOf(`@article{a, title={Toy Bees}, ${fields}}`)).toMatchObject([{ venue }]);
});

test("a file's own definition goes before that of styles", async () => {
  const file = "@string{tog = {Toys of Gnats}} @article{a, title={Toy Bees}, journal = tog}";
  expect(await papersOf(file)).toMatchObject([{ venue: "Toys of Gnats" }]);
});

test("a collaboration is the author where nobody else is", async () => {
  const file = `@article{a, title={Toy Bees}, collaboration={HIVE}}
@article{b, title={Toy Wasps}, author={Bee, Ana and others}, collaboration={HIVE}}`;
  expect(await papersOf(file)).toMatchObject([
    { authors: ["HIVE Collaboration"] },
    { authors: ["Ana Bee"], authorsCount: 2 },
  ]);
});
