import { isCovered } from "./covered.ts";
import type { KnownRecord } from "./known-record.ts";

/** Records, without those that say nothing that another one does not say as well: the same whatever order they came in. */
export interface RecordSet {
  add(record: KnownRecord): void;
  all(): readonly KnownRecord[];
  /** The record itself as it is now, or the one that says all that it said. */
  standIn(record: KnownRecord): KnownRecord;
}

export function createRecordSet(records: readonly KnownRecord[]): RecordSet {
  const held = new Map<string, KnownRecord>();
  const covering = new Map<string, string>();
  const titled = new Map<string, Set<string>>();

  function hold(record: KnownRecord): void {
    held.set(record.digest, record);
    const namesakes = titled.get(record.titleKey) ?? new Set();
    titled.set(record.titleKey, namesakes.add(record.digest));
  }

  function countVotes(digest: string, { found: { upvotes } }: KnownRecord): void {
    const record = held.get(digest);
    if (record === undefined || upvotes === undefined || upvotes <= (record.found.upvotes ?? -1)) return;
    held.set(digest, { ...record, found: { ...record.found, upvotes } });
  }

  function add(record: KnownRecord): void {
    const namesakes = [...(titled.get(record.titleKey) ?? [])].flatMap((digest) => held.get(digest) ?? []);
    const same = held.get(record.digest) ?? namesakes.find((other) => isCovered(record, other));
    if (same) {
      if (same.digest !== record.digest) covering.set(record.digest, same.digest);
      countVotes(same.digest, record);
      return;
    }
    covering.delete(record.digest);
    hold(record);
    for (const other of namesakes.filter((one) => isCovered(one, record))) {
      held.delete(other.digest);
      titled.get(other.titleKey)?.delete(other.digest);
      covering.set(other.digest, record.digest);
      countVotes(record.digest, other);
    }
  }

  for (const record of records) add(record);
  return {
    add,
    all: () => [...held.values()],
    standIn(record) {
      let { digest } = record;
      for (let next = covering.get(digest); next !== undefined && !held.has(digest); ) {
        digest = next;
        next = covering.get(digest);
      }
      return held.get(digest) ?? record;
    },
  };
}
