import type { FoundPaper } from "../papers/found-paper.ts";
import { provisionalId } from "../papers/identifier.ts";
import { idsOf, knownRecord, normalRecord, titleId } from "../papers/same-work/known-record.ts";
import { isDisputed } from "../papers/same-work/shared-ids.ts";
import { titleKey } from "../papers/text.ts";
import { type Database, writePapers } from "../store/database.ts";
import { putPapers, type StoredPaper } from "../store/papers.ts";
import { rememberRecords } from "../store/sources/taken-records.ts";
import { type Gathered, gatherRecords } from "./gather-records.ts";
import { type AddedRecord, joinRecords } from "./join-records.ts";
import { signpost } from "./write-works.ts";

interface IncomingRecord {
  readonly found: FoundPaper;
  readonly ids: readonly string[];
  readonly titleKey: string;
}

/**
 * Takes records of papers into the store, in one transaction: all of them or none. Which records are of one paper is found out anew
 * for all that have an id or a title in common with these (see group-records.ts), so that their order makes no difference. Adding
 * the same again changes nothing. At most a few hundred at once, so that the event loop is not blocked. Returns the outcome of
 * each, in order.
 *
 * `digests` stand for the records as they came; they are remembered.
 */
export function addPapers(
  db: Database,
  found: readonly FoundPaper[],
  now: Date,
  digests: readonly (string | undefined)[] = [],
): Promise<readonly AddedRecord[]> {
  return writePapers(db, async (tx, revision) => {
    const incoming = found.map(incomingOf);
    const gathered = await gatherRecords(tx, {
      ids: incoming.flatMap(({ ids }) => ids),
      titleKeys: incoming.map(({ titleKey }) => titleKey),
      titleIds: (key) =>
        incoming.filter(({ titleKey }) => titleKey === key).map(({ found }) => titleId(knownRecord(found))),
    });
    const isNew = newAmong(incoming, gathered);
    const fresh = incoming
      .filter(isNew)
      .map((one) => ({ one, id: one.ids[0] ?? provisionalId(one.found.title) }));
    await putPapers(
      tx,
      fresh.flatMap(({ one, id }) => asRows(one, id, revision)),
      now,
    );
    const others = incoming.filter((one) => !isNew(one));
    const records = others.map(({ found }) => knownRecord(found));
    const joined = others.length > 0 ? await joinRecords(tx, records, gathered, { revision, now }) : [];
    await rememberRecords(
      tx,
      digests.filter((digest) => digest !== undefined),
    );
    const outcomes = new Map<IncomingRecord, AddedRecord>([
      ...fresh.map(({ one, id }) => [one, { fate: "new", paper: id }] as const),
      ...joined.flatMap((added, at) => (others[at] ? [[others[at], added] as const] : [])),
    ]);
    return incoming.flatMap((one) => outcomes.get(one) ?? []);
  });
}

function incomingOf(paper: FoundPaper): IncomingRecord {
  const found = normalRecord(paper);
  return { found, ids: idsOf(found), titleKey: titleKey(found.title) };
}

/** Those that share no id and no title with anything: most of a large import, which is done quickly with them. */
function newAmong(
  incoming: readonly IncomingRecord[],
  { rows, records, crowded }: Gathered,
): (one: IncomingRecord) => boolean {
  const ids = new Set<string>([...rows.keys(), ...crowded.ids]);
  const titleKeys = new Set([...[...rows.values()].map((row) => row.titleKey), ...crowded.titleKeys]);
  for (const { record } of records) {
    titleKeys.add(record.titleKey);
    for (const id of record.ids) ids.add(id);
  }
  const twice = { ids: new Set<string>(), titleKeys: new Set<string>() };
  for (const one of incoming) {
    for (const id of one.ids) (ids.has(id) ? twice.ids : ids).add(id);
    (titleKeys.has(one.titleKey) ? twice.titleKeys : titleKeys).add(one.titleKey);
  }
  return (one) =>
    !twice.titleKeys.has(one.titleKey) && one.ids.every((id) => !twice.ids.has(id) && !isDisputed(id));
}

/** A paper's own row under `id`, and signposts to it from its other ids. */
function asRows(
  { found, ids, titleKey }: IncomingRecord,
  id: string,
  revision: number,
): readonly StoredPaper[] {
  const row = { paper: { ...found, id }, titleKey, revision };
  return [row, ...ids.slice(1).map((other) => signpost(other, row, revision))];
}
