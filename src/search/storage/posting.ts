/** That a document has a term: its doc and how often, packed into one number. There is room for 2^24 docs. */
export type Posting = number;

const MAX_COUNT = 255;

export function postingOf(doc: number, count: number): Posting {
  return doc * 256 + Math.min(count, MAX_COUNT);
}

export function docOf(posting: Posting): number {
  return posting >>> 8;
}

export function occurrences(posting: Posting): number {
  return posting & MAX_COUNT;
}
