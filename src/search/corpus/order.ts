import type { Corpus } from "./corpus.ts";

/** An order for docs: the newest paper first; equally new ones in the order of their ids, so that pages are stable. */
export function newestFirst(a: number, b: number, corpus: Corpus): number {
  const { facts, compareIds } = corpus.documents;
  return facts.day(b) - facts.day(a) || compareIds(a, b);
}

/** An order for docs: the most votes first, then the newest. */
export function mostVotesFirst(a: number, b: number, corpus: Corpus): number {
  return corpus.documents.votes(b) - corpus.documents.votes(a) || newestFirst(a, b, corpus);
}
