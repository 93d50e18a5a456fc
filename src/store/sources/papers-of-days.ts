import type { Database } from "../database.ts";
import type { SourceDayRow } from "../schema.ts";

/** A paper on a day that belongs to it. */
export interface PaperOfDay {
  /** Which source listed it; absent where none did, and the day is that of its publication. */
  readonly source?: string;
  readonly day: string;
  /** Of the paper that it is now. */
  readonly id: string;
  /** 0 for unknown. */
  readonly votes: number;
}

/** Days from the first to the last, both included. */
export interface Span {
  readonly from: string;
  readonly until: string;
}

/** What the sources listed on these days. */
export async function listedOn(db: Database, { from, until }: Span): Promise<readonly PaperOfDay[]> {
  const rows = await db
    .selectFrom("source_papers")
    .innerJoin("papers", "papers.id", "source_papers.paper_id")
    .leftJoin("papers as heirs", "heirs.id", "papers.merged_into")
    .where("source_papers.day", ">=", from)
    .where("source_papers.day", "<=", until)
    .select((eb) => [
      "source_papers.source",
      "source_papers.day",
      eb.fn.coalesce("heirs.id", "papers.id").as("id"),
      eb.fn.coalesce("heirs.upvotes", "papers.upvotes").as("votes"),
    ])
    .execute();
  return rows.map(({ votes, ...row }) => ({ ...row, votes: votes ?? 0 }));
}

/** What no source ever listed, by when it was published: `from` may be a month, and then what is known by the month alone is among it. */
export async function publishedOn(db: Database, span: Span): Promise<readonly PaperOfDay[]> {
  const rows = await unlisted(db, span).select(["id", "published as day", "upvotes as votes"]).execute();
  return rows.map(({ id, day, votes }) => ({ id, day: day ?? "", votes: votes ?? 0 }));
}

/** How many papers each source listed on each of the days. */
export async function countsBySource(
  db: Database,
  { from, until }: Span,
): Promise<readonly { readonly source: string; readonly day: string; readonly papers: number }[]> {
  const rows = await db
    .selectFrom("source_papers")
    .where("day", ">=", from)
    .where("day", "<=", until)
    .groupBy(["day", "source"])
    .select((eb) => ["day", "source", eb.fn.countAll().as("papers")])
    .execute();
  return rows.map(({ papers, ...row }) => ({ ...row, papers: Number(papers) }));
}

/** How many papers belong to each of the days: a paper that several sources listed counts once. */
export async function countsByDay(db: Database, span: Span): Promise<ReadonlyMap<string, number>> {
  const listed = await db
    .selectFrom("source_papers")
    .where("day", ">=", span.from)
    .where("day", "<=", span.until)
    .groupBy("day")
    .select((eb) => ["day", eb.fn.count("paper_id").distinct().as("papers")])
    .execute();
  const published = await unlisted(db, span)
    .groupBy("published")
    .select((eb) => ["published as day", eb.fn.countAll().as("papers")])
    .execute();
  const counts = new Map<string, number>();
  for (const { day, papers } of [...listed, ...published])
    if (day !== null) counts.set(day, (counts.get(day) ?? 0) + Number(papers));
  return counts;
}

/** The last day before `day` on which a source listed a paper. */
export async function lastListedBefore(db: Database, day: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("source_papers")
    .where("day", "<", day)
    .select((eb) => eb.fn.max("day").as("day"))
    .executeTakeFirst();
  return row?.day ?? undefined;
}

/** The first day after `day` on which a source listed a paper. */
export async function firstListedAfter(db: Database, day: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("source_papers")
    .where("day", ">", day)
    .select((eb) => eb.fn.min("day").as("day"))
    .executeTakeFirst();
  return row?.day ?? undefined;
}

/** Between what dates to look, both left out. */
interface Gap {
  readonly after: string;
  readonly before: string;
}

/** The first or the last date in a gap on which a paper was published that no source ever listed; `day`: known to the day. */
export async function publishedNear(
  db: Database,
  { after, before }: Gap,
  which: "first" | "last",
  exactness: "day" | "month",
): Promise<string | undefined> {
  const row = await unlisted(db, { from: after, until: before })
    .where("published", "not in", [after, before])
    .where((eb) => eb(eb.fn<number>("length", ["published"]), ">=", exactness === "day" ? 10 : 7))
    .orderBy("published", which === "last" ? "desc" : "asc")
    .limit(1)
    .select("published")
    .executeTakeFirst();
  return row?.published ?? undefined;
}

/** What became of a day, source by source. */
export async function sourcesOnDay(db: Database, day: string): Promise<readonly SourceDayRow[]> {
  return db.selectFrom("source_days").selectAll().where("day", "=", day).orderBy("source").execute();
}

function unlisted(db: Database, { from, until }: Span) {
  return db
    .selectFrom("papers")
    .where("published", ">=", from)
    .where("published", "<=", until)
    .where("merged_into", "is", null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("source_papers as own")
            .whereRef("own.paper_id", "=", "papers.id")
            .select("own.paper_id"),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("papers as former")
            .innerJoin("source_papers as formers", "formers.paper_id", "former.id")
            .whereRef("former.merged_into", "=", "papers.id")
            .select("former.id"),
        ),
      ),
    );
}
