import { findIds } from "../identifier.ts";
import { bibtexEntries } from "./bibtex.ts";
import { LONGEST_LINE, readLines } from "./lines.ts";

/** A paper as somebody names it: by an id, or by nothing but its title. */
export interface NamedPaper {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
}

/** What a pasted text names, and the places of which nothing could be made. */
export interface Pasted {
  readonly papers: readonly NamedPaper[];
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
}

/**
 * The papers that a pasted text names: its BibTeX entries if it has any, otherwise the ids and links in it. Reading ends
 * once there are more than `most`.
 */
export async function papersNamedIn(text: string, most: number): Promise<Pasted> {
  const papers: NamedPaper[] = [];
  const broken: Pasted["broken"][number][] = [];
  if (!/@[a-z]+\s*[{(]/i.test(text)) return { papers: findIds(text, most + 1).map((id) => ({ id })), broken };
  for await (const entry of bibtexEntries(() => readLines(once(Buffer.from(text)), LONGEST_LINE))) {
    if (entry.kind === "paper") papers.push({ id: entry.found.id, title: entry.found.title });
    else if (entry.kind === "broken") broken.push(entry);
    if (papers.length > most) break;
  }
  return { papers, broken };
}

async function* once(chunk: Buffer): AsyncGenerator<Buffer> {
  yield chunk;
}
