import { expect, it } from "vitest";
import { MATH_LETTERS, TEXT_LETTERS } from "../../../data/latex-letters.ts";
import { writePapers } from "../../../src/papers/export/formats.ts";
import { asciiLatexText } from "../../../src/papers/export/latex-text.ts";
import { bibtexEntries } from "../../../src/papers/import/bibtex/bibtex.ts";
import { withoutProtection } from "../../../src/papers/import/bibtex/text.ts";
import { paperOfCslItem } from "../../../src/papers/import/csl-item.ts";
import type { Paper } from "../../../src/papers/paper.ts";
import { readableText } from "../../../src/papers/text.ts";
import { bibliographyLines, foundIn } from "../../support/library/entries.ts";
import { somePaper } from "../../support/library/papers.ts";

/** An entry as it is imported and exported again. */
async function exported(entry: string, format: "bib" | "biblatex" | "csl" | "ris"): Promise<string> {
  const [found] = (await foundIn(bibtexEntries(() => bibliographyLines(entry)))) as Paper[];
  return writePapers(
    [{ key: "key", paper: { ...somePaper(), categories: [], ...found } as Paper }],
    format,
    "",
  );
}

it.each([
  ["{The HIVE Collaboration} and {Nest and Sons}", "{The HIVE Collaboration} and {Nest and Sons}"],
  ["King, Jr., Ann and de la Dee, III, Bo", "King, Jr., Ann and de la Dee, III, Bo"],
  ["Gabo García Bee and Ann De Santis", "Bee, Gabo Garc{\\'i}a and De Santis, Ann"],
  ["García Bee, Gabo and Van Stroud, Sam", "Garc{\\'i}a Bee, Gabo and Van Stroud, Sam"],
  ["Wasp, B. and others", "Wasp, B. and others"],
  ["李, 明 and 王, 小明", "{\\textrm{李}}, {\\textrm{明}} and {\\textrm{王}}, {\\textrm{小明}}"],
  ["{\\O}ster, Nguy{\\~{\\^e}}n", "{\\O}ster, Nguy{\\~{\\^e}}n"],
  [
    "Đorić, Ðan and Hađić, Þor-Łuk",
    "{\\textrm{Đ}}ori{\\'c}, {\\textrm{Ð}}an and Ha{\\textrm{đ}}i{\\'c}, {\\textrm{Þ}}or-{\\L}uk",
  ],
  ["Ortega y Gasset, Jo", "{Ortega y Gasset}, Jo"],
])("names %s as %s", async (authors, names) => {
  expect(await exported(`@misc{a, title={Bees}, author={${authors}}}`, "bib")).toContain(
    `author = {${names}}`,
  );
});

it("says of names in CSL and RIS what their sources say", async () => {
  const entry = "@misc{a, title={Bees}, author={{The HIVE Collaboration} and de la Dee, III, Bo and others}}";
  expect(JSON.parse(await exported(entry, "csl"))[0].author).toEqual([
    { literal: "The HIVE Collaboration" },
    { family: "de la Dee", given: "Bo", suffix: "III" },
    { literal: "others" },
  ]);
  expect(await exported(entry, "ris")).toContain(
    "AU  - The HIVE Collaboration\nAU  - de la Dee, Bo, III\nAU  - others\n",
  );
});

it("keeps the published work beside the preprint, and cites the one by the other's number in notes alone", async () => {
  const entry = `@article{a, title={Bees}, author={Bee, Ann}, journal={Toys D}, volume={10}, number={3}, pages={1--9}, year={2020},
    doi={10.1000/Toys.1}, eprint={1912.00001}, archivePrefix={arXiv}, primaryClass={hep-ph}}`;
  expect(await exported(entry, "bib")).toBe(`@article{key,
  title = {Bees},
  author = {Bee, Ann},
  year = {2020},
  journal = {Toys D},
  volume = {10},
  number = {3},
  pages = {1--9},
  doi = {10.1000/toys.1},
  eprint = {1912.00001},
  archiveprefix = {arXiv},
  primaryclass = {hep-ph}
}
`);
  const [item] = JSON.parse(await exported(entry, "csl"));
  expect(item).toMatchObject({ type: "article-journal", issue: "3", note: "arXiv:1912.00001" });
  // Styles print the number of an article as its page, and arXiv did not publish it.
  expect(item).not.toHaveProperty("number");
  expect(item).not.toHaveProperty("publisher");
  const preprint = "@misc{a, title={Bees}, author={Bee, Ann}, eprint={1912.00001}, archivePrefix={arXiv}}";
  expect(JSON.parse(await exported(preprint, "csl"))[0]).toMatchObject({
    type: "article",
    number: "arXiv:1912.00001",
    publisher: "arXiv",
  });
});

it("names the server of a preprint as its publisher, and knows it again", async () => {
  const paper = somePaper({
    id: "doi:10.1101/2026.11.01.123456",
    venue: "bioRxiv",
    publication: { type: "preprint" },
  });
  const csl = await writePapers([{ key: "key", paper }], "csl", "");
  const [item] = JSON.parse(csl);
  expect(item).toMatchObject({ type: "article", publisher: "bioRxiv" });
  expect(item).not.toHaveProperty("container-title");
  expect(paperOfCslItem(item)).toMatchObject({ venue: "bioRxiv", publication: { type: "preprint" } });
});

