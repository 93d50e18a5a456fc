import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EXPORT_FORMATS, type ExportFormat, writePapers } from "../../../src/papers/export/formats.ts";
import { type Cited, dateOf } from "../../../src/papers/export/reference.ts";
import { type FoundPaper, foundPaper } from "../../../src/papers/found-paper.ts";
import { provisionalId } from "../../../src/papers/identifier.ts";
import { bibtexEntries } from "../../../src/papers/import/bibtex/bibtex.ts";
import { jsonListEntries } from "../../../src/papers/import/csl-json.ts";
import { formatOf } from "../../../src/papers/import/format/format.ts";
import { risEntries } from "../../../src/papers/import/ris.ts";
import type { Paper } from "../../../src/papers/paper.ts";
import { bibliographyLines, foundIn, inChunks } from "../../support/library/entries.ts";
import { somePaper } from "../../support/library/papers.ts";

const READERS: Readonly<Record<Exclude<ExportFormat, "md">, (text: string) => Promise<unknown[]>>> = {
  bib: (text) => foundIn(bibtexEntries(() => bibliographyLines(text))),
  biblatex: (text) => foundIn(bibtexEntries(() => bibliographyLines(text))),
  ris: (text) => foundIn(risEntries(bibliographyLines(text))),
  csl: (text) => foundIn(jsonListEntries(inChunks(text))),
};
const READABLE = ["bib", "biblatex", "ris", "csl"] as const;

/** The papers, as they come back. */
async function readBack(papers: readonly Paper[], format: (typeof READABLE)[number]): Promise<unknown[]> {
  return READERS[format](await writePapers(cited(papers), format, "Papers"));
}

function cited(papers: readonly Paper[]): Cited[] {
  return papers.map((paper, at) => ({ key: `bee2026toy${at}`, paper }));
}

/** What must not be lost. */
function essence(paper: FoundPaper | Paper) {
  const { id = "title:", title, authors } = paper;
  return {
    id: id.startsWith("title:") ? undefined : id,
    title,
    authors,
    year: dateOf({ ...paper, id })?.slice(0, 4),
  };
}

const HOSTILE_PIECES = [
  "{",
  "}",
  "{{",
  "}}",
  "\\",
  "%",
  "$",
  "&",
  "#",
  "_",
  "^",
  "~",
  "<",
  ">",
  "|",
  '"',
  "'",
  "`",
  "--",
  "''",
  "``",
  "?`",
  "\n",
  "\r\n",
  "\u2028",
  "@article{x,",
  "TI  - x",
  "ER  - ",
  "AU - ",
  "\\end{document}",
  "\\input{x}",
  "and",
  " and ",
  ", ",
  "; ",
  "<think>",
  "$x^2$",
  "M^3",
  "é",
  "中文",
  "🐝",
  "\u202e",
  "x",
  "Bees",
  " ",
  "2024",
  "arXiv:2401.00001",
];

