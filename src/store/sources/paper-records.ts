import type { Paper } from "../../papers/paper.ts";
import type { Database } from "../database.ts";

type FoundRecord = Omit<Paper, "id"> & { readonly id?: string | undefined };

/** A record that a paper was merged from. */
interface PaperRecord {
  readonly digest: string;
  readonly paper: string;
  readonly titleKey: string;
  /** The ids that it claims. */
  readonly ids: readonly string[];
  readonly found: FoundRecord;
}

/** How many rows one statement writes. */
const AT_ONCE = 200;

/** Those of the ids and title keys that any paper has, or a record that was merged into one. At most a few hundred of each. */
export async function knownKeys(
  db: Database,
  ids: readonly string[],
  titleKeys: readonly string[],
): Promise<ReadonlySet<string>> {
  const keys = ["", ...titleKeys];
  // An id that a record claims has a row among the papers.
  const rows = await db
    .selectFrom("papers")
    .where("id", "in", ["", ...ids])
    .select("id as key")
    .unionAll(
      db
        .selectFrom("papers")
        .where("title_key", "in", keys)
        .where("merged_into", "is", null)
        .select("title_key as key")
        .distinct(),
    )
    .unionAll(
      db.selectFrom("paper_records").where("title_key", "in", keys).select("title_key as key").distinct(),
    )
    .execute();
  return new Set(rows.map(({ key }) => key));
}

/** The papers one of whose records claims one of the ids, or has one of the title keys. At most a few hundred of each. */
export async function papersWithRecords(
  db: Database,
  ids: readonly string[],
  titleKeys: readonly string[],
): Promise<readonly string[]> {
  const claiming = db
    .selectFrom("record_ids")
    .where("id", "in", ["", ...ids])
    .select("digest");
  const rows = await db
    .selectFrom("paper_records")
    .where((eb) => eb.or([eb("title_key", "in", ["", ...titleKeys]), eb("digest", "in", claiming)]))
    .select("paper")
    .distinct()
    .execute();
  return rows.map(({ paper }) => paper);
}

/** Those of the ids that the records of more than `most` papers claim. */
export async function crowdedIds(
  db: Database,
  ids: Iterable<string>,
  most: number,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("record_ids")
    .innerJoin("paper_records", "paper_records.digest", "record_ids.digest")
    .where("id", "in", ["", ...ids])
    .groupBy("id")
    .having((eb) => eb.fn.count("paper_records.paper").distinct(), ">", most)
    .select("id")
    .execute();
  return rows.map(({ id }) => id);
}

/** Those of the title keys that more than `most` papers have. */
export async function crowdedTitles(
  db: Database,
  titleKeys: Iterable<string>,
  most: number,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("papers")
    .where("title_key", "in", ["", ...titleKeys])
    .where("merged_into", "is", null)
    .groupBy("title_key")
    .having((eb) => eb.fn.countAll(), ">", most)
    .select("title_key")
    .execute();
  return rows.map((row) => row.title_key);
}

/** The records of papers that were merged from several; a paper without any here is its own only record. */
export async function recordsOf(
  db: Database,
  papers: readonly string[],
): Promise<readonly Omit<PaperRecord, "ids">[]> {
  const rows = await db
    .selectFrom("paper_records")
    .where("paper", "in", ["", ...papers])
    .selectAll()
    .orderBy("digest")
    .execute();
  return rows.map(({ digest, paper, title_key, record }) => {
    const found: FoundRecord = JSON.parse(record);
    return { digest, paper, titleKey: title_key, found };
  });
}

/** Writes records, new or known, as part of a batch. */
export async function putRecords(tx: Database, records: readonly PaperRecord[]): Promise<void> {
  for (let at = 0; at < records.length; at += AT_ONCE) {
    // PostgreSQL refuses to write a row twice in one statement.
    const some = [...new Map(records.slice(at, at + AT_ONCE).map((one) => [one.digest, one])).values()];
    await tx
      .insertInto("paper_records")
      .values(
        some.map(({ digest, paper, titleKey, found }) => ({
          digest,
          paper,
          title_key: titleKey,
          record: JSON.stringify(found),
        })),
      )
      .onConflict((conflict) =>
        conflict
          .column("digest")
          .doUpdateSet((eb) => ({ paper: eb.ref("excluded.paper"), record: eb.ref("excluded.record") })),
      )
      .execute();
    const claims = some.flatMap(({ digest, ids }) => ids.map((id) => ({ id, digest })));
    if (claims.length > 0)
      await tx
        .insertInto("record_ids")
        .values(claims)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  }
}

/** Removes records as part of a batch. */
export async function removeRecords(tx: Database, digests: readonly string[]): Promise<void> {
  if (digests.length === 0) return;
  await tx.deleteFrom("record_ids").where("digest", "in", digests).execute();
  await tx.deleteFrom("paper_records").where("digest", "in", digests).execute();
}

/** Which of these, and of others with one of these, somebody has split. */
export async function splitsOf(
  db: Database,
  keys: readonly string[],
): Promise<readonly (readonly [string, string])[]> {
  const rows = await db
    .selectFrom("paper_splits")
    .where((eb) => eb.or([eb("one", "in", ["", ...keys]), eb("other", "in", ["", ...keys])]))
    .selectAll()
    .execute();
  return rows.map(({ one, other }) => [one, other]);
}

/** Records as part of a batch what somebody has split. */
export async function putSplits(tx: Database, splits: readonly (readonly [string, string])[]): Promise<void> {
  if (splits.length === 0) return;
  await tx
    .insertInto("paper_splits")
    .values(splits.map(([one, other]) => (one < other ? { one, other } : { one: other, other: one })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The records merged into one of these papers, by their ids. */
export async function signpostsTo(
  db: Database,
  papers: readonly string[],
): Promise<readonly { readonly id: string; readonly to: string }[]> {
  const rows = await db
    .selectFrom("papers")
    .where("merged_into", "in", ["", ...papers])
    .select(["id", "merged_into"])
    .execute();
  return rows.flatMap(({ id, merged_into }) => (merged_into === null ? [] : { id, to: merged_into }));
}
