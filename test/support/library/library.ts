import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type Library, openLibrary } from "../../../src/library/library.ts";
import { createSearchIndex } from "../../../src/search/create-search-index.ts";
import { temporaryFolder } from "../folder.ts";

/** The day on which all tests take place. */
export const TODAY = new Date("2026-11-23T09:00:00Z");

/** The library of the starter catalogue, or of another file, in a folder of its own; read into memory, and learned from. */
export async function someLibrary(
  catalogue = join(import.meta.dirname, "..", "..", "..", "data", "papers.jsonl"),
  folder = temporaryFolder(),
): Promise<Library> {
  const now = () => TODAY;
  const index = createSearchIndex({ now: () => TODAY.getTime(), otherNames: ["count", "page"] });
  const library = await openLibrary({ file: join(folder, "paperboy.db"), catalogue, index, now });
  onTestFinished(() => library.close());
  await library.refresh();
  // Or what is learned in the background would change an order in the middle of a test.
  await index.refine();
  return library;
}
