import { isDeepStrictEqual } from "node:util";
import type { Paper } from "../papers/paper.ts";
import { knownRecord, normalRecord } from "../papers/same-work/known-record.ts";
import type { Database } from "../store/database.ts";
import { putPapers, type StoredPaper } from "../store/papers.ts";
import { putRecords, removeRecords, signpostsTo } from "../store/sources/paper-records.ts";
import type { Gathered } from "./gather-records.ts";
import type { NamedWork } from "./name-works.ts";

/**
 * Writes works as part of a batch, in place of what was gathered: papers that have changed, signposts from every other
 * id to the present paper, and the records that a paper was merged from. What people saved under an id leads on to its
 * paper.
 */
export async function writeWorks(
  tx: Database,
  works: readonly NamedWork[],
  gathered: Gathered,
  { revision, now }: { readonly revision: number; readonly now: Date },
): Promise<void> {
  const { rows } = gathered;
  const live = new Map(works.map((work) => [work.paper.id, work]));
  const signposts = new Map<string, NamedWork>();
  for (const work of works) {
    for (const id of work.ids) if (id !== work.paper.id) signposts.set(id, work);
  }
  // An id that several works claim leads to the one that it led to before.
  for (const work of [...works].sort((a, b) => (a.paper.id < b.paper.id ? -1 : 1))) {
    for (const id of work.records.flatMap((record) => record.ids))
      if (!live.has(id) && !signposts.has(id) && !rows.has(id)) signposts.set(id, work);
  }
  const gone = [...rows.values()].filter(
    ({ paper, mergedInto }) => mergedInto === undefined && !live.has(paper.id),
  );
  for (const { paper } of gone) {
    const heir = signposts.get(paper.id) ?? heirOf(paper.id, works, gathered);
    if (heir) signposts.set(paper.id, heir);
  }
  const led = await signpostsTo(
    tx,
    gone.map(({ paper }) => paper.id),
  );
  for (const { id, to } of led) {
    const heir = signposts.get(to);
    if (heir && !live.has(id) && !signposts.has(id)) signposts.set(id, heir);
  }
  const papers = works
    .filter(({ paper }) => !isWritten(rows.get(paper.id), paper))
    .map(({ paper, titleKey }) => ({ paper, titleKey, revision }));
  const posts = [...signposts]
    .filter(([id, work]) => rows.get(id)?.mergedInto !== work.paper.id)
    .map(([id, work]) => signpost(id, work, revision));
  await putPapers(tx, [...papers, ...posts], now);
  await writeRecords(tx, works, gathered);
}

function isWritten(row: StoredPaper | undefined, paper: Paper): boolean {
  return row !== undefined && row.mergedInto === undefined && isDeepStrictEqual(row.paper, paper);
}

/** The work that now has most of a paper's records. */
function heirOf(id: string, works: readonly NamedWork[], { records }: Gathered): NamedWork | undefined {
  const digests = new Set(records.filter(({ paper }) => paper === id).map(({ record }) => record.digest));
  const held = (work: NamedWork) => work.records.filter(({ digest }) => digests.has(digest)).length;
  const [heir] = [...works].sort((a, b) => held(b) - held(a) || (a.paper.id < b.paper.id ? -1 : 1));
  return heir;
}

/** Only leads to the paper: what this row once held is in that paper's records. */
export function signpost(
  id: string,
  { paper, titleKey }: Pick<NamedWork, "paper" | "titleKey">,
  revision: number,
): StoredPaper {
  const { title } = paper;
  return {
    paper: { id, title, authors: [], keywords: [], categories: [] },
    titleKey,
    revision,
    mergedInto: paper.id,
  };
}

async function writeRecords(tx: Database, works: readonly NamedWork[], { records }: Gathered): Promise<void> {
  const kept = new Map(records.filter(({ isKept }) => isKept).map((one) => [one.record.digest, one]));
  const wanted = works.flatMap((work) =>
    isOnlyRecord(work) ? [] : work.records.map((record) => ({ record, paper: work.paper.id })),
  );
  const digests = new Set(wanted.map(({ record }) => record.digest));
  await removeRecords(
    tx,
    [...kept.keys()].filter((digest) => !digests.has(digest)),
  );
  const changed = wanted.filter(({ record, paper }) => {
    const before = kept.get(record.digest);
    return before?.paper !== paper || before.record.found.upvotes !== record.found.upvotes;
  });
  await putRecords(
    tx,
    changed.map(({ record: { digest, ids, titleKey, found }, paper }) => ({
      digest,
      paper,
      titleKey,
      ids,
      found,
    })),
  );
}

/** Whether the paper's own row is enough: it came from one record, with ids that nobody else claims. */
function isOnlyRecord({ records, paper, sharedIds }: NamedWork): boolean {
  const [only, ...others] = records;
  if (others.length > 0 || sharedIds.length > 0) return false;
  return knownRecord(normalRecord(paper)).digest === only?.digest;
}
