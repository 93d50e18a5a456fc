import type { Database } from "./database.ts";
import type { NoticeRow } from "./schema.ts";

/** A person on a platform, by the platform's own id. */
export interface Person {
  readonly platform: string;
  readonly user: string;
}

/** Something to tell one person privately, once. */
export interface Notice extends Person {
  /** The same for the same matter and person. */
  readonly id: string;
  readonly text: string;
  /** The uncertain post that the person is asked about. */
  readonly delivery?: string;
}

/**
 * Adds notices as part of a batch; an existing one, told or not, stays as it is. They are made by the library's own
 * clock, see proven-time.ts, and told by the wall clock.
 */
export async function insertNotices(
  tx: Database,
  notices: readonly Notice[],
  { madeAt, nextTry }: { readonly madeAt: Date; readonly nextTry: Date },
): Promise<void> {
  if (notices.length === 0) return;
  await tx
    .insertInto("notices")
    .values(
      notices.map(({ id, platform, user, text, delivery = null }) => ({
        id,
        platform,
        recipient: user,
        delivery,
        text,
        created_at: madeAt.toISOString(),
        next_try: nextTry.toISOString(),
        told_at: null,
      })),
    )
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}

/** The notices that are due now, the oldest first. */
export async function dueNotices(db: Database, now: Date, limit: number): Promise<readonly Notice[]> {
  const rows = await db
    .selectFrom("notices")
    .selectAll()
    .where("told_at", "is", null)
    .where("next_try", "<=", now.toISOString())
    .orderBy("created_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(fromRow);
}

/** The last id of a notice, told or not, between two texts, excluding the second; undefined if there is none. */
export async function lastNoticeId(db: Database, from: string, to: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("notices")
    .select("id")
    .where("id", ">=", from)
    .where("id", "<", to)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/** Claims a notice to tell it, as part of a batch. False if somebody else was quicker. */
export async function takeNotice(tx: Database, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("notices")
    .set({ told_at: now.toISOString() })
    .where("id", "=", id)
    .where("told_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Returns a notice that could not be told, to be tried again, as part of a batch. */
export async function returnNotice(tx: Database, id: string, nextTry: Date): Promise<void> {
  await tx
    .updateTable("notices")
    .set({ told_at: null, next_try: nextTry.toISOString() })
    .where("id", "=", id)
    .execute();
}

/** Deletes notices made before a moment of the library's own clock, told or not, as part of a batch. */
export async function removeNoticesBefore(tx: Database, before: Date): Promise<void> {
  await tx.deleteFrom("notices").where("created_at", "<", before.toISOString()).execute();
}

function fromRow({ id, platform, recipient, text, delivery }: NoticeRow): Notice {
  return { id, platform, user: recipient, text, ...(delivery !== null && { delivery }) };
}
