import type { Database } from "./database.ts";
import type { FollowRow } from "./schema.ts";
import type { Origin } from "./votes.ts";

export type FollowKind = "topic" | "author" | "category" | "paper";

/** What a channel or a person follows: an explicit choice, never a guess. */
export interface Follow extends Omit<Origin, "channel"> {
  /** See owner.ts. */
  readonly owner: string;
  readonly kind: FollowKind;
  /** Words, a name, a category, or a paper's id. */
  readonly value: string;
  /** The name of the interest that it belongs to. */
  readonly interest?: string | undefined;
  /** The keyed hash of whoever added it. */
  readonly addedBy?: string | undefined;
  readonly at: Date;
}

/** Writes a follow as part of a batch; an existing one keeps its date and may get another interest. */
export async function putFollow(tx: Database, follow: Follow): Promise<void> {
  const { owner, kind, value, interest = null, platform, server = null, addedBy = null, at } = follow;
  await tx
    .insertInto("follows")
    .values({ owner, kind, value, interest, platform, server, added_by: addedBy, at: at.toISOString() })
    .onConflict((conflict) => conflict.columns(["owner", "kind", "value"]).doUpdateSet({ interest }))
    .execute();
}

/** Removes a follow as part of a batch, also that of a record merged into this paper. False if there was none. */
export async function removeFollow(
  tx: Database,
  { owner, kind, value }: Pick<Follow, "owner" | "kind" | "value">,
): Promise<boolean> {
  const merged = tx.selectFrom("papers").where("merged_into", "=", value).select("id");
  const { numDeletedRows } = await tx
    .deleteFrom("follows")
    .where("owner", "=", owner)
    .where("kind", "=", kind)
    .where((eb) =>
      eb.or([eb("value", "=", value), eb.and([eb("kind", "=", "paper"), eb("value", "in", merged)])]),
    )
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** What an owner follows, in the order it was added. A merged record counts as the paper it is part of. */
export async function followsOf(db: Database, owner: string): Promise<readonly Follow[]> {
  return (await selectFollows(db).where("owner", "=", owner).execute()).map(fromRow);
}

function selectFollows(db: Database) {
  return db
    .selectFrom("follows")
    .leftJoin("papers", (join) =>
      join.onRef("papers.id", "=", "follows.value").on("follows.kind", "=", "paper"),
    )
    .select(["owner", "kind", "interest", "platform", "server", "added_by", "at"])
    .select((eb) => eb.fn.coalesce("papers.merged_into", "follows.value").as("value"))
    .orderBy("at")
    .orderBy("kind")
    .orderBy("follows.value");
}

function fromRow({ interest, server, added_by, kind, at, ...row }: FollowRow): Follow {
  return {
    ...row,
    kind: kind as FollowKind,
    at: new Date(at),
    ...(interest !== null && { interest }),
    ...(server !== null && { server }),
    ...(added_by !== null && { addedBy: added_by }),
  };
}
