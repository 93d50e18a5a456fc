import type { Database } from "../store/database.ts";
import { type Delivery, deliveriesIn } from "../store/deliveries.ts";
import { isMailbox } from "../store/mail/mailboxes.ts";
import { DAY_MS } from "../time/day.ts";
import { skip } from "./ledger.ts";

/** Skips what was not posted before its day, or its week, was over; a mail once it has been retried for long enough. */
export async function skipOverdue(db: Database, now: Date): Promise<void> {
  for (const delivery of await deliveriesIn(db, ["planned", "failed"])) {
    if (delivery.closesAt > now) continue;
    await skip(db, delivery, { states: ["planned", "failed"] }, reasonOverdue(delivery), now);
  }
}

function reasonOverdue(delivery: Delivery): string {
  const { reason, closesAt, dueAt, attempts } = delivery;
  if (isMailbox(delivery) && reason !== undefined && attempts > 0) return `${reason} I tried for 12 hours.`;
  const span = closesAt.getTime() - dueAt.getTime() > 2 * DAY_MS ? "week" : "day";
  return reason === undefined ? `the ${span} ended` : `${reason} The ${span} has ended.`;
}
