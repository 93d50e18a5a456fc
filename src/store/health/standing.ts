import type { Database } from "../database.ts";

/** How many posts of a day and later ones there are, by state. */
export async function countPosts(db: Database, since: string): Promise<Readonly<Record<string, number>>> {
  const rows = await db
    .selectFrom("deliveries")
    .select((eb) => ["state", eb.fn.countAll().as("posts")])
    .where("day", ">=", since)
    .groupBy("state")
    .execute();
  return Object.fromEntries(rows.map(({ state, posts }) => [state, Number(posts)]));
}

/** How many posts are not settled, of whatever day, and how many private notices are not told. */
export async function countWaiting(
  db: Database,
): Promise<{ readonly posts: number; readonly notices: number }> {
  const posts = await db
    .selectFrom("deliveries")
    .select((eb) => eb.fn.countAll().as("waiting"))
    .where("state", "in", ["planned", "sending", "failed", "uncertain"])
    .executeTakeFirstOrThrow();
  const notices = await db
    .selectFrom("notices")
    .select((eb) => eb.fn.countAll().as("waiting"))
    .where("told_at", "is", null)
    .executeTakeFirstOrThrow();
  return { posts: Number(posts.waiting), notices: Number(notices.waiting) };
}

/** How many days since one of them ended in each verdict, by source. */
export async function countVerdicts(
  db: Database,
  since: string,
): Promise<readonly { readonly source: string; readonly verdict: string; readonly days: number }[]> {
  const rows = await db
    .selectFrom("source_days")
    .select((eb) => ["source", "verdict", eb.fn.countAll().as("days")])
    .where("day", ">=", since)
    .groupBy(["source", "verdict"])
    .execute();
  return rows.map(({ days, ...row }) => ({ ...row, days: Number(days) }));
}
