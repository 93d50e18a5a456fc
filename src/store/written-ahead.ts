import type { Database } from "./database.ts";
import type { Delivery } from "./deliveries.ts";
import { deliveryFrom } from "./deliveries.ts";
import type { Place } from "./subscriptions.ts";

/** Channels with rows written by a clock that was ahead of `now`. Reads the whole ledger. */
export async function placesWrittenAfter(db: Database, now: Date): Promise<readonly Place[]> {
  const time = now.toISOString();
  return db
    .selectFrom("deliveries")
    .select(["platform", "channel"])
    .where("updated_at", ">", time)
    .union(db.selectFrom("subscriptions").select(["platform", "channel"]).where("planned_until", ">", time))
    .execute();
}

/** The rows of a channel that were written after `now` and may still change by themselves. */
export async function deliveriesWrittenAfter(
  db: Database,
  { platform, channel }: Place,
  now: Date,
): Promise<readonly Delivery[]> {
  const rows = await db
    .selectFrom("deliveries")
    .selectAll()
    .where("platform", "=", platform)
    .where("channel", "=", channel)
    .where("state", "in", ["planned", "sending", "failed", "skipped"])
    .where("updated_at", ">", now.toISOString())
    .orderBy("day")
    .orderBy("kind")
    .execute();
  return rows.map(deliveryFrom);
}

/** Removes rows as part of a batch, as if they had never been planned. */
export async function removeDeliveries(tx: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.deleteFrom("deliveries").where("id", "in", ids).execute();
}

/** Has the lease of a row that is being sent end by `until` at the latest, as part of a batch. */
export async function shortenLease(tx: Database, id: string, until: Date): Promise<void> {
  const lease_until = until.toISOString();
  await tx
    .updateTable("deliveries")
    .set({ lease_until })
    .where("id", "=", id)
    .where("state", "=", "sending")
    .where("lease_until", ">", lease_until)
    .execute();
}
