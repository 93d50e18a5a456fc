import { type KnownRecord, recordKeys } from "./known-record.ts";

/** Two keys of papers (see `recordKeys`) that a person has separated. */
export type Split = readonly [string, string];

export type RecordCluster = readonly KnownRecord[];

/** Union-find over records, which never unites what a person has separated. */
export interface Clusters {
  /** False, with nothing changed, if the two were separated. */
  unite(a: KnownRecord, b: KnownRecord): boolean;
  /** The cluster of a record, itself included. The same array for all of them, until the next `unite`. */
  of(record: KnownRecord): RecordCluster;
  all(): readonly RecordCluster[];
}

export function createClusters(records: readonly KnownRecord[], splits: readonly Split[]): Clusters {
  const clusterOf = new Map(records.map((record) => [record, [record]]));
  const apart = new Map<string, Set<string>>();
  for (const [a, b] of splits) {
    for (const [one, other] of [[a, b] as const, [b, a] as const])
      apart.set(one, (apart.get(one) ?? new Set()).add(other));
  }

  function areApart(some: RecordCluster, others: RecordCluster): boolean {
    if (apart.size === 0) return false;
    const keys = others.flatMap(recordKeys);
    return some.flatMap(recordKeys).some((key) => keys.some((other) => apart.get(key)?.has(other) === true));
  }

  function clusterAt(record: KnownRecord): KnownRecord[] {
    const cluster = clusterOf.get(record);
    if (cluster === undefined) throw new Error("The record is not one of these.");
    return cluster;
  }

  return {
    of: clusterAt,
    all: () => [...new Set(clusterOf.values())],
    unite(a, b) {
      const [some, others] = [clusterAt(a), clusterAt(b)];
      if (some === others) return true;
      if (areApart(some, others)) return false;
      const [small, large] = some.length < others.length ? [some, others] : [others, some];
      for (const record of small) {
        large.push(record);
        clusterOf.set(record, large);
      }
      return true;
    },
  };
}

/** The items by each of their keys. */
export function bucketsOf<Item>(
  items: Iterable<Item>,
  keysOf: (item: Item) => Iterable<string>,
): ReadonlyMap<string, readonly Item[]> {
  const buckets = new Map<string, Item[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const bucket = buckets.get(key);
      if (bucket) bucket.push(item);
      else buckets.set(key, [item]);
    }
  }
  return buckets;
}
