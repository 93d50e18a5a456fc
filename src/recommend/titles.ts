import { titleKey } from "../papers/text.ts";
import type { IndexReader } from "../search/search-index.ts";

/** Titles seen so far: one paper may be in the library twice, with a preprint's id and a journal's. */
export interface MetTitles {
  has(doc: number): boolean;
  add(doc: number): void;
}

export function createMetTitles({ titleHash, paper }: IndexReader): MetTitles {
  const met: number[] = [];
  const hashes = new Set<number>();
  const keyOf = (doc: number) => titleKey(paper(doc).title);
  return {
    has(doc) {
      const hash = titleHash(doc);
      // Reading papers takes time, and two hardly ever have the same hash.
      if (!hashes.has(hash)) return false;
      return met.some((other) => titleHash(other) === hash && keyOf(other) === keyOf(doc));
    },
    add(doc) {
      met.push(doc);
      hashes.add(titleHash(doc));
    },
  };
}
