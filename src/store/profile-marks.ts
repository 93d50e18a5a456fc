import type { Database } from "./database.ts";

/** What can be done to a line of a profile: `muted` keeps it visible without effect, `removed` hides it. */
export type Mark = "muted" | "removed";

export interface ProfileMark {
  /** As in `Follow`. */
  readonly owner: string;
  readonly kind: string;
  readonly value: string;
  readonly mark: Mark;
  readonly platform: string;
  readonly server?: string | undefined;
  readonly at: Date;
}

/** Marks a line as part of a batch; replaces an earlier mark. */
export async function putMark(tx: Database, profileMark: ProfileMark): Promise<void> {
  const { owner, kind, value, mark, platform, server = null } = profileMark;
  const at = profileMark.at.toISOString();
  await tx
    .insertInto("profile_marks")
    .values({ owner, kind, value, mark, platform, server, at })
    .onConflict((conflict) => conflict.columns(["owner", "kind", "value"]).doUpdateSet({ mark, at }))
    .execute();
}

/** Removes a mark as part of a batch: the line is as it was. */
export async function removeMark(
  tx: Database,
  { owner, kind, value }: Pick<ProfileMark, "owner" | "kind" | "value">,
): Promise<void> {
  const merged = tx.selectFrom("papers").where("merged_into", "=", value).select("id");
  await tx
    .deleteFrom("profile_marks")
    .where("owner", "=", owner)
    .where("kind", "=", kind)
    .where((eb) => eb.or([eb("value", "=", value), eb("value", "in", merged)]))
    .execute();
}

/** The marks of an owner, ordered by kind and value. One on a merged record counts for the paper it is part of. */
export async function marksOf(
  db: Database,
  owner: string,
): Promise<readonly Pick<ProfileMark, "kind" | "value" | "mark">[]> {
  const rows = await db
    .selectFrom("profile_marks")
    .leftJoin("papers", "papers.id", "profile_marks.value")
    .select(["kind", "mark"])
    .select((eb) => eb.fn.coalesce("papers.merged_into", "profile_marks.value").as("value"))
    .where("owner", "=", owner)
    .orderBy("kind")
    .orderBy("profile_marks.value")
    .execute();
  return rows.map(({ mark, ...row }) => ({ ...row, mark: mark === "removed" ? "removed" : "muted" }));
}
