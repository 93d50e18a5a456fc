import type { Database } from "../database.ts";
import { groupCommit } from "../group-commit.ts";

/** Rows deleted in one batch: a few milliseconds of work. */
const SLICE = 200;

/**
 * Deletes what is only of interest for a time: posts that are settled, with their texts, and the verdicts of sources, of days
 * before `day` (YYYY-MM-DD). Which papers a channel has had stays in `shown`, for good. Returns how many rows that were.
 */
export async function removeDetailsBefore(db: Database, day: string): Promise<number> {
  let removed = 0;
  for (;;) {
    const slice = await groupCommit(db, (tx) => removeDeliveries(tx, day));
    removed += slice;
    if (slice < SLICE) break;
  }
  return removed + (await groupCommit(db, (tx) => removeVerdicts(tx, day)));
}

async function removeDeliveries(tx: Database, day: string): Promise<number> {
  const old = tx
    .selectFrom("deliveries")
    .select("id")
    .where("day", "<", day)
    // What somebody still has to decide about stays.
    .where("state", "in", ["sent", "skipped"])
    .limit(SLICE);
  const { numDeletedRows } = await tx
    .deleteFrom("deliveries")
    .where("id", "in", old)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

async function removeVerdicts(tx: Database, day: string): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom("source_days")
    .where("day", "<", day)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
