import type { Database } from "../database.ts";
import type { SourceDayRow, SourceRow } from "../schema.ts";

/** What is remembered of a source between two runs. */
export async function readSource(db: Database, name: string): Promise<SourceRow> {
  const row = await db.selectFrom("sources").selectAll().where("name", "=", name).executeTakeFirst();
  return row ?? { name, bookmark: null, ran_at: null, next_run_at: null };
}

/** Remembers a source, as part of a batch. */
export async function putSource(tx: Database, row: SourceRow): Promise<void> {
  const { name: _, ...values } = row;
  await tx
    .insertInto("sources")
    .values(row)
    .onConflict((conflict) => conflict.column("name").doUpdateSet(values))
    .execute();
}

/** A source's days from `since` to `until`, the latest first; a later one was written by a clock that was ahead. */
export async function readSourceDays(
  db: Database,
  source: string,
  since: string,
  until: string,
): Promise<readonly SourceDayRow[]> {
  return db
    .selectFrom("source_days")
    .selectAll()
    .where("source", "=", source)
    .where("day", ">=", since)
    .where("day", "<=", until)
    .orderBy("day", "desc")
    .execute();
}

/** Writes what became of a day, as part of a batch. */
export async function putSourceDay(tx: Database, row: SourceDayRow): Promise<void> {
  const { source: _, day: __, ...values } = row;
  await tx
    .insertInto("source_days")
    .values(row)
    .onConflict((conflict) => conflict.columns(["source", "day"]).doUpdateSet(values))
    .execute();
}

/** The day on which the source first listed each of the papers; unknown ones are missing. At most a few hundred. */
export async function daysListed(
  db: Database,
  source: string,
  paperIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (paperIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("source_papers")
    .select(["paper_id", "day"])
    .where("source", "=", source)
    .where("paper_id", "in", paperIds)
    .execute();
  return new Map(rows.map((row) => [row.paper_id, row.day]));
}

/**
 * Remembers on which day papers were listed, as part of a batch; the first day counts, unless it is after today: that was
 * written by a clock that was ahead.
 */
export async function putListed(
  tx: Database,
  source: string,
  papers: readonly { readonly id: string; readonly day: string }[],
  today: string,
): Promise<void> {
  if (papers.length === 0) return;
  // PostgreSQL refuses to write a row twice in one statement.
  const days = new Map<string, string>();
  for (const { id, day } of papers) if ((days.get(id) ?? "~") > today) days.set(id, day);
  await tx
    .insertInto("source_papers")
    .values([...days].map(([id, day]) => ({ source, paper_id: id, day })))
    .onConflict((conflict) =>
      conflict
        .columns(["source", "paper_id"])
        .doUpdateSet((eb) => ({ day: eb.ref("excluded.day") }))
        .where("source_papers.day", ">", today),
    )
    .execute();
}

/** How many papers the source listed first on each of the days. */
export async function countListed(
  db: Database,
  source: string,
  days: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom("source_papers")
    .select((eb) => ["day", eb.fn.countAll().as("papers")])
    .where("source", "=", source)
    .where("day", "in", [...days, ""])
    .groupBy("day")
    .execute();
  return new Map(rows.map((row) => [row.day, Number(row.papers)]));
}

/** Ids of papers that have no abstract and are known to arXiv, latest first. */
export async function papersWithoutAbstract(db: Database, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("papers")
    .select("id")
    .where("abstract", "is", null)
    .where("merged_into", "is", null)
    .where("id", "like", "arxiv:%")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}
