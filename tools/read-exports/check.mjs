// Exports the papers of a file in each format, and has other programs read what comes out, and compares what they understood with the papers:
// npm run check:exports-with-tools -- FILE. Prints what each of them says; ends with 1 if one of them finds fault. That a paper lacks what
// its kind of entry should have, or has what it should not, is the source's: it is counted by itself, and only if the paper does.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { citationKeys } from "../../dist/src/history/keys.js";
import { writePapers } from "../../dist/src/papers/export/formats.js";
import { dateOf } from "../../dist/src/papers/export/reference.js";
import { openDatabase } from "../../dist/src/store/database.js";
import { papersAfter, START } from "../../dist/src/store/papers.js";
import { differencesOf, factsMissingIn } from "./facts.mjs";

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write("Which file? npm run check:exports-with-tools -- library.bib\n");
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), "paperboy-exports-"));
const at = (name) => join(folder, name);
let faults = 0;

function run(command, args, input) {
  return spawnSync(command, args, { cwd: folder, encoding: "utf8", input, maxBuffer: 1e9 });
}

function isThere(command) {
  return spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;
}

/** Says what a program has read, and everything that it found wrong. */
function report(name, read, complaints) {
  const all = complaints.filter((line) => line.trim() !== "");
  const wrong = all.filter((line) => !isOfSource(line));
  if (read !== papers.size || wrong.length > 0) faults += 1;
  const asTold =
    all.length > wrong.length ? `, and ${all.length - wrong.length} of what the source says or lacks` : "";
  process.stdout.write(`${name}: ${read} of ${papers.size} read, ${wrong.length} complaints${asTold}\n`);
  for (const line of wrong.slice(0, 10)) process.stdout.write(`  ${line.trim()}\n`);
}

