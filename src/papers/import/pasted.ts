import { findIds } from "../identifier.ts";
import { bibtexEntries } from "./bibtex.ts";
import { LONGEST_LINE, readLines } from "./lines.ts";

/** A paper as somebody names it: by an id, or by nothing but its title. */
export interface NamedPaper {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
}

/**
 * The papers that a pasted text names: its BibTeX entries if it has any, otherwise the ids and links in it. Reading ends
 * once there are more than `most`.
 */
export async function papersNamedIn(text: string, most: number): Promise<readonly NamedPaper[]> {
  if (!/@[a-z]+\s*[{(]/i.test(text)) return findIds(text).map((id) => ({ id }));
  const found: NamedPaper[] = [];
  for await (const entry of bibtexEntries(() => readLines(once(Buffer.from(text)), LONGEST_LINE))) {
    if (entry.kind === "paper") found.push({ id: entry.found.id, title: entry.found.title });
    if (found.length > most) break;
  }
  return found;
}

async function* once(chunk: Buffer): AsyncGenerator<Buffer> {
  yield chunk;
}
