import type { Database } from "../database.ts";

/**
 * When each of these papers came in, or what is told of it changed last, whichever is later. What is not there is left out; at most a
 * few hundred.
 */
export async function lastChanges(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const rows = await db
    .selectFrom("papers")
    .where("id", "in", ["", ...ids])
    .select(["id", (eb) => eb.fn.coalesce("changed_at", "added_at").as("at")])
    .execute();
  return new Map(rows.map(({ id, at }) => [id, new Date(at)]));
}
