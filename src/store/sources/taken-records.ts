import type { Database } from "../database.ts";

/** Which of the digests belong to records that have been taken in. At most a few hundred. */
export async function takenRecords(db: Database, digests: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom("taken_records")
    .select("digest")
    .where("digest", "in", ["", ...digests])
    .execute();
  return new Set(rows.map(({ digest }) => digest));
}

/** Remembers as part of a batch that records have been taken in. */
export async function rememberRecords(tx: Database, digests: readonly string[]): Promise<void> {
  if (digests.length === 0) return;
  await tx
    .insertInto("taken_records")
    .values(digests.map((digest) => ({ digest })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
