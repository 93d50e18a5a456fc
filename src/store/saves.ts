import type { Database } from "./database.ts";
import type { Origin } from "./votes.ts";

export interface Save extends Omit<Origin, "channel"> {
  /** The keyed hash of whoever saved it. */
  readonly person: string;
  readonly paper: string;
  readonly at: Date;
}

/** Saves a paper for a person as part of a batch. False if it was saved already; it then keeps its date. */
export async function putSave(tx: Database, save: Save): Promise<boolean> {
  const { person, paper, platform, server = null, at } = save;
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto("saves")
    .values({ person, paper, platform, server, at: at.toISOString() })
    .onConflict((conflict) => conflict.columns(["person", "paper"]).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** Removes a paper from a person's saved ones, as part of a batch. False if it was not there. */
export async function removeSave(tx: Database, person: string, paper: string): Promise<boolean> {
  const merged = tx
    .selectFrom("papers")
    .innerJoin("saves", "saves.paper", "papers.id")
    .where("saves.person", "=", person)
    .where("papers.merged_into", "=", paper)
    .select("papers.id");
  const { numDeletedRows } = await tx
    .deleteFrom("saves")
    .where("person", "=", person)
    .where((eb) => eb.or([eb("paper", "=", paper), eb("paper", "in", merged)]))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Whether a person saved a paper, or a record merged into it. */
export async function isSaved(db: Database, person: string, paper: string): Promise<boolean> {
  const merged = db.selectFrom("papers").where("merged_into", "=", paper).select("id");
  const row = await db
    .selectFrom("saves")
    .where("person", "=", person)
    .where((eb) => eb.or([eb("paper", "=", paper), eb("paper", "in", merged)]))
    .select("paper")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Which of several papers a person saved, by the paper or by a record merged into it. */
export async function savedAmong(
  db: Database,
  person: string,
  papers: readonly string[],
): Promise<ReadonlySet<string>> {
  const merged = db.selectFrom("papers").where("merged_into", "in", papers).select("id");
  const rows = await db
    .selectFrom("saves")
    .leftJoin("papers", "papers.id", "saves.paper")
    .where("person", "=", person)
    .where((eb) => eb.or([eb("saves.paper", "in", papers), eb("saves.paper", "in", merged)]))
    .select((eb) => eb.fn.coalesce("papers.merged_into", "saves.paper").as("paper"))
    .execute();
  return new Set(rows.map(({ paper }) => paper));
}

/** What a person saved, the newest first. A merged record counts as the paper it is part of. */
export async function savesOf(db: Database, person: string): Promise<readonly Save[]> {
  const rows = await db
    .selectFrom("saves")
    .leftJoin("papers", "papers.id", "saves.paper")
    .where("person", "=", person)
    .select(["person", "platform", "server", "at"])
    .select((eb) => eb.fn.coalesce("papers.merged_into", "saves.paper").as("paper"))
    .orderBy("at", "desc")
    .orderBy("saves.paper")
    .execute();
  const seen = new Set<string>();
  return rows.flatMap(({ server, at, ...row }) => {
    if (seen.has(row.paper)) return [];
    seen.add(row.paper);
    return [{ ...row, at: new Date(at), ...(server !== null && { server }) }];
  });
}

/** How many people of a server saved each paper between two instants; merged records count for their paper. */
export async function saversIn(
  db: Database,
  { platform, server }: { readonly platform: string; readonly server: string },
  since: Date,
  until: Date,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom("saves")
    .leftJoin("papers", "papers.id", "saves.paper")
    .where("platform", "=", platform)
    .where("server", "=", server)
    .where("at", ">=", since.toISOString())
    .where("at", "<", until.toISOString())
    .select("person")
    .select((eb) => eb.fn.coalesce("papers.merged_into", "saves.paper").as("paper"))
    .execute();
  const people = new Map<string, Set<string>>();
  for (const { person, paper } of rows) people.set(paper, (people.get(paper) ?? new Set()).add(person));
  return new Map([...people].map(([paper, { size }]) => [paper, size]));
}
