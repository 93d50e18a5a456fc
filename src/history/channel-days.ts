import type { Database } from "../store/database.ts";
import { type Delivery, isLead } from "../store/deliveries.ts";
import { deliveriesBetween } from "../store/history/deliveries-by-day.ts";
import type { Place } from "../store/subscriptions.ts";

/** What became of a channel's papers on one day, by the ledger. */
export interface ChannelDay {
  /** In the channel's time zone, YYYY-MM-DD. */
  readonly day: string;
  /** The day's post, or the week's, whatever became of it. */
  readonly lead: Delivery;
  /** The other papers of the day, below it. */
  readonly thread?: Delivery;
}

/** The days of a month (YYYY-MM), or the latest ones. */
export type DaysAsked = { readonly month: string } | { readonly latest: number };

/** A month has at most this many rows, and so has any shorter list. */
const MOST_ROWS = 62;

/** The days of a channel on which papers were due, the newest first. */
export async function daysOf(db: Database, place: Place, asked: DaysAsked): Promise<readonly ChannelDay[]> {
  const span =
    "month" in asked
      ? { from: `${asked.month}-01`, until: `${asked.month}-31` }
      : { from: "", until: "9999-12-31" };
  const rows = await deliveriesBetween(db, place, span, MOST_ROWS);
  const threads = new Map(rows.filter((row) => !isLead(row)).map((row) => [row.day, row]));
  const days = rows.filter(isLead).map((lead) => {
    const thread = threads.get(lead.day);
    return { day: lead.day, lead, ...(thread && { thread }) };
  });
  return "latest" in asked ? days.slice(0, asked.latest) : days;
}
