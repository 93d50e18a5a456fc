import type { Database } from "../database.ts";
import type { Origin } from "../votes.ts";
import type { PageSignInRow } from "./rows.ts";

/** A link that somebody has not opened yet, or a browser in which it was opened. */
export interface SignIn extends Origin {
  /** A keyed hash of the token. */
  readonly id: string;
  readonly stage: "link" | "session";
  readonly opens: "person" | "admin";
  /** A keyed hash of whose it is. */
  readonly person: string;
  /** The platform's own id of the person, which only the token can read. */
  readonly sealed: string;
  /** By the library's own clock. */
  readonly begunAt: Date;
}

/** Adds one as part of a batch. */
export async function putSignIn(tx: Database, signIn: SignIn): Promise<void> {
  const { begunAt, server = null, channel = null, ...row } = signIn;
  await tx
    .insertInto("page_sign_ins")
    .values({ ...row, server, channel, begun_at: begunAt.toISOString() })
    .execute();
}

export async function findSignIn(
  db: Database,
  id: string,
  stage: SignIn["stage"],
): Promise<SignIn | undefined> {
  const row = await db
    .selectFrom("page_sign_ins")
    .selectAll()
    .where("id", "=", id)
    .where("stage", "=", stage)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** Takes one out as part of a batch, so that nobody else can; undefined where it is not there (any more). */
export async function takeSignIn(
  tx: Database,
  id: string,
  stage: SignIn["stage"],
): Promise<SignIn | undefined> {
  const row = await tx
    .deleteFrom("page_sign_ins")
    .where("id", "=", id)
    .where("stage", "=", stage)
    .returningAll()
    .executeTakeFirst();
  return row && fromRow(row);
}

/** Ends a person's, all or those of a kind, as part of a batch. How many sessions that were. */
export async function removeSignIns(
  tx: Database,
  person: string,
  which: Partial<Pick<SignIn, "stage" | "opens">> = {},
): Promise<number> {
  let query = tx.deleteFrom("page_sign_ins").where("person", "=", person);
  if (which.stage) query = query.where("stage", "=", which.stage);
  if (which.opens) query = query.where("opens", "=", which.opens);
  const removed = await query.returning("stage").execute();
  return removed.filter(({ stage }) => stage === "session").length;
}

/** Deletes, as part of a batch, those of a kind that began before a moment of the library's own clock. */
export async function removeSignInsBefore(
  tx: Database,
  before: Date,
  { stage, opens }: Pick<SignIn, "stage" | "opens">,
): Promise<void> {
  await tx
    .deleteFrom("page_sign_ins")
    .where("stage", "=", stage)
    .where("opens", "=", opens)
    .where("begun_at", "<", before.toISOString())
    .execute();
}

function fromRow({ server, channel, begun_at, stage, opens, ...row }: PageSignInRow): SignIn {
  return {
    ...row,
    stage: stage === "session" ? "session" : "link",
    opens: opens === "admin" ? "admin" : "person",
    begunAt: new Date(begun_at),
    ...(server !== null && { server }),
    ...(channel !== null && { channel }),
  };
}
