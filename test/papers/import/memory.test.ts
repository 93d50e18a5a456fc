import { execFile } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "paperboy-memory-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Reads the file with a heap and buffers that are a fraction of it, and prints what it found.
const READER = `
  const [module, path, most] = process.argv.slice(1);
  const { readPapers } = await import(module);
  let papers = 0, broken = 0, buffers = 0;
  for await (const entry of readPapers(path)) {
    if (entry.kind === "paper") papers++; else broken++;
    // To ask takes as long as to read a record.
    if ((papers + broken) % 50 === 1) buffers = Math.max(buffers, process.memoryUsage().arrayBuffers);
  }
  console.log(JSON.stringify({ papers, broken, withinBounds: buffers < most }));
`;

async function read(path: string): Promise<unknown> {
  const module = resolve("dist/src/papers/import/read-file.js");
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--max-old-space-size=24",
    "--input-type=module",
    "-e",
    READER,
    module,
    path,
    String(28 * 1024 * 1024),
  ]);
  return JSON.parse(stdout);
}

async function write(name: string, parts: Iterable<string>): Promise<string> {
  const path = join(folder, name);
  await pipeline(parts, createWriteStream(path));
  return path;
}

const abstract =
  "We show that bees learn $n^2$ mazes, and that they forget them again, though never the way home. ".repeat(
    3,
  );
/** What no paper keeps, so that the time goes into reading and not into texts: that the time for these grows evenly is held elsewhere. */
const rest = "Hive 7, Meadow Lane, by the old mill. ".repeat(27);

function* records(count: number): Generator<string> {
  for (let i = 0; i < count; i++) {
    yield `${JSON.stringify({ id: `2611.${String(i + 1).padStart(5, "0")}`, title: `Toy Bees ${i}`, abstract, rest })}\n`;
  }
}

test("a large file is read in flat memory", async () => {
  const path = await write("large.jsonl", records(20_000));
  expect(statSync(path).size).toBeGreaterThan(27_000_000);
  expect(await read(path)).toEqual({ papers: 20_000, broken: 0, withinBounds: true });
}, 300_000);

const title = "Toy {B}ees Solve Mazes and";

test.each<[string, number, (i: number) => string, [string, string]]>([
  [
    "BibTeX",
    19_000,
    (i) =>
      `@inproceedings{bee${i},\n title={${title} ${i}},\n abstract={${abstract}},\n file={${rest}},\n crossref={toy}, year={2026}}\n`,
    ["@string{toy = {Toy}}\n", "@proceedings{toy, title={Toys}, year={2026}}\n"],
  ],
  [
    "RIS",
    20_000,
    (i) => `TY  - JOUR\r\nTI  - ${title} ${i}\r\nAB  - ${abstract}\r\nAD  - ${rest}\r\nER  - \r\n`,
    ["\n", ""],
  ],
  [
    "CSL-JSON",
    20_000,
    (i) => `${JSON.stringify({ type: "article", title: `${title} ${i}`, abstract, custom: rest })},`,
    ["[", "{}]"],
  ],
])(
  "so is a large file of %s",
  async (format, count, record, [start, end]) => {
    function* parts(): Generator<string> {
      yield start;
      for (let i = 0; i < count; i++) yield record(i);
      yield end;
    }
    const path = await write(format, parts());
    expect(statSync(path).size).toBeGreaterThan(27_000_000);
    const broken = format === "CSL-JSON" ? 1 : 0;
    expect(await read(path)).toEqual({ papers: count, broken, withinBounds: true });
  },
  300_000,
);

test("so is a line of a hundred megabytes", async () => {
  function* parts(): Generator<string> {
    yield* records(1);
    yield '{"title": "';
    for (let i = 0; i < 100; i++) yield "x".repeat(1024 * 1024);
    yield '"}\n';
    yield* records(1);
  }
  expect(await read(await write("line.jsonl", parts()))).toEqual({
    papers: 2,
    broken: 1,
    withinBounds: true,
  });
}, 300_000);
