import type { Database } from "./database.ts";
import { channelOwner, type Owner, personOwner } from "./owner.ts";
import type { VoteRow } from "./schema.ts";

/** Where something was said: a channel of a server, or a private conversation. */
export interface Origin {
  readonly platform: string;
  readonly server?: string | undefined;
  readonly channel?: string | undefined;
}

export interface Vote extends Origin {
  /** The voter's keyed hash. */
  readonly person: string;
  readonly paper: string;
  readonly value: 1 | -1;
  readonly at: Date;
}

export interface Tally {
  readonly up: number;
  readonly down: number;
}

/** Writes a vote as part of a batch; it replaces the person's earlier one on the same paper in the same lab. */
export async function putVote(tx: Database, vote: Vote): Promise<void> {
  const { person, paper, value, platform, channel = null, at } = vote;
  // A private vote belongs to the person alone, whatever workspace the conversation is in.
  const server = channel === null ? null : (vote.server ?? null);
  const changes = { value, platform, server, channel, at: at.toISOString() };
  await tx
    .insertInto("votes")
    .values({ person, paper, lab: labOf(vote), ...changes })
    .onConflict((conflict) => conflict.columns(["person", "paper", "lab"]).doUpdateSet(changes))
    .execute();
}

/** Removes a person's vote on a paper in a lab as part of a batch, also one on a record merged into this paper. */
export async function removeVote(
  tx: Database,
  vote: Pick<Vote, "person" | "paper" | "platform" | "server" | "channel">,
): Promise<void> {
  const { person, paper } = vote;
  const merged = tx
    .selectFrom("papers")
    .innerJoin("votes", "votes.paper", "papers.id")
    .where("votes.person", "=", person)
    .where("papers.merged_into", "=", paper)
    .select("papers.id");
  await tx
    .deleteFrom("votes")
    .where("person", "=", person)
    .where("lab", "=", labOf(vote))
    .where((eb) => eb.or([eb("paper", "=", paper), eb("paper", "in", merged)]))
    .execute();
}

/** Which votes to find: all conditions given must hold. */
export interface VoteFilter {
  readonly platform?: string | undefined;
  readonly server?: string | undefined;
  readonly channel?: string | undefined;
  readonly person?: string | undefined;
  readonly paper?: string | undefined;
  /** Any of these. */
  readonly papers?: readonly string[] | undefined;
  readonly lab?: Lab | undefined;
  readonly since?: Date;
}

/**
 * Votes in the order they were cast. One on a merged record counts as one on its paper; of two by one person in one lab
 * that came together this way, the later one.
 */
export async function findVotes(db: Database, filter: VoteFilter): Promise<readonly Vote[]> {
  const { paper, papers = paper === undefined ? undefined : [paper], since } = filter;
  let query = db.selectFrom("votes").leftJoin("papers", "papers.id", "votes.paper");
  for (const name of ["platform", "server", "channel", "person", "lab"] as const) {
    const wanted = filter[name];
    if (wanted !== undefined) query = query.where(`votes.${name}`, "=", wanted);
  }
  if (papers !== undefined) {
    const merged = db.selectFrom("papers").where("merged_into", "in", papers).select("id");
    query = query.where((eb) => eb.or([eb("votes.paper", "in", papers), eb("votes.paper", "in", merged)]));
  }
  if (since) query = query.where("votes.at", ">=", since.toISOString());
  const rows = await query
    .select(["person", "lab", "value", "platform", "server", "channel", "at"])
    .select((eb) => eb.fn.coalesce("papers.merged_into", "votes.paper").as("paper"))
    .orderBy("at")
    .orderBy("person")
    .orderBy("votes.paper")
    .execute();
  const keyOf = ({ person, paper, lab }: Pick<VoteRow, "person" | "paper" | "lab">) =>
    JSON.stringify([person, paper, lab]);
  const last = new Map(rows.map((row) => [keyOf(row), row]));
  const standing = rows.filter((row) => last.get(keyOf(row)) === row);
  return standing.map(({ lab: _, server, channel, value, at, ...row }) => ({
    ...row,
    value: value > 0 ? 1 : -1,
    at: new Date(at),
    ...(server !== null && { server }),
    ...(channel !== null && { channel }),
  }));
}

/** Whose votes on a paper are counted together: a server, by its id, or an owner who is counted alone. */
export type Lab = Owner;

/**
 * The lab of a person and place: the server; a channel whose server is not known; and in a private conversation the
 * person alone, so that nobody else learns what is said there.
 */
export function labOf({ platform, server, channel, person }: Origin & { readonly person: string }): Lab {
  if (channel === undefined) return personOwner(person);
  return server ?? channelOwner({ platform, channel });
}

/** The votes on a paper in a lab. */
export async function tallyOf(db: Database, paper: string, platform: string, lab: Lab): Promise<Tally> {
  const others = await db
    .selectFrom("papers")
    .where("merged_into", "=", paper)
    .select("id")
    .limit(1)
    .executeTakeFirst();
  if (!others) return count(db, paper, platform, lab);
  const votes = await findVotes(db, { paper, platform, lab });
  const up = votes.filter(({ value }) => value > 0).length;
  return { up, down: votes.length - up };
}

/** The votes on several papers in a lab, in one query; those without a vote are left out. */
export async function talliesOf(
  db: Database,
  papers: readonly string[],
  platform: string,
  lab: Lab,
): Promise<ReadonlyMap<string, Tally>> {
  const tallies = new Map<string, Tally>();
  if (papers.length === 0) return tallies;
  for (const { paper, value } of await findVotes(db, { papers, platform, lab })) {
    const { up, down } = tallies.get(paper) ?? { up: 0, down: 0 };
    tallies.set(paper, value > 0 ? { up: up + 1, down } : { up, down: down + 1 });
  }
  return tallies;
}

/** For a paper without merged records: each row is a vote that counts. */
async function count(db: Database, paper: string, platform: string, lab: Lab): Promise<Tally> {
  const rows = await db
    .selectFrom("votes")
    .where("paper", "=", paper)
    .where("platform", "=", platform)
    .where("lab", "=", lab)
    .select("value")
    .select((eb) => eb.fn.countAll<number>().as("votes"))
    .groupBy("value")
    .execute();
  const of = (isWanted: (value: number) => boolean) =>
    rows.reduce((sum, { value, votes }) => sum + (isWanted(value) ? Number(votes) : 0), 0);
  return { up: of((value) => value > 0), down: of((value) => value <= 0) };
}
