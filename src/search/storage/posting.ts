/** That a document has a term: its slot and how often, packed into one number. There is room for 2^24 slots. */
export type Posting = number;

const MAX_COUNT = 255;

export function postingOf(slot: number, count: number): Posting {
  return slot * 256 + Math.min(count, MAX_COUNT);
}

export function slotOf(posting: Posting): number {
  return posting >>> 8;
}

export function occurrences(posting: Posting): number {
  return posting & MAX_COUNT;
}
