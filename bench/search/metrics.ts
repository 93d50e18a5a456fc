/** Judgements of one query: the grade of each judged document, 0 or less for "not relevant". */
export type Judgements = ReadonlyMap<string, number>;

/** Normalised discounted cumulative gain of the first `depth` documents; graded, the ideal taken over all judged ones (as trec_eval). */
export function ndcg(ranked: readonly string[], judgements: Judgements, depth: number): number {
  const ideal = [...judgements.values()].sort((a, b) => b - a);
  const best = discountedGain(ideal.slice(0, depth));
  const gained = discountedGain(ranked.slice(0, depth).map((id) => judgements.get(id) ?? 0));
  return best === 0 ? 0 : gained / best;
}

/** One over the place of the first relevant document, 0 if it is not among the first `depth`. */
export function reciprocalRank(ranked: readonly string[], judgements: Judgements, depth: number): number {
  const place = ranked.slice(0, depth).findIndex((id) => (judgements.get(id) ?? 0) > 0);
  return place < 0 ? 0 : 1 / (place + 1);
}

/** The share of relevant documents that are among the first `depth`. */
export function recall(ranked: readonly string[], judgements: Judgements, depth: number): number {
  const relevant = [...judgements].filter(([, grade]) => grade > 0).map(([id]) => id);
  const found = new Set(ranked.slice(0, depth));
  return relevant.length === 0 ? 0 : relevant.filter((id) => found.has(id)).length / relevant.length;
}

function discountedGain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, index) => sum + Math.max(grade, 0) / Math.log2(index + 2), 0);
}
