import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";
import { type Library, openLibrary } from "../../../src/library/library.ts";
import { createSearchIndex } from "../../../src/search/create-search-index.ts";
import { temporaryFolder } from "../folder.ts";
import { createTestDatabase, databaseOf, isOverPostgres, targetOf } from "../postgres.ts";
import { createRecordingLog } from "../recording-log.ts";
import { withoutDisk } from "./database.ts";

/** The day on which all tests take place. */
export const TODAY = new Date("2026-11-23T09:00:00Z");

const CATALOGUE = join(import.meta.dirname, "..", "..", "..", "data", "papers.jsonl");
const DATABASE = "paperboy.db";
const INDEX = "search.index";

/** The files of the catalogue's library as it is at first: to copy them takes a fifth of making them anew. */
let made: Promise<Made> | undefined;

interface Made {
  readonly files: ReadonlyMap<string, Buffer>;
  /** The database to copy, over PostgreSQL. */
  readonly template?: string;
}

/** The library of the starter catalogue, or of another file, in a folder of its own; read into memory, and learned from. */
export async function someLibrary(catalogue?: string, folder?: string): Promise<Library> {
  const isUsual = catalogue === undefined && folder === undefined;
  const library = await fill(folder ?? temporaryFolder(), { catalogue, isUsual });
  onTestFinished(() => library.close());
  return library;
}

/** The library of the starter catalogue for all tests of a file that change nothing in it. Call it outside of tests, and the result within. */
export function sharedLibrary(): () => Promise<Library> {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
  let opened: Promise<Library> | undefined;
  afterAll(async () => {
    await (await opened)?.close();
    rmSync(folder, { recursive: true });
  });
  return () => {
    opened ??= fill(folder, { isUsual: true });
    return opened;
  };
}

async function fill(
  home: string,
  { catalogue, isUsual }: { readonly catalogue?: string | undefined; readonly isUsual: boolean },
): Promise<Library> {
  if (isUsual) {
    made ??= make();
    const { files, template } = await made;
    for (const [name, bytes] of files) writeFileSync(join(home, name), bytes);
    await targetOf(join(home, DATABASE), template);
  }
  const { index, library } = await open(home, { catalogue, isKept: isUsual });
  await withoutDisk(library.db);
  await library.refresh();
  // Or what is learned in the background would change an order in the middle of a test.
  await index.refine();
  return library;
}

async function make(): Promise<Made> {
  const folder = temporaryFolder();
  const target = isOverPostgres() ? (await createTestDatabase()).address : undefined;
  const { index, library } = await open(folder, { isKept: true, target });
  await library.refresh();
  await index.refine();
  await library.close();
  // With the write-ahead log, which may hold all that was written; what belongs to processes is made anew.
  const names = readdirSync(folder).filter((name) => !name.endsWith("-shm"));
  const files = new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
  return { files, ...(target !== undefined && { template: databaseOf(target) }) };
}

interface Kind {
  readonly catalogue?: string | undefined;
  /** Whether the index is read from a file, and kept in it. */
  readonly isKept: boolean;
  readonly target?: string | undefined;
}

async function open(folder: string, { catalogue = CATALOGUE, isKept, target }: Kind) {
  const index = createSearchIndex({ now: () => TODAY.getTime(), otherNames: ["count", "page"] });
  const library = await openLibrary({
    target: target ?? (await targetOf(join(folder, DATABASE))),
    catalogue,
    index,
    now: () => TODAY,
    ...(isKept && { snapshot: { file: join(folder, INDEX), log: createRecordingLog() } }),
  });
  return { index, library };
}
