import { settle } from "../delivery/ledger.ts";
import type { Database } from "../store/database.ts";
import { deliveriesIn } from "../store/deliveries.ts";
import { isMailbox } from "../store/mail/mailboxes.ts";
import { DAY_MS, utcDay } from "../time/day.ts";

/** How long a reader is asked whether a mail arrived: week-old papers are not worth a second mail. */
const ASKED_MS = 7 * DAY_MS;

/** Ends the question whether a mail arrived where nobody has answered it. Its papers count as sent: none comes twice. */
export async function settleUnanswered(db: Database, now: Date): Promise<void> {
  const before = utcDay(new Date(now.getTime() - ASKED_MS));
  for (const row of await deliveriesIn(db, ["uncertain"]))
    if (isMailbox(row) && row.day < before) await settle(db, row, "unanswered", now, now);
}
