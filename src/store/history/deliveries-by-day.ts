import type { Database } from "../database.ts";
import { type Delivery, deliveryFrom, OF_PAPERS } from "../deliveries.ts";
import type { Place } from "../subscriptions.ts";

/** From a day to another, both included. */
interface DaySpan {
  readonly from: string;
  readonly until: string;
}

/** The rows of a channel's papers, whatever became of them, the newest first; at most so many. */
export async function deliveriesBetween(
  db: Database,
  place: Place,
  { from, until }: DaySpan,
  limit: number,
): Promise<readonly Delivery[]> {
  const rows = await ofPapers(db, place)
    .where("day", ">=", from)
    .where("day", "<=", until)
    .selectAll()
    .orderBy("day", "desc")
    .orderBy("kind")
    .limit(limit)
    .execute();
  return rows.map(deliveryFrom);
}

/** The months for which a channel has such rows, YYYY-MM, the newest first. */
export async function monthsOfDeliveries(db: Database, place: Place): Promise<readonly string[]> {
  const rows = await ofPapers(db, place)
    .select((eb) => eb.fn<string>("substr", ["day", eb.lit(1), eb.lit(7)]).as("month"))
    .distinct()
    .orderBy("month", "desc")
    .execute();
  return rows.map(({ month }) => month);
}

function ofPapers(db: Database, { platform, channel }: Place) {
  return db
    .selectFrom("deliveries")
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .where("kind", "in", OF_PAPERS);
}