const text = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE_PIECES), fc.string({ maxLength: 8 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((pieces) => pieces.join(""));
const id = fc.oneof(
  fc.constantFrom(
    "arxiv:2401.00001",
    "arxiv:math/0309136",
    "doi:10.1016/s0140-6736(20)30183-5",
    "doi:10.1000/a_b#c%d",
  ),
  fc.stringMatching(/^[a-z0-9;()<>_.{}-]{1,20}x$/).map((name) => `doi:10.1234/${name}`),
  fc.constant(undefined),
);

/** Papers as the library has them: what a source says is made readable on its way in. */
const papers = fc
  .record({
    id,
    title: text,
    authors: fc.array(text, { maxLength: 4 }),
    published: fc.constantFrom(undefined, "1999", "2024-06", "2024-02-29"),
    // The importers take "arXiv:…" for what it is, and no venue.
    venue: fc.option(
      text.filter((venue) => !/arxiv|corr/i.test(venue)),
      { nil: undefined },
    ),
  })
  .map((draft) => foundPaper(draft))
  .filter((found) => typeof found !== "string")
  // Outside of LaTeX, nobody can tell whether braces belong to a text: see below.
  .filter(({ title, authors, venue = "" }) => !/[{}]/.test([title, venue, ...authors].join("")))
  .map((found): Paper => ({ ...found, id: found.id ?? provisionalId(found.title) }));

describe("a bibliography", () => {
  it.each(["bib", "biblatex", "csl"] as const)(
    "in %s comes back without loss, whatever the papers are called",
    async (format) => {
      await fc.assert(
        fc.asyncProperty(fc.array(papers, { minLength: 1, maxLength: 3 }), async (some) => {
          const back = (await readBack(some, format)) as FoundPaper[];
          expect(back.map(essence)).toEqual(some.map(essence));
        }),
        { numRuns: 400 },
      );
    },
  );

  it.each(["bib", "biblatex"] as const)("in %s keeps braces of the text", async (format) => {
    const some = ["Sums over {set} systems", "On {Xₙ}, {±1} and {a, b}"].map((title) => somePaper({ title }));
    const back = (await readBack(some, format)) as FoundPaper[];
    expect(back.map(({ title }) => title)).toEqual(some.map(({ title }) => title));
  });

  // RIS has no signs around names: what looks like an address, a degree or a list of names is read as such.
  it("in ris comes back without loss, but for names that are none", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(papers, { minLength: 1, maxLength: 3 }), async (some) => {
        const back = (await readBack(some, "ris")) as FoundPaper[];
        const nameless = (paper: FoundPaper | Paper) => essence({ ...paper, authors: [] });
        expect(back.map(nameless)).toEqual(some.map(nameless));
      }),
      { numRuns: 400 },
    );
  });

  it("in ris keeps names", async () => {
    const part = fc.stringMatching(/^[A-ZÉØ][a-zéøü]{2,9}$/);
    const name = fc.oneof(
      fc.tuple(part, part).map((parts) => parts.join(" ")),
      fc.constantFrom("Ann van der Bee", "Cy Dee Jr.", "Plato", "Ø. D'Arc-Bee", "王小明"),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(name, { maxLength: 5 }), async (authors) => {
        const [back] = (await readBack([somePaper({ authors })], "ris")) as FoundPaper[];
        expect(back?.authors).toEqual(authors);
      }),
      { numRuns: 200 },
    );
  });

  it.each(READABLE)("in %s is recognised for what it is", async (format) => {
    const text = await writePapers(cited([somePaper()]), format, "Papers");
    const kinds = { bib: "BibTeX", biblatex: "BibTeX", ris: "RIS", csl: "JSON list" } as const;
    expect(formatOf(Buffer.from(text))).toEqual({ format: kinds[format] });
  });

  it("keeps dates, venues, categories, and that authors are missing", async () => {
    const paper = somePaper({
      published: "2024-02-29",
      venue: "Journal of Toys",
      authorsCount: 7,
      authors: ["Ann van der Bee", "Cy Dee Jr.", "Plato"],
    });
    expect(await readBack([paper], "bib")).toMatchObject([
      { published: "2024-02-29", venue: "Journal of Toys", categories: ["cs.AI"] },
    ]);
    expect(await writePapers(cited([paper]), "bib", "")).toBe(`@article{bee2026toy0,
  title = {Toy Bees Solve Mazes},
  author = {van der Bee, Ann and Dee, Jr., Cy and Plato and others},
  year = {2024},
  month = feb,
  day = {29},
  journal = {Journal of Toys},
  eprint = {2611.00042},
  archiveprefix = {arXiv},
  primaryclass = {cs.AI},
  url = {https://arxiv.org/abs/2611.00042}
}
`);
    expect(await writePapers(cited([paper]), "ris", "")).toContain(
      "AU  - van der Bee, Ann\nAU  - Dee, Cy, Jr.\nAU  - Plato\n",
    );
    expect(JSON.parse(await writePapers(cited([paper]), "csl", ""))[0].author).toEqual([
      { family: "van der Bee", given: "Ann" },
      { family: "Dee", given: "Cy", suffix: "Jr." },
      { family: "Plato" },
      // As pandoc has it.
      { literal: "others" },
    ]);
    for (const format of ["ris", "csl"] as const)
      expect(await readBack([paper], format)).toMatchObject([
        { published: "2024-02-29", venue: "Journal of Toys" },
      ]);
  });
});

describe("a Markdown list", () => {
  it("links, cites, and formats nothing that a title says", async () => {
    const hostile = somePaper({
      title: "Bees](javascript:x) *are* `here` <b> [@x]",
      authors: ["A_B", "B", "C", "D"],
      published: "2024",
    });
    expect(await writePapers(cited([hostile]), "md", "Saved *papers*")).toBe(
      `# Saved \\*papers\\*

- **[Bees\\](javascript:x) \\*are\\* \\\`here\\\` \\<b\\> \\[\\@x\\]](<https://arxiv.org/abs/2611.00042>)**. A\\_B, B, C et al. 2024. [@bee2026toy0]
`,
    );
  });
});

describe("a Markdown list of a paper with more authors than are known", () => {
  it("says that there are more", async () => {
    const paper = somePaper({ authors: ["Ana Bee"], authorsCount: 2 });
    expect(await writePapers(cited([paper]), "md", "")).toContain(". Ana Bee et al. ");
  });
});

describe("every format", () => {
  it.each(EXPORT_FORMATS)("%s holds no control characters, whatever a paper is called", async (format) => {
    const paper = somePaper({ title: "a\u0000b\u001b[31m\r\nc", authors: ["x\ny"], venue: "v\u0007" });
    expect(await writePapers(cited([paper]), format, "h\u0007")).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/);
  });
});
