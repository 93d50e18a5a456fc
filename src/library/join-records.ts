import { isDeepStrictEqual } from "node:util";
import type { Paper } from "../papers/paper.ts";
import { composePaper } from "../papers/same-work/compose-paper.ts";
import { groupRecords } from "../papers/same-work/group-records.ts";
import type { KnownRecord } from "../papers/same-work/known-record.ts";
import { createRecordSet, type RecordSet } from "../papers/same-work/record-set.ts";
import type { Database } from "../store/database.ts";
import { type Gathered, splitsOfRecords } from "./gather-records.ts";
import { type NamedWork, nameWorks } from "./name-works.ts";
import { type ImportNote, noteOn } from "./notes.ts";
import { writeWorks } from "./write-works.ts";

/** What became of one found record. */
export interface AddedRecord {
  readonly fate: "new" | "updated" | "unchanged";
  /** The id of the paper that it is a record of. */
  readonly paper: string;
  /** What somebody may want to look at: what it was merged with, or what it was kept apart from. */
  readonly note?: ImportNote;
}

interface When {
  readonly revision: number;
  readonly now: Date;
}

/** Groups the gathered records and `incoming` into works anew, and writes the result as part of a batch. */
export async function joinRecords(
  tx: Database,
  incoming: readonly KnownRecord[],
  gathered: Gathered,
  { revision, now }: When,
): Promise<readonly AddedRecord[]> {
  const records = createRecordSet(gathered.records.map(({ record }) => record));
  for (const record of incoming) records.add(record);
  const all = records.all();
  const splits = await splitsOfRecords(tx, all);
  const { ids, titleKeys } = gathered.crowded;
  const works = nameWorks(groupRecords(all, splits, ids), titleKeys);
  await writeWorks(tx, works, gathered, { revision, now });
  return outcomes(incoming, works, records, gathered);
}

/** For a paper with more records than this, what each has changed is no longer worked out. */
const MANY = 30;

function outcomes(
  incoming: readonly KnownRecord[],
  works: readonly NamedWork[],
  records: RecordSet,
  gathered: Gathered,
): readonly AddedRecord[] {
  const workOf = new Map(
    works.flatMap((work) => [...work.records, ...work.surplus].map((record) => [record.digest, work])),
  );
  const sofar = new Map<NamedWork, { records: KnownRecord[]; paper?: Paper }>();
  const stateOf = (record: KnownRecord) => {
    const work = workOf.get(records.standIn(record).digest);
    if (work === undefined) throw new Error("Every record is of a work.");
    const state = sofar.get(work) ?? { records: [] };
    sofar.set(work, state);
    return { work, state };
  };
  for (const { record } of gathered.records) stateOf(record).state.records.push(record);
  return incoming.map((record) => {
    const { work, state } = stateOf(record);
    if (state.records.length >= MANY) {
      const isKept = work.records.some(({ digest }) => digest === record.digest);
      const isKnown = state.records.some(({ digest }) => digest === record.digest);
      state.records.push(record);
      return { fate: isKept && !isKnown ? "updated" : "unchanged", paper: work.paper.id };
    }
    const before = state.paper ?? (state.records.length > 0 ? paperOf(work, state.records) : undefined);
    state.records.push(record);
    state.paper = paperOf(work, state.records);
    const isSame = before !== undefined && isDeepStrictEqual(before, state.paper);
    const fate = before === undefined ? "new" : isSame ? "unchanged" : "updated";
    const note = isSame ? undefined : noteOn(record, work, works, before !== undefined);
    return { fate, paper: work.paper.id, ...(note && { note }) };
  });
}

/** The work as some of its records describe it. */
function paperOf({ ids, sharedIds }: NamedWork, records: readonly KnownRecord[]): Paper {
  const isClaimed = (id: string) => records.some((record) => record.ids.includes(id));
  const own = ids.filter(isClaimed);
  return composePaper(records, [...(own.length > 0 ? own : ["title:"]), ...sharedIds.filter(isClaimed)]);
}
