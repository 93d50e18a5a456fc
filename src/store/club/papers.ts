import type { Database } from "../database.ts";
import type { Place } from "../subscriptions.ts";

/** A paper that a journal club is to read, or has read. */
export interface ClubPaper {
  readonly paper: string;
  readonly addedAt: Date;
  /** YYYY-MM-DD; unset while it is in the queue. */
  readonly discussedOn?: string;
  /** Keyed hashes of whoever added it, and of the presenter when it was discussed. */
  readonly addedBy?: string | undefined;
  readonly presentedBy?: string | undefined;
}

/**
 * The papers of a channel's club, the longest there first. A merged record counts as the paper it is part of; where a
 * club had both, the discussed one counts.
 */
export async function clubPapersOf(
  db: Database,
  { platform, channel }: Place,
): Promise<readonly ClubPaper[]> {
  const rows = await db
    .selectFrom("club_papers")
    .leftJoin("papers", "papers.id", "club_papers.paper")
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .select(["club_papers.added_at as addedAt", "discussed_on as discussedOn"])
    .select(["added_by as addedBy", "presented_by as presentedBy"])
    .select((eb) => eb.fn.coalesce("papers.merged_into", "club_papers.paper").as("paper"))
    .orderBy("club_papers.added_at")
    .orderBy("club_papers.paper")
    .execute();
  const papers = new Map<string, ClubPaper>();
  for (const { paper, addedAt, discussedOn, addedBy, presentedBy } of rows) {
    const before = papers.get(paper);
    if (before && (before.discussedOn !== undefined || discussedOn === null)) continue;
    papers.set(paper, {
      paper,
      addedAt: new Date(addedAt),
      ...(discussedOn !== null && { discussedOn }),
      ...(addedBy !== null && { addedBy }),
      ...(presentedBy !== null && { presentedBy }),
    });
  }
  return [...papers.values()];
}

/** Puts a paper on a club's list as part of a batch; an existing one gets the values given now. */
export async function putClubPaper(
  tx: Database,
  { platform, channel, server = null }: Place & { readonly server?: string | null | undefined },
  { paper, addedAt, ...more }: ClubPaper,
): Promise<void> {
  const changes = {
    added_at: addedAt.toISOString(),
    discussed_on: more.discussedOn ?? null,
    added_by: more.addedBy ?? null,
    presented_by: more.presentedBy ?? null,
  };
  await removeClubPaper(tx, { platform, channel }, paper);
  await tx
    .insertInto("club_papers")
    .values({ platform, channel, server, paper, ...changes })
    .execute();
}

/** Removes a paper from a club's list as part of a batch, with every record merged into it. */
export async function removeClubPaper(
  tx: Database,
  { platform, channel }: Place,
  paper: string,
): Promise<boolean> {
  const merged = tx.selectFrom("papers").where("merged_into", "=", paper).select("id");
  const { numDeletedRows } = await tx
    .deleteFrom("club_papers")
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .where((eb) => eb.or([eb("paper", "=", paper), eb("paper", "in", merged)]))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
