import type { Corpus } from "../corpus/corpus.ts";
import type { Facets } from "../search-index.ts";

/** Fewer papers are looked through sooner than narrowed down. */
const MANY = 10;
const LAST_YEAR = 9999;

/** How some papers divide up, if they are many. */
export function facetsOf(docs: Uint32Array, { documents: { facts } }: Corpus): Facets | undefined {
  if (docs.length <= MANY) return undefined;
  let withCode = 0;
  const counts = new Uint32Array(LAST_YEAR + 1);
  for (const doc of docs) {
    if (facts.hasCode(doc)) withCode += 1;
    const year = Math.floor(facts.day(doc) / 10_000);
    counts[year] = (counts[year] ?? 0) + 1;
  }
  const years: { year: number; papers: number }[] = [];
  for (let year = LAST_YEAR; year > 0; year -= 1) {
    const papers = counts[year] ?? 0;
    if (papers > 0) years.push({ year, papers });
  }
  return { withCode, years };
}
