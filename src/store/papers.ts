import type { ExpressionBuilder, Insertable } from "kysely";
import type { Paper } from "../papers/paper.ts";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";
import type { PaperRow } from "./sources/paper-rows.ts";

/** A paper as it is stored, with the database's own columns. */
export interface StoredPaper {
  readonly paper: Paper;
  readonly titleKey: string;
  readonly revision: number;
  /** Set if this record was merged into another paper; it then only points there. */
  readonly mergedInto?: string;
}

/** The position of a reader that takes papers in order of their last change. */
export interface Cursor {
  readonly revision: number;
  readonly id: string;
}

export const START: Cursor = { revision: -1, id: "" };

/** The records with one of the ids, merged ones included, and the papers with one of the title keys. At most a few hundred of each. */
export async function findPapers(
  db: Database,
  ids: readonly string[],
  titleKeys: readonly string[],
): Promise<readonly StoredPaper[]> {
  if (ids.length === 0 && titleKeys.length === 0) return [];
  const rows = await db
    .selectFrom("papers")
    .selectAll()
    .where((eb) =>
      eb.or([
        ...(ids.length > 0 ? [eb("id", "in", ids)] : []),
        ...(titleKeys.length > 0
          ? [eb.and([eb("title_key", "in", titleKeys), eb("merged_into", "is", null)])]
          : []),
      ]),
    )
    .execute();
  return rows.map(fromRow);
}

/** The paper with an id, or the one that its record was merged into. */
export async function findPaper(db: Database, id: string): Promise<Paper | undefined> {
  const [record] = await findPapers(db, [id], []);
  if (record?.mergedInto === undefined) return record?.paper;
  return (await findPapers(db, [record.mergedInto], []))[0]?.paper;
}

/** The present papers for the ids asked for; a merged record gives the paper it is part of. */
export async function resolvePapers(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Paper>> {
  const found = new Map<string, Paper>();
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const records = await findPapers(db, ids.slice(at, at + AT_ONCE), []);
    const targets = records.flatMap(({ mergedInto }) => mergedInto ?? []);
    const known = new Map(
      [...records, ...(await findPapers(db, targets, []))].map((one) => [one.paper.id, one]),
    );
    for (const { paper, mergedInto } of records) {
      const target = known.get(mergedInto ?? paper.id);
      if (target) found.set(paper.id, target.paper);
    }
  }
  return found;
}

/** How many papers one query asks for. */
const AT_ONCE = 200;

/** The fields that people see. Public upvotes change daily, and that is no news about a paper. */
const TOLD = [
  "title",
  "abstract",
  "summary",
  "authors",
  "authors_count",
  "published",
  "categories",
  "venue",
  "url",
  "code_url",
] as const satisfies readonly (keyof PaperRow)[];

/**
 * Writes whole records, new or known, as part of a batch. `now` becomes the time of arrival of new ones, and the time
 * of change of known ones whose visible fields change.
 */
export async function putPapers(tx: Database, papers: readonly StoredPaper[], now: Date): Promise<void> {
  const rows = papers.map((paper) => toRow(paper, now));
  await putRows(
    tx,
    rows.filter(({ merged_into }) => merged_into === null),
  );
  // Every paper with two ids has a signpost. Most of its columns are empty, and binding them is half the time of writing it.
  await putRows(tx, rows.filter(({ merged_into }) => merged_into !== null).map(withoutNulls));
}

async function putRows(tx: Database, rows: readonly Insertable<PaperRow>[]): Promise<void> {
  if (rows.length === 0) return;
  // PostgreSQL refuses to write a row twice in one statement.
  const byId = new Map(rows.map((row) => [row.id, row]));
  await tx
    .insertInto("papers")
    .values([...byId.values()])
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet((eb) => ({
        title: eb.ref("excluded.title"),
        title_key: eb.ref("excluded.title_key"),
        abstract: eb.ref("excluded.abstract"),
        summary: eb.ref("excluded.summary"),
        keywords: eb.ref("excluded.keywords"),
        authors: eb.ref("excluded.authors"),
        authors_count: eb.ref("excluded.authors_count"),
        published: eb.ref("excluded.published"),
        categories: eb.ref("excluded.categories"),
        venue: eb.ref("excluded.venue"),
        url: eb.ref("excluded.url"),
        code_url: eb.ref("excluded.code_url"),
        upvotes: eb.ref("excluded.upvotes"),
        names: eb.ref("excluded.names"),
        other_ids: eb.ref("excluded.other_ids"),
        publication: eb.ref("excluded.publication"),
        merged_into: eb.ref("excluded.merged_into"),
        revision: eb.ref("excluded.revision"),
        changed_at: changeTime(eb),
      })),
    )
    .execute();
}

