import type { Progress } from "../../src/progress.ts";
import type { Like } from "../../src/recommend/profile.ts";
import type { IndexReader } from "../../src/search/search-index.ts";
import type { ArxivSanity } from "./arxiv-sanity.ts";
import type { Tasks } from "./tasks.ts";

/** What the measurements work on. */
export interface World {
  readonly tasks: Tasks;
  readonly reader: IndexReader;
  readonly sanity: ArxivSanity;
  /** The arXiv ids of all papers. */
  readonly corpus: readonly string[];
  /** At most so many tasks of each kind. */
  readonly most: number;
  readonly follow: (label: string, total: number) => Progress;
}

export function docsOf(ids: readonly string[], reader: IndexReader): number[] {
  return ids.flatMap((id) => reader.docOf(`arxiv:${id}`) ?? []);
}

export function likesOf(ids: readonly string[]): readonly Like[] {
  return ids.map((id) => ({ paper: `arxiv:${id}`, weight: 1, because: "on the list" }));
}

/** Likes as an interest has them. */
export function knownLikes(ids: readonly string[], reader: IndexReader): readonly Like[] {
  return likesOf(ids).filter(({ paper }) => reader.docOf(paper) !== undefined);
}

export function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / (numbers.length || 1);
}
