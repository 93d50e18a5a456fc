import type { Database } from "./database.ts";
import type { Origin } from "./votes.ts";

export interface Save extends Omit<Origin, "channel"> {
  /** A keyed hash of who saved it. */
  readonly person: string;
  readonly paper: string;
  readonly at: Date;
}

/** Saves a paper for a person as part of a batch; one that is saved already keeps its date. */
export async function putSave(tx: Database, save: Save): Promise<void> {
  const { person, paper, platform, server = null, at } = save;
  await tx
    .insertInto("saves")
    .values({ person, paper, platform, server, at: at.toISOString() })
    .onConflict((conflict) => conflict.columns(["person", "paper"]).doNothing())
    .execute();
}

export async function removeSave(tx: Database, person: string, paper: string): Promise<void> {
  await tx.deleteFrom("saves").where("person", "=", person).where("paper", "=", paper).execute();
}

/** What a person saved, the newest first. */
export async function savesOf(db: Database, person: string): Promise<readonly Save[]> {
  const rows = await db
    .selectFrom("saves")
    .selectAll()
    .where("person", "=", person)
    .orderBy("at", "desc")
    .orderBy("paper")
    .execute();
  return rows.map(({ server, at, ...row }) => ({
    ...row,
    at: new Date(at),
    ...(server !== null && { server }),
  }));
}