/** The time of this write if it changes visible fields, otherwise that of the last change. */
function changeTime(eb: ExpressionBuilder<Schema & { excluded: PaperRow }, "papers" | "excluded">) {
  return eb
    .case()
    .when(
      eb.or(TOLD.map((column) => eb(`papers.${column}`, "is distinct from", eb.ref(`excluded.${column}`)))),
    )
    .then(eb.ref("excluded.added_at"))
    .else(eb.ref("papers.changed_at"))
    .end();
}

/** The title keys that several papers share. */
export async function sharedTitleKeys(db: Database): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("papers")
    .where("merged_into", "is", null)
    .groupBy("title_key")
    .having((eb) => eb.fn.countAll(), ">", 1)
    .select("title_key")
    .execute();
  return rows.map((row) => row.title_key);
}

/** The next records after `cursor` in order of their last change. */
export async function papersAfter(
  db: Database,
  cursor: Cursor,
  limit: number,
): Promise<readonly StoredPaper[]> {
  const rows = await db
    .selectFrom("papers")
    .selectAll()
    .where((eb) =>
      eb.or([
        eb("revision", ">", cursor.revision),
        eb.and([eb("revision", "=", cursor.revision), eb("id", ">", cursor.id)]),
      ]),
    )
    .orderBy("revision")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(fromRow);
}

function toRow({ paper, titleKey, revision, mergedInto }: StoredPaper, now: Date): PaperRow {
  return {
    id: paper.id,
    title: paper.title,
    title_key: titleKey,
    abstract: paper.abstract ?? null,
    summary: paper.summary ?? null,
    keywords: JSON.stringify(paper.keywords),
    authors: JSON.stringify(paper.authors),
    authors_count: paper.authorsCount ?? null,
    published: paper.published ?? null,
    categories: JSON.stringify(paper.categories),
    venue: paper.venue ?? null,
    url: paper.url ?? null,
    code_url: paper.codeUrl ?? null,
    upvotes: paper.upvotes ?? null,
    names: jsonOf(paper.names),
    other_ids: jsonOf(paper.otherIds),
    publication: jsonOf(paper.publication),
    merged_into: mergedInto ?? null,
    revision,
    added_at: now.toISOString(),
    changed_at: null,
  };
}

function withoutNulls(row: PaperRow): Insertable<PaperRow> {
  const { id, title, title_key, keywords, authors, categories, merged_into, revision, added_at } = row;
  return { id, title, title_key, keywords, authors, categories, merged_into, revision, added_at };
}

function jsonOf(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function fromRow(row: PaperRow): StoredPaper {
  const paper: Paper = {
    id: row.id,
    title: row.title,
    keywords: JSON.parse(row.keywords),
    authors: JSON.parse(row.authors),
    categories: JSON.parse(row.categories),
    ...(row.abstract !== null && { abstract: row.abstract }),
    ...(row.summary !== null && { summary: row.summary }),
    ...(row.authors_count !== null && { authorsCount: row.authors_count }),
    ...(row.published !== null && { published: row.published }),
    ...(row.venue !== null && { venue: row.venue }),
    ...(row.url !== null && { url: row.url }),
    ...(row.code_url !== null && { codeUrl: row.code_url }),
    ...(row.upvotes !== null && { upvotes: row.upvotes }),
    ...(row.names !== null && { names: JSON.parse(row.names) }),
    ...(row.other_ids !== null && { otherIds: JSON.parse(row.other_ids) }),
    ...(row.publication !== null && { publication: JSON.parse(row.publication) }),
  };
  return {
    paper,
    titleKey: row.title_key,
    revision: row.revision,
    ...(row.merged_into !== null && { mergedInto: row.merged_into }),
  };
}
