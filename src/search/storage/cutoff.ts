const BUCKETS = 4096;
const counts = new Uint32Array(BUCKETS);

/**
 * A value that at least `count` of the first `length` scores reach, and few more than that: the lower edge of the bucket of a
 * histogram. 0 if there are no more than `count`. The scores are not below 0.
 */
export function cutoff(scores: Float64Array, length: number, count: number): number {
  if (length <= count) return 0;
  let most = 0;
  for (let at = 0; at < length; at += 1) if ((scores[at] ?? 0) > most) most = scores[at] ?? 0;
  if (most === 0) return 0;
  const perScore = (BUCKETS - 1) / most;
  counts.fill(0);
  for (let at = 0; at < length; at += 1) {
    const bucket = Math.floor((scores[at] ?? 0) * perScore);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  let reached = 0;
  let bucket = BUCKETS;
  while (reached < count && bucket > 0) reached += counts[--bucket] ?? 0;
  return bucket / perScore;
}
