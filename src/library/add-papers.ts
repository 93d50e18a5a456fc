import { isDeepStrictEqual } from "node:util";
import type { FoundPaper } from "../papers/found-paper.ts";
import { isProvisional, provisionalId } from "../papers/identifier.ts";
import { mergePapers } from "../papers/merge.ts";
import type { Paper } from "../papers/paper.ts";
import { titleKey } from "../papers/text.ts";
import { type Database, writeBatch } from "../store/database.ts";
import { findPapers, putPapers, type StoredPaper } from "../store/papers.ts";
import { rememberRecords } from "../store/sources/taken-records.ts";

/** What became of one found record. `ambiguous`: it has no id, and several known papers have its title. */
export type Fate = "new" | "updated" | "unchanged" | "ambiguous";

/**
 * Takes records of papers into the store, in one transaction: all of them or none. A record belongs to a known paper
 * if it has its id, or if one of the two has no id yet and their titles agree. Adding the same again changes nothing.
 * At most a few hundred at once, so that the event loop is not blocked. Returns the outcome of each, in order.
 *
 * `digests` stand for the records as they came, in the same order; those of records that were taken in are remembered.
 */
export function addPapers(
  db: Database,
  found: readonly FoundPaper[],
  now: Date,
  digests: readonly (string | undefined)[] = [],
): Promise<readonly Fate[]> {
  return writeBatch(db, async (tx, revision) => {
    const keys = found.map((paper) => titleKey(paper.title));
    const known = await findPapers(
      tx,
      found.flatMap((paper) => paper.id ?? []),
      keys,
    );
    const targets = known.flatMap((record) => record.mergedInto ?? []);
    const batch = createBatch([...known, ...(await findPapers(tx, targets, []))]);

    const fates = found.map((paper, index) => batch.add(paper, keys[index] ?? "", revision));
    await putPapers(tx, batch.changed(), now);
    const taken = digests.filter((_, index) => fates[index] !== "ambiguous");
    await rememberRecords(
      tx,
      taken.filter((digest) => digest !== undefined),
    );
    return fates;
  });
}

/** The records that a batch touches, as they will be when it is written. */
function createBatch(records: readonly StoredPaper[]) {
  const byId = new Map(records.map((record) => [record.paper.id, record]));
  const changed = new Set<string>();

  function put(record: StoredPaper): void {
    byId.set(record.paper.id, record);
    changed.add(record.paper.id);
  }

  function follow(id: string): StoredPaper | undefined {
    const record = byId.get(id);
    return record?.mergedInto === undefined ? record : byId.get(record.mergedInto);
  }

  function namesakes(key: string): readonly StoredPaper[] {
    return [...byId.values()].filter((record) => record.titleKey === key && record.mergedInto === undefined);
  }

  return {
    changed: () => [...changed].flatMap((id) => byId.get(id) ?? []),

    add(found: FoundPaper, key: string, revision: number): Fate {
      const same = namesakes(key);
      const known =
        found.id === undefined
          ? same[0]
          : (follow(found.id) ?? same.find(({ paper }) => isProvisional(paper.id)));
      if (found.id === undefined && same.length > 1) return "ambiguous";

      const id =
        found.id === undefined || isProvisional(found.id)
          ? (known?.paper.id ?? provisionalId(found.title))
          : found.id;
      if (!known) {
        put({ paper: { ...found, id }, titleKey: key, revision });
        return "new";
      }
      const paper: Paper = mergePapers(known.paper, { ...found, id: known.paper.id });
      if (isProvisional(known.paper.id) && !isProvisional(id)) {
        put({ ...known, mergedInto: id, revision });
        put({ paper: { ...paper, id }, titleKey: titleKey(paper.title), revision });
        return "updated";
      }
      if (isDeepStrictEqual(paper, known.paper)) return "unchanged";
      put({ paper, titleKey: titleKey(paper.title), revision });
      return "updated";
    },
  };
}