it.each([
  ["@article{a, journal={Proceedings of the Hive}", "@article", "journal =", "article-journal", "JOUR"],
  ["@conference{a, booktitle={Bees}", "@inproceedings", "booktitle =", "paper-conference", "CONF"],
  ["@book{a, publisher={Hive}", "@book", "publisher =", "book", "BOOK"],
  ["@phdthesis{a, school={Hive}", "@phdthesis", "school =", "thesis", "THES"],
  ["@incollection{a, booktitle={Bees}, publisher={Hive}", "@incollection", "booktitle =", "chapter", "CHAP"],
  ["@techreport{a, institution={Hive}", "@techreport", "institution =", "report", "RPRT"],
])("keeps the type of %s", async (start, type, field, csl, ris) => {
  const entry = `${start}, title={Bees}, author={Bee, Ann}, year={2020}}`;
  const bib = await exported(entry, "bib");
  expect(bib).toContain(`${type}{key`);
  expect(bib).toContain(field);
  expect(JSON.parse(await exported(entry, "csl"))[0].type).toBe(csl);
  expect(await exported(entry, "ris")).toMatch(new RegExp(`^TY  - ${ris}\\n`));
});

it.each<[string, Partial<Paper>, string | undefined]>([
  ["the venue's year, without a month", { venue: "HiveConf 2024", published: "2023-11-28" }, "2024"],
  ["that year where the preprint is of the same", { venue: "HiveConf 2024", published: "2024-02" }, "2024"],
  ["the source's own date", { venue: "HiveConf 2024", publication: { date: "2025-01" } }, "2025-01"],
  ["its own date where the venue only names a far year", { venue: "Agenda 2030", published: "2021" }, "2021"],
  ["its own date without a venue", { published: "2023-11-28" }, "2023-11-28"],
])("cites %s", async (_, fields, date) => {
  const paper = somePaper(fields);
  expect(await writePapers([{ key: "key", paper }], "biblatex", "")).toContain(`date = {${date}}`);
});

it("protects the capitals that the source does, or those that a style would spoil", async () => {
  const entry = "@misc{a, title={On {LLM}s and the {W}asps of Toys: $O(n^2)$ A Study}}";
  expect(await exported(entry, "bib")).toContain(
    "title = {On {LLM}s and the {W}asps of Toys: {O(n{$^2$})} A Study}",
  );
  const paper = somePaper({ title: "GPT-4 Meets NeRFs in World War I: A Study" });
  expect(await writePapers([{ key: "key", paper }], "bib", "")).toContain(
    "title = {{GPT}-4 Meets {NeRFs} in World War {I}: A Study}",
  );
});

it("writes letters and quotes as LaTeX has them, and reads each back", () => {
  expect(asciiLatexText("Ørsted: β-VAE, ℓ₁, x₁₀², “q” – 50 % {a} 李 Đặng")).toBe(
    "{\\O}rsted: {$\\beta$}-VAE, {$\\ell_1$}, x{$_{10}$}{$^2$}, ``q'' -- 50 \\% \\textbraceleft{}a\\textbraceright{} 李 Đ{\\d{\\u{a}}}ng",
  );
  const letters = `${TEXT_LETTERS} ${MATH_LETTERS}`.trim().split(/\s+/);
  const wrong = letters
    .map((pair) => String.fromCodePoint(pair.codePointAt(0) ?? 0))
    .filter((letter) => !/[ℂℍℕℙℚℝℤ𝔼𝕊ϕϵ]/u.test(letter))
    .filter((letter) => readableText(withoutProtection(`a${asciiLatexText(letter)}b`)) !== `a${letter}b`);
  expect(letters.length).toBeGreaterThan(200);
  expect(wrong).toEqual([]);
});

it("has pdfTeX print a question mark for letters that it lacks", async () => {
  const chinese = somePaper({ title: "Bees ≳ Wasps", authors: ["王小明", "Ann Trương"] });
  const plain = somePaper({ title: "“Bees” – ‘wasps’ … for 5 €", authors: ["Đuro Þór", "Ø. Müller"] });
  const bib = await writePapers([{ key: "key", paper: chinese }], "bib", "");
  const [preamble = "", ...entries] = bib.split("\n\n");
  expect(preamble).toMatch(
    /^% @preamble\{\{\\providecommand\{\\withoutfont\}[^\n]* \\withoutfont\{≳\} [^\n]*\}\}$/,
  );
  expect(preamble.match(/(?<=withoutfont\{)\P{ASCII}(?=\})/gu)?.sort()).toEqual([..."≳ươ小明王"].sort());
  expect(entries.join("")).toContain("author = {{\\textrm{王小明}} and Tr{\\textrm{ươ}}ng, Ann}");
  for (const [paper, format] of [
    [plain, "bib"],
    [chinese, "biblatex"],
  ] as const)
    expect(await writePapers([{ key: "key", paper }], format, "")).toMatch(/^@/);
});

it("gives BibTeX something to sort by where nobody is named", async () => {
  const entry = "@article{a, title={{T}oy Bees}, journal={Toys}, year={2020}}";
  expect(await exported(entry, "bib")).toContain("key = {Toy Bees}");
  expect(await exported(entry, "biblatex")).not.toContain("key =");
  expect(await exported("@book{a, title={Toys}, editor={Bee, Ana}}", "bib")).not.toContain("key =");
});
