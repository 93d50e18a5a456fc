import type { IndexReader, LsaVector } from "../search/search-index.ts";
import type { Like } from "./profile.ts";

export type Cluster = readonly Like[];

/**
 * Clusters whose cosine in the LSA space is lower than this are not merged. On pairs of reading lists in a large
 * library .35 does a little better (.170 instead of .158 for ten likes each), but in a small one it splits up a single
 * subject.
 */
const APART = 0.3;
/** How many of the strongest likes decide what the interests are; the others join these. */
const MOST_CLUSTERED = 150;

/**
 * The interests among liked papers, the largest first: average-link clustering by their places in the LSA space. A
 * paper without a place joins the nearest cluster. All are one cluster while no LSA space has been learned.
 */
export function clusterLikes(likes: readonly Like[], reader: IndexReader): readonly Cluster[] {
  if (likes.length === 0) return [];
  const directions = new Map(likes.map((like) => [like, directionOf(like, reader)]));
  const cosine = (a: Like, b: Like) => inner(directions.get(a), directions.get(b));
  if (likes.some((like) => cosine(like, like) === 0)) return [likes];
  const strongest = [...likes].sort((a, b) => b.weight - a.weight).slice(0, MOST_CLUSTERED);
  const clusters = link(strongest, cosine);
  const cores = clusters.filter((cluster) => cluster.length > 1);
  const settled = (cores.length > 0 ? cores : clusters).map((cluster) => [...cluster]);
  const centres = settled.map((cluster) => [...cluster]);
  const placed = new Set(settled.flat());
  for (const like of likes) {
    if (placed.has(like)) continue;
    const average = (cluster: Cluster) =>
      cluster.reduce((sum, one) => sum + cosine(like, one), 0) / cluster.length;
    settled[indexOfMost(centres.map(average))]?.push(like);
  }
  return settled.sort((a, b) => b.length - a.length);
}

// Merges the two nearest clusters again and again. The distances of a merged cluster follow from those of its parts
// (Lance and Williams).
function link(likes: Cluster, cosine: (a: Like, b: Like) => number): readonly Cluster[] {
  const clusters = likes.map((like) => [like]);
  const near = likes.map((a) => Float64Array.from(likes, (b) => cosine(a, b)));
  for (;;) {
    let [first, second, most] = [-1, -1, APART];
    for (const [a, row] of near.entries()) {
      for (let b = 0; b < a; b += 1) if ((row[b] ?? 0) >= most) [first, second, most] = [b, a, row[b] ?? 0];
    }
    const [into, from] = [clusters[first], clusters[second]];
    const [row, other] = [near[first], near[second]];
    if (!into || !from || !row || !other) return clusters.filter((cluster) => cluster.length > 0);
    const share = into.length / (into.length + from.length);
    for (let at = 0; at < row.length; at += 1) {
      const merged = share * (row[at] ?? 0) + (1 - share) * (other[at] ?? 0);
      row[at] = merged;
      const column = near[at];
      if (column) [column[first], column[second]] = [merged, Number.NEGATIVE_INFINITY];
    }
    other.fill(Number.NEGATIVE_INFINITY);
    into.push(...from.splice(0));
  }
}

function directionOf({ paper }: Like, { docOf, lsaVector }: IndexReader): LsaVector | undefined {
  const doc = docOf(paper);
  return doc === undefined ? undefined : lsaVector(doc);
}

function indexOfMost(numbers: readonly number[]): number {
  return numbers.indexOf(Math.max(...numbers));
}

function inner(a: LsaVector | undefined, b: LsaVector | undefined): number {
  if (!a || !b) return 0;
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
