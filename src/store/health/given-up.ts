import type { Database } from "../database.ts";

/** A channel whose last paper was tried, and given up. */
interface GivenUp {
  readonly platform: string;
  readonly channel: string;
  readonly reason: string;
}

/** The channels, or mailboxes, that a paper since a day (YYYY-MM-DD) did not reach, though it was tried, and no later one has. */
export async function givenUpSince(db: Database, day: string): Promise<readonly GivenUp[]> {
  const rows = await db
    .selectFrom("deliveries as lost")
    .select(["lost.platform", "lost.channel", "lost.reason"])
    .where("lost.day", ">=", day)
    .where("lost.state", "=", "skipped")
    .where("lost.attempts", ">", 0)
    .where("lost.kind", "in", ["post", "digest"])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("deliveries as later")
            .select("later.id")
            .whereRef("later.platform", "=", "lost.platform")
            .whereRef("later.channel", "=", "lost.channel")
            .whereRef("later.day", ">", "lost.day")
            .where("later.state", "=", "sent"),
        ),
      ),
    )
    .orderBy("lost.day")
    .execute();
  const channels = new Map(rows.map((row) => [`${row.platform}:${row.channel}`, row]));
  return [...channels.values()].map(({ reason, ...place }) => ({ ...place, reason: reason ?? "" }));
}
