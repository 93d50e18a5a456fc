import { fold } from "../papers/fold.ts";
import type { Paper } from "../papers/paper.ts";
import type { IndexReader } from "../search/search-index.ts";

/** Returns 1 if one of these people wrote the paper of a doc, otherwise 0. */
export function createAuthorship(names: readonly string[], reader: IndexReader): (doc: number) => number {
  const wanted = names.map(partsOf);
  return (doc) => {
    // Reading a paper takes time, and most do not even have the letters.
    const line = reader.authors(doc);
    if (!wanted.some((parts) => parts.every((part) => line.includes(part)))) return 0;
    return authorAmong(reader.paper(doc), names) === undefined ? 0 : 1;
  };
}

/** The first of these people who wrote a paper, as the name was typed: all its parts are in one author's name. */
export function authorAmong(
  { authors }: Pick<Paper, "authors">,
  names: readonly string[],
): string | undefined {
  if (names.length === 0) return undefined;
  const parts = authors.map((author) => new Set(partsOf(author)));
  return names.find((name) => {
    const wanted = partsOf(name);
    return wanted.length > 0 && parts.some((own) => wanted.every((part) => own.has(part)));
  });
}

function partsOf(name: string): readonly string[] {
  return fold(name).match(/[\p{L}\p{N}]+/gu) ?? [];
}
