import { DAY_MS, HOUR_MS } from "../../time/day.ts";
import type { Database } from "../database.ts";

/** How long the ids of what the platforms delivered are kept, in milliseconds: Slack repeats an event for about an hour. */
const HANDLED_MS = 2 * HOUR_MS;

/** Deletes what is kept for all processes and no longer needed: ids of old deliveries, and leases of processes that ended. */
export async function deleteOldRows(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - HANDLED_MS).toISOString();
  await db.deleteFrom("handled").where("at", "<", before).execute();
  // Only these carry the name of a process, so nobody takes them again. One given back has ended at 0.
  await db
    .deleteFrom("leases")
    .where("name", "like", "% host %")
    .where("until", "<", now.getTime() - DAY_MS)
    .execute();
}
