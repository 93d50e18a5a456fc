import { execFile } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "paperboy-memory-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Reads one file after another, and prints what it found and by how many bytes memory grew meanwhile. What could be
// collected is not counted, so that a file need not be larger than a heap to show whether it is held.
const READER = `
  const [module, ...paths] = process.argv.slice(1);
  const { readPapers } = await import(module);
  function held() {
    gc();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  }
  for (const path of paths) {
    let papers = 0, broken = 0, most = 0;
    const before = held();
    for await (const entry of readPapers(path)) {
      if (entry.kind === "paper") papers++; else broken++;
      if ((papers + broken) % 500 === 1) most = Math.max(most, held());
    }
    console.log(JSON.stringify({ papers, broken, growth: most - before }));
  }
`;

interface Outcome {
  readonly papers: number;
  readonly broken: number;
  /** In bytes. */
  readonly growth: number;
}

async function read(flags: readonly string[], paths: readonly string[]): Promise<readonly Outcome[]> {
  const module = resolve("dist/src/papers/import/read-file.js");
  const command = [...flags, "--input-type=module", "-e", READER, module, ...paths];
  const { stdout } = await promisify(execFile)(process.execPath, command);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Outcome);
}

async function write(name: string, parts: Iterable<string>): Promise<string> {
  const path = join(folder, name);
  await pipeline(parts, createWriteStream(path));
  return path;
}

const abstract = "We show that bees learn mazes, and that they forget them again, though never the way home. "
  .repeat(45)
  .trim();

function jsonLine(i: number): string {
  return `${JSON.stringify({ id: `2611.${String(i + 1).padStart(5, "0")}`, title: `Toy Bees ${i}`, abstract })}\n`;
}

const title = "Toy {B}ees Solve Mazes and";
const COUNT = 3000;
/** In bytes: some chunks and their texts, of which a collection may leave one more or less. A file, or its papers, would be twice as much. */
const FLAT = 7_000_000;

const FORMATS: readonly (readonly [start: string, record: (i: number) => string, end: string])[] = [
  ["", jsonLine, ""],
  [
    "@string{toy = {Toy}}\n",
    (i) =>
      `@inproceedings{bee${i},\n title={${title} ${i}},\n abstract={${abstract}},\n crossref={toy}, year={2026}}\n`,
    "@proceedings{toy, title={Toys}, year={2026}}\n",
  ],
  ["\n", (i) => `TY  - JOUR\r\nTI  - ${title} ${i}\r\nAB  - ${abstract}\r\nER  - \r\n`, ""],
  ["[", (i) => `${JSON.stringify({ type: "article", title: `${title} ${i}`, abstract })},`, "{}]"],
];

test("large files of JSON lines, BibTeX, RIS and CSL-JSON are read in flat memory", async () => {
  function* parts([start, record, end]: (typeof FORMATS)[number]): Generator<string> {
    yield start;
    for (let i = 0; i < COUNT; i++) yield record(i);
    yield end;
  }
  const paths = await Promise.all(FORMATS.map((format, at) => write(`large ${at}`, parts(format))));
  for (const path of paths) expect(statSync(path).size).toBeGreaterThan(12_000_000);
  const outcomes = await read(["--expose-gc"], paths);
  expect(outcomes).toMatchObject([0, 0, 0, 1].map((broken) => ({ papers: COUNT, broken })));
  for (const { growth } of outcomes) expect(growth).toBeLessThan(FLAT);
}, 300_000);

test("so is a line that is longer than memory", async () => {
  function* parts(): Generator<string> {
    yield jsonLine(0);
    yield '{"title": "';
    for (let i = 0; i < 100; i++) yield "x".repeat(1024 * 1024);
    yield '"}\n';
    yield jsonLine(1);
  }
  const path = await write("line.jsonl", parts());
  const [outcome] = await read(["--expose-gc", "--max-old-space-size=24"], [path]);
  expect(outcome).toMatchObject({ papers: 2, broken: 1 });
  expect(outcome?.growth).toBeLessThan(FLAT);
}, 300_000);
