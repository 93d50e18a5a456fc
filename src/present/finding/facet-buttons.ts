import { type Button, buttons } from "../../chat/reply.ts";
import type { SearchResult } from "../../search/search-index.ts";
import { exactly } from "./exactly.ts";

const YEARS_NAMED = 2;

/** A part of a long answer. */
interface Part {
  readonly papers: number;
  /** Behind the number of its papers: "with code", "of 2026". */
  readonly name: string;
  readonly label: string;
  /** What finds it alone. */
  readonly query: string;
}

/** What a long answer can be narrowed down to. */
export function partsOf(
  query: string,
  { total, complete = total, facets }: Pick<SearchResult, "total" | "complete" | "facets">,
  mostYears = YEARS_NAMED,
): readonly Part[] {
  if (!facets) return [];
  const withCode = {
    papers: facets.withCode,
    name: "with code",
    label: "With code",
    query: `${query} has:code`,
  };
  const years = facets.years.slice(0, mostYears).map(({ year, papers }) => ({
    papers,
    name: `of ${year}`,
    label: `Of ${year}`,
    query: `${query} year:${year}`,
  }));
  // All of them or none is no part.
  return [withCode, ...years].filter(({ papers }) => papers > 0 && papers < complete);
}

/** A long answer in parts: `1,000+ with code, 830 of 2026, 412 of 2025`, and buttons that show one of them. */
export function narrowed(typed: string, result: SearchResult) {
  const parts = partsOf(typed, result);
  const button = ({ label, query }: Part): Button => ({
    label,
    action: { command: "paper", options: { query }, effect: "replace" },
  });
  return {
    text: parts.map(({ papers, name }) => `${exactly(papers)} ${name}`).join(", "),
    buttons: buttons(...parts.slice(0, 2).map(button)),
  };
}
