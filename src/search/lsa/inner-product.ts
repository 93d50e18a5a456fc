import type { LsaVector } from "../search-index.ts";

/** Of two directions in the LSA space: their cosine. */
export function innerProduct(a: LsaVector, b: LsaVector): number {
  let sum = 0;
  for (const [d, value] of a.entries()) sum += value * (b[d] ?? 0);
  return sum;
}
