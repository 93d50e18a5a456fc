import type { Facets } from "./search-index.ts";
import type { Shelf } from "./shelf.ts";

/** Fewer papers are looked through sooner than narrowed down. */
const MANY = 10;

/** How the papers in some slots divide up, if they are many. */
export function facetsOf(slots: readonly number[], { records: { facts } }: Shelf): Facets | undefined {
  if (slots.length <= MANY) return undefined;
  let withCode = 0;
  const counts = new Map<number, number>();
  for (const slot of slots) {
    if (facts.hasCode(slot)) withCode += 1;
    const year = Math.floor(facts.day(slot) / 10_000);
    counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  counts.delete(0);
  const years = [...counts].map(([year, papers]) => ({ year, papers })).sort((a, b) => b.year - a.year);
  return { withCode, years };
}
