/** Beyond this many, nobody counts. */
const MOST_COUNTED = 1000;

/** "17", "1,000" or "1,000+". */
export function exactly(papers: number): string {
  return papers > MOST_COUNTED ? `${MOST_COUNTED.toLocaleString("en")}+` : papers.toLocaleString("en");
}
