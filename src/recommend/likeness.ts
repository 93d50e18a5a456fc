import type { IndexReader } from "../search/search-index.ts";

/** How much other papers have in common with this one in words and in meaning, each counting half; 0 to 1. */
export function likeness(doc: number, reader: IndexReader): (other: number) => number {
  const inText = reader.textCosine(doc);
  const direction = reader.lsaVector(doc);
  return (other) => (inText(other) + Math.max(0, reader.lsaCosine(direction, other))) / 2;
}
