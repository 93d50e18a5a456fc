import { canonicalId } from "../papers/identifier.ts";
import type { Paper } from "../papers/paper.ts";
import { type KnownRecord, recordKeys } from "../papers/same-work/known-record.ts";
import { type Database, writePapers } from "../store/database.ts";
import { putSplits, signpostsTo } from "../store/sources/paper-records.ts";
import { gatherRecords, splitsOfRecords } from "./gather-records.ts";
import { joinRecords } from "./join-records.ts";

/** How a paper came to be what it is. */
export interface PaperHistory {
  readonly paper: Paper;
  /** The records that it was merged from. */
  readonly records: readonly KnownRecord[];
  /** Other ids under which it is found, and under which people may have saved it. */
  readonly alsoFoundAs: readonly string[];
  /** Ids of papers that somebody has split from it. */
  readonly toldApart: readonly string[];
}

/** Looks up a paper by any of its ids; undefined if there is none. */
export async function paperHistory(db: Database, text: string): Promise<PaperHistory | undefined> {
  const id = canonicalId(text) ?? text;
  const { rows, records } = await gatherRecords(db, { ids: [id], titleKeys: [] });
  const row = rows.get(rows.get(id)?.mergedInto ?? id);
  if (row === undefined) return undefined;
  const own = records.filter(({ paper }) => paper === row.paper.id).map(({ record }) => record);
  const keys = new Set(own.flatMap(recordKeys));
  const splits = await splitsOfRecords(db, own);
  return {
    paper: row.paper,
    records: own,
    alsoFoundAs: (await signpostsTo(db, [row.paper.id])).map((signpost) => signpost.id).sort(),
    toldApart: splits.flatMap((pair) => pair.filter((key) => !keys.has(key))),
  };
}

/**
 * Splits a paper into the works that its records would be without each other, and remembers that: they are never merged
 * again. Records that share an id stay together, unless that is all there is. Returns the papers that exist now: only
 * the one, unchanged, where nothing can be split; undefined if there is no such paper.
 */
export function splitPaper(db: Database, text: string, now: Date): Promise<readonly Paper[] | undefined> {
  return writePapers(db, async (tx, revision) => {
    const history = await paperHistory(tx, text);
    if (history === undefined) return undefined;
    const parts = partsOf(history.records);
    if (parts.length < 2) return [history.paper];
    const pairs = parts.flatMap((part, at) => parts.slice(at + 1).map((other) => [part, other] as const));
    const keysOf = (part: readonly KnownRecord[]) => [...new Set(part.flatMap(recordKeys))];
    await putSplits(
      tx,
      pairs.flatMap(([a, b]) => keysOf(a).flatMap((one) => keysOf(b).map((other) => [one, other] as const))),
    );
    const gathered = await gatherRecords(tx, { ids: [history.paper.id], titleKeys: [] });
    const joined = await joinRecords(tx, history.records, gathered, { revision, now });
    const ids = [...new Set(joined.map(({ paper }) => paper))].sort();
    const after = await gatherRecords(tx, { ids, titleKeys: [] });
    return ids.flatMap((id) => after.rows.get(id)?.paper ?? []);
  });
}

/**
 * The parts to keep apart: records connected by their ids. A record without an id joins those it agrees with, or stays
 * alone; where only one part has ids, the rest is kept apart from it.
 */
function partsOf(records: readonly KnownRecord[]): readonly (readonly KnownRecord[])[] {
  const parts = connected(records);
  const named = parts.filter((part) => part.some(({ ids }) => ids.length > 0));
  return named.length > 1 ? named : parts;
}

function connected(records: readonly KnownRecord[]): readonly (readonly KnownRecord[])[] {
  let parts: KnownRecord[][] = [];
  for (const record of records) {
    const shares = (part: KnownRecord[]) => part.some(({ ids }) => ids.some((id) => record.ids.includes(id)));
    const touching = parts.filter(shares);
    parts = [...parts.filter((part) => !shares(part)), [...touching.flat(), record]];
  }
  return parts;
}
