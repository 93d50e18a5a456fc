import { type Button, buttons } from "../chat/reply.ts";
import type { SearchResult } from "../search/search-index.ts";
import { exactly } from "./exactly.ts";

const YEARS_NAMED = 2;

/** A long answer in parts: `1,000+ with code, 830 of 2026, 412 of 2025`, and buttons that show one of them. */
export function narrowed(query: string, { total, complete = total, facets }: SearchResult) {
  if (!facets) return { text: "", buttons: [] };
  const withCode = { papers: facets.withCode, name: "with code", label: "With code", filter: "has:code" };
  const years = facets.years.slice(0, YEARS_NAMED).map(({ year, papers }) => ({
    papers,
    name: `of ${year}`,
    label: `Of ${year}`,
    filter: `year:${year}`,
  }));
  // All of them or none is no part.
  const parts = [withCode, ...years].filter(({ papers }) => papers > 0 && papers < complete);
  const button = ({ label, filter }: (typeof parts)[number]): Button => ({
    label,
    action: { command: "paper", options: { query: `${query} ${filter}` }, effect: "replace" },
  });
  return {
    text: parts.map(({ papers, name }) => `${exactly(papers)} ${name}`).join(", "),
    buttons: buttons(...parts.slice(0, 2).map(button)),
  };
}
