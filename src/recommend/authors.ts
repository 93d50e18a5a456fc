import type { Paper } from "../papers/paper.ts";
import { fold } from "../search/analyze.ts";

/** Whether one of these people wrote a paper: every part of the name that was typed stands in one author's name. */
export function isBy({ authors }: Paper, names: readonly string[]): boolean {
  return authorAmong({ authors }, names) !== undefined;
}

/** The first of these people who wrote a paper, as the name was typed. */
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
