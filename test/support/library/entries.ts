import type { Entry } from "../../../src/papers/import/entry.ts";
import { legacyText } from "../../../src/papers/import/legacy-text.ts";
import { type Lines, readLines } from "../../../src/papers/import/lines.ts";

/** The content as a stream, cut into pieces of `size` bytes. */
export async function* inChunks(content: string | Buffer, size = 7): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The lines of a bibliography, cut into pieces that do not fall together with them. */
export function bibliographyLines(content: string | Buffer): Lines {
  return readLines(inChunks(content), undefined, legacyText);
}

/** What was found, short enough to compare: the paper, or "line: reason". */
export async function foundIn(entries: AsyncIterable<Entry>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const entry of entries) {
    if (entry.kind === "paper") found.push(entry.found);
    else found.push(`${entry.line}: ${entry.kind === "broken" ? entry.reason : "taken in before"}`);
  }
  return found;
}