/** Whether a complaint of BibTeX or biber says no more than what is so in the paper. */
function isOfSource(line) {
  // An article has no publisher in biblatex's model, and biber checks the digits of a number: what is said is kept all the same.
  const [, entry, unusual, number] =
    /Entry '([^']+)'.*Invalid (?:field '(isbn|issn|publisher)' for entrytype|(ISBN|ISSN) in value of field)/.exec(
      line,
    ) ?? [];
  if (entry !== undefined)
    return papers.get(entry)?.publication?.[unusual ?? number.toLowerCase()] !== undefined;
  const [, empty, emptyIn] = /^Warning--empty (.+) in (\S+)$/.exec(line) ?? [];
  const [, missingIn, missing] =
    /Entry '([^']+)'.*Missing mandatory field (?:- one of )?'([^']+)'/.exec(line) ?? [];
  const paper = papers.get(emptyIn ?? missingIn);
  const fields = (empty ?? missing)?.split(/, (?:and )?| (?:and|or) /) ?? [];
  return (
    paper !== undefined && fields.length > 0 && fields.every((field) => LACKS.get(field)?.(paper) === true)
  );
}

/** Whether a paper has nothing to put into a field of BibTeX's or biblatex's. */
const LACKS = new Map(
  Object.entries({
    author: ({ authors }) => authors.length === 0,
    editor: ({ publication }) => publication?.editors === undefined,
    date: hasNoDate,
    year: hasNoDate,
    journal: ({ venue }) => venue === undefined,
    journaltitle: ({ venue }) => venue === undefined,
    booktitle: ({ venue }) => venue === undefined,
    publisher: hasNoPublisher,
    institution: hasNoPublisher,
    school: hasNoPublisher,
    pages: ({ publication }) => publication?.pages === undefined,
    chapter: () => true,
    type: () => true,
    note: () => true,
  }),
);

function hasNoDate(paper) {
  return dateOf(paper) === undefined;
}

function hasNoPublisher({ publication }) {
  return publication?.publisher === undefined;
}

async function exportAll() {
  const home = at("home");
  const program = resolve(
    import.meta.dirname ?? new URL(".", import.meta.url).pathname,
    "../../dist/src/main.js",
  );
  const env = { ...process.env, PAPERBOY_HOME: home, SOURCES: "none", LOG_LEVEL: "warn" };
  const imported = spawnSync(process.execPath, [program, "import", resolve(file)], { env, encoding: "utf8" });
  if (imported.status !== 0) throw new Error(imported.stderr);
  const db = await openDatabase(join(home, "paperboy.db"), { derived: [] });
  try {
    const records = await papersAfter(db, START, 1_000_000);
    const all = records.filter(({ mergedInto }) => mergedInto === undefined).map(({ paper }) => paper);
    const keys = await citationKeys(db, all, new Date());
    const cited = all.map((paper) => ({ paper, key: keys.get(paper.id) ?? "" }));
    for (const format of ["bib", "biblatex", "ris", "csl"])
      writeFileSync(at(`export.${format}`), await writePapers(cited, format, "All papers"));
    return new Map(cited.map(({ paper, key }) => [key, paper]));
  } finally {
    await db.destroy();
  }
}

function pandoc() {
  for (const [from, name] of [
    ["bibtex", "bib"],
    ["biblatex", "biblatex"],
    ["csljson", "csl"],
  ]) {
    const { stdout, stderr } = run("pandoc", ["-f", from, "-t", "csljson", `export.${name}`]);
    const items = stdout === "" ? [] : JSON.parse(stdout);
    report(`pandoc, ${name}`, items.length, [...stderr.split("\n"), ...differences(items, name)]);
  }
}

function biber() {
  writeFileSync(at("tool.bib"), readFileSync(at("export.biblatex")));
  const { stdout } = run("biber", ["--tool", "--validate-datamodel", "tool.bib"]);
  const read = readFileSync(at("tool_bibertool.bib"), "utf8").match(/^@/gm)?.length ?? 0;
  report(
    "biber",
    read,
    stdout.split("\n").filter((line) => /^(?:WARN|ERROR)/.test(line)),
  );
}

function bibtex() {
  for (const style of ["plain", "alpha"]) {
    const text = `\\documentclass{article}\\usepackage[utf8]{inputenc}\\usepackage[T1]{fontenc}
      \\begin{document}\\nocite{*}\\bibliographystyle{${style}}\\bibliography{${style}}\\end{document}`;
    writeFileSync(at(`${style}.tex`), text);
    writeFileSync(at(`${style}.bib`), readFileSync(at("export.bib")));
    const latex = () => run("pdflatex", ["-interaction=nonstopmode", "-file-line-error", `${style}.tex`]);
    latex();
    const { stdout } = run("bibtex", [style]);
    latex();
    const read = readFileSync(at(`${style}.bbl`), "utf8").match(/\\bibitem/g)?.length ?? 0;
    const log = readFileSync(at(`${style}.log`), "latin1").split("\n");
    const errors = log.filter((line) => /^\S+:\d+: |^Missing character/.test(line));
    report(`BibTeX and pdfLaTeX, ${style}`, read, [
      ...stdout.split("\n").filter((line) => /^Warning/.test(line)),
      ...errors,
    ]);
  }
}

function bibutils() {
  for (const [command, name] of [
    ["bib2xml", "bib"],
    ["biblatex2xml", "biblatex"],
    ["ris2xml", "ris"],
  ]) {
    const { stdout, stderr } = run(command, [`export.${name}`]);
    const lines = stderr.split("\n");
    const processed = lines.find((line) => /Processed \d+ references/.test(line)) ?? "";
    report(`bibutils, ${name}`, Number(/\d+(?= ref)/.exec(processed)?.[0] ?? 0), [
      ...lines.filter((line) => line !== processed),
      ...missingInMods(stdout),
    ]);
  }
}

function missingInMods(xml) {
  return xml
    .split("<mods ")
    .slice(1)
    .flatMap((mods) => {
      const key = /^ID="([^"]+)"/.exec(mods)?.[1] ?? "";
      const paper = papers.get(key);
      return paper === undefined ? [`${key}: no paper has this key`] : factsMissingIn(mods, key, paper);
    });
}

function citationJs() {
  const require = createRequire(import.meta.url);
  const { Cite } = require("@citation-js/core");
  for (const plugin of ["bibtex", "ris", "csl"]) require(`@citation-js/plugin-${plugin}`);
  for (const name of ["bib", "biblatex", "ris", "csl"]) {
    const { data } = new Cite(readFileSync(at(`export.${name}`), "utf8"));
    report(`citation-js, ${name}`, data.length, differences(data, name));
  }
}

/** Where a program has understood something else than the paper is. */
function differences(items, format) {
  return items.flatMap((item) => {
    const key = papers.has(item.id) ? item.id : item["citation-key"];
    const paper = papers.get(key);
    return paper === undefined
      ? [`${item.id}: no paper has this key`]
      : differencesOf(item, key, paper, format);
  });
}

const PROGRAMS = [
  ["pandoc", ["pandoc"], pandoc],
  ["biber", ["biber"], biber],
  ["BibTeX and pdfLaTeX (texlive-latex-base)", ["bibtex", "pdflatex"], bibtex],
  ["bibutils", ["bib2xml", "biblatex2xml", "ris2xml"], bibutils],
  ["citation-js", [], citationJs],
];

let papers = new Map();
try {
  papers = await exportAll();
  for (const [name, commands, read] of PROGRAMS) {
    const missing = commands.filter((command) => !isThere(command));
    if (missing.length > 0) process.stdout.write(`${name}: not installed (${missing.join(", ")})\n`);
    else read();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(faults > 0 ? 1 : 0);
