import type { Split } from "../papers/same-work/clusters.ts";
import { type KnownRecord, knownRecord, normalRecord, recordKeys } from "../papers/same-work/known-record.ts";
import { MOST_NAMESAKES } from "../papers/same-work/namesakes.ts";
import type { Database } from "../store/database.ts";
import { findPapers, type StoredPaper } from "../store/papers.ts";
import {
  crowdedIds,
  crowdedTitles,
  knownKeys,
  papersWithRecords,
  recordsOf,
  splitsOf,
} from "../store/sources/paper-records.ts";

/** What the store has that may belong to one work with some records, and everything that may belong to one work with that. */
export interface Gathered {
  /** By their ids; also those that became another paper. */
  readonly rows: ReadonlyMap<string, StoredPaper>;
  /** The records that the papers were merged from, with the paper that each belongs to. */
  readonly records: readonly StoredRecord[];
  /** Ids and title keys that so many papers share that they tell nothing; not all of these papers are here. */
  readonly crowded: { readonly ids: ReadonlySet<string>; readonly titleKeys: ReadonlySet<string> };
}

interface StoredRecord {
  readonly record: KnownRecord;
  readonly paper: string;
  /** Whether it has a row of its own; a paper's only record is the paper's row itself. */
  readonly isKept: boolean;
}

/** The keys by which related records are found. */
interface RecordQuery {
  readonly ids: Iterable<string>;
  readonly titleKeys: Iterable<string>;
  /** The ids of records with a crowded title; see `titleId`. */
  readonly titleIds?: (titleKey: string) => readonly string[];
}

/** How many keys one query asks for. */
const MOST = 400;

/** Repeats until no paper that was found leads to another one. Nearly always that is one round. */
export async function gatherRecords(tx: Database, wanted: RecordQuery): Promise<Gathered> {
  const rows = new Map<string, StoredPaper>();
  const records: StoredRecord[] = [];
  const asked = { ids: new Set<string>(), titleKeys: new Set<string>() };
  const crowded = { ids: new Set<string>(), titleKeys: new Set<string>() };
  const next = { ids: new Set(wanted.ids), titleKeys: new Set(wanted.titleKeys) };

  async function readRecords(papers: readonly StoredPaper[]): Promise<readonly StoredRecord[]> {
    const kept = await recordsOf(
      tx,
      papers.map(({ paper }) => paper.id),
    );
    const ofPaper = new Set(kept.map(({ paper }) => paper));
    return [
      ...kept.map(({ found, paper }) => ({ record: knownRecord(found), paper, isKept: true })),
      ...papers
        .filter(({ paper }) => !ofPaper.has(paper.id))
        .map(({ paper }) => ({
          record: knownRecord(normalRecord(paper)),
          paper: paper.id,
          isKept: false,
        })),
    ];
  }

  while (next.ids.size + next.titleKeys.size > 0) {
    const ids = take(next.ids, asked.ids);
    const titleKeys = take(next.titleKeys, asked.titleKeys);
    // Most of what a large import asks for is in no library.
    const known = await knownKeys(tx, [...ids], [...titleKeys]);
    for (const keys of [ids, titleKeys]) for (const key of keys) if (!known.has(key)) keys.delete(key);
    if (ids.size + titleKeys.size === 0) continue;
    for (const id of await crowdedIds(tx, ids, MOST_NAMESAKES)) {
      crowded.ids.add(id);
      ids.delete(id);
    }
    for (const key of await crowdedTitles(tx, titleKeys, MOST_NAMESAKES)) {
      crowded.titleKeys.add(key);
      titleKeys.delete(key);
      for (const id of wanted.titleIds?.(key) ?? []) if (!asked.ids.has(id)) next.ids.add(id);
    }
    const found = await findPapers(tx, [...ids], [...titleKeys]);
    const near = new Map(found.map((row) => [row.paper.id, row]));
    const pointed = [
      ...found.flatMap(({ mergedInto }) => mergedInto ?? []),
      ...(await papersWithRecords(tx, [...ids], [...titleKeys])),
    ].filter((id) => !near.has(id) && !rows.has(id));
    for (const row of await findPapers(tx, pointed, [])) near.set(row.paper.id, row);
    const fresh = [...near.values()].filter((row) => !rows.has(row.paper.id));
    for (const row of fresh) rows.set(row.paper.id, row);
    const live = fresh.filter(({ mergedInto }) => mergedInto === undefined);
    if (live.length === 0) continue;
    for (const stored of await readRecords(live)) {
      records.push(stored);
      for (const id of stored.record.ids) if (!asked.ids.has(id)) next.ids.add(id);
      if (!asked.titleKeys.has(stored.record.titleKey)) next.titleKeys.add(stored.record.titleKey);
    }
  }
  return { rows, records, crowded };
}

/** Moves some keys from those to ask for to those asked. */
function take(next: Set<string>, asked: Set<string>): Set<string> {
  const some = new Set([...next].slice(0, MOST));
  for (const one of some) {
    next.delete(one);
    asked.add(one);
  }
  return some;
}

/** Which of these records a person has split. */
export function splitsOfRecords(tx: Database, records: readonly KnownRecord[]): Promise<readonly Split[]> {
  return splitsOf(tx, [...new Set(records.flatMap(recordKeys))]);
}
