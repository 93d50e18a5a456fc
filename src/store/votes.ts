import type { Database } from "./database.ts";

/** Where something was said: a channel of a server, or a private conversation. */
export interface Origin {
  readonly platform: string;
  readonly server?: string | undefined;
  readonly channel?: string | undefined;
}

export interface Vote extends Origin {
  /** A keyed hash of who cast it. */
  readonly person: string;
  readonly paper: string;
  readonly value: 1 | -1;
  readonly at: Date;
}

export interface Tally {
  readonly up: number;
  readonly down: number;
}

/** Writes a vote as part of a batch; it takes the place of the person's earlier one on the same paper. */
export async function putVote(tx: Database, vote: Vote): Promise<void> {
  const { person, paper, value, platform, server = null, channel = null, at } = vote;
  const changes = { value, platform, server, channel, at: at.toISOString() };
  await tx
    .insertInto("votes")
    .values({ person, paper, ...changes })
    .onConflict((conflict) => conflict.columns(["person", "paper"]).doUpdateSet(changes))
    .execute();
}

/** Takes a vote back as part of a batch. */
export async function removeVote(tx: Database, person: string, paper: string): Promise<void> {
  await tx.deleteFrom("votes").where("person", "=", person).where("paper", "=", paper).execute();
}

/** Whose votes are wanted: everything that is given must fit. */
export interface VoteFilter {
  readonly platform?: string;
  readonly server?: string;
  readonly channel?: string;
  readonly person?: string;
  readonly paper?: string;
  readonly since?: Date;
}

/** Votes in the order in which they were cast. */
export async function findVotes(db: Database, filter: VoteFilter): Promise<readonly Vote[]> {
  let query = db.selectFrom("votes").selectAll().orderBy("at").orderBy("person").orderBy("paper");
  for (const name of ["platform", "server", "channel", "person", "paper"] as const) {
    const wanted = filter[name];
    if (wanted !== undefined) query = query.where(name, "=", wanted);
  }
  if (filter.since) query = query.where("at", ">=", filter.since.toISOString());
  return (await query.execute()).map(({ server, channel, value, at, ...row }) => ({
    ...row,
    value: value > 0 ? 1 : -1,
    at: new Date(at),
    ...(server !== null && { server }),
    ...(channel !== null && { channel }),
  }));
}

/** How a paper stands in a place. */
export async function tallyOf(db: Database, paper: string, { platform, server }: Origin): Promise<Tally> {
  const filter = { paper, platform, ...(server !== undefined && { server }) };
  const votes = await findVotes(db, filter);
  const up = votes.filter(({ value }) => value > 0).length;
  return { up, down: votes.length - up };
}
