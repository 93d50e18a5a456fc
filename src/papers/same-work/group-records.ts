import { inIdOrder, isPreprintId } from "../preprint.ts";
import { createClusters, type RecordCluster, type Split } from "./clusters.ts";
import { byWeight } from "./compose-paper.ts";
import type { KnownRecord } from "./known-record.ts";
import { uniteNamesakes } from "./namesakes.ts";
import { uniteSharedIds } from "./shared-ids.ts";
import { uniteVersions } from "./versions.ts";

/** The fullest records of a work say all that there is to say; every one that is kept is read again with each new one. */
const MOST_RECORDS = 30;

/** The records of one work. */
export interface Work {
  readonly records: RecordCluster;
  /** Further ones, of a work that has too many of them to keep. */
  readonly surplus: RecordCluster;
  /** The ids by which it is found, see `inIdOrder`; none while only its title is known. */
  readonly ids: readonly string[];
  /** DOIs that its records claim and another work's do too: they cite it, and do not name it. */
  readonly sharedIds: readonly string[];
}

/**
 * Which records are of one work. The answer depends on the set of records alone: not on their order, nor on how often one came.
 * `splits` are kept apart whatever else is known; `crowded` ids, which too many works claim, say nothing.
 */
export function groupRecords(
  records: readonly KnownRecord[],
  splits: readonly Split[],
  crowded: ReadonlySet<string> = new Set(),
): readonly Work[] {
  const inOrder = [...records].sort((a, b) => (a.digest < b.digest ? -1 : 1));
  const clusters = createClusters(inOrder, splits);
  const ownIds = uniteSharedIds(inOrder, clusters, crowded);
  uniteVersions(clusters, ownIds);
  uniteNamesakes(clusters, ownIds);
  return clusters.all().map((cluster) => {
    const weighed = byWeight(cluster);
    const ids = inIdOrder(cluster.flatMap(ownIds));
    const claimed = inIdOrder(cluster.flatMap((record) => record.ids));
    return {
      records: weighed.slice(0, MOST_RECORDS),
      surplus: weighed.slice(MOST_RECORDS),
      ids,
      sharedIds: claimed.filter((id) => !ids.includes(id) && !isPreprintId(id)),
    };
  });
}
