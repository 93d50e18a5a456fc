import type { PaperVectors } from "../search/vectors/paper-vectors.ts";

/** How much other papers, given by their docs, have in common with this one in words: the cosine, 0 to 1. */
export function textLikeness(doc: number, vectors: PaperVectors): (other: number) => number {
  const own = new Map<number, number>();
  const { keys, values } = vectors.text(doc);
  for (const [at, key] of keys.entries()) own.set(key, values[at] ?? 0);
  return (other) => {
    const { keys, values } = vectors.text(other);
    let sum = 0;
    for (let at = 0; at < keys.length; at += 1) sum += (own.get(keys[at] ?? 0) ?? 0) * (values[at] ?? 0);
    return sum;
  };
}

/** How much other papers have in common with this one in words and in meaning, each counting half; 0 to 1. */
export function likeness(doc: number, vectors: PaperVectors): (other: number) => number {
  const inText = textLikeness(doc, vectors);
  const direction = vectors.direction(doc);
  return (other) => (inText(other) + Math.max(0, vectors.cosine(direction, other))) / 2;
}
