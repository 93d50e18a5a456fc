import type { Database } from "../store/database.ts";
import { type Delivery, isLead } from "../store/deliveries.ts";
import { deliveriesBetween, monthsOfDeliveries } from "../store/history/deliveries-by-day.ts";
import { shownBeforeLedger } from "../store/shown.ts";
import type { Place } from "../store/subscriptions.ts";

/** What became of a channel's papers on one day. */
export interface ChannelDay {
  /** In the channel's time zone, YYYY-MM-DD. */
  readonly day: string;
  /** The day's post, or the week's, whatever became of it; absent for days that the ledger has forgotten. */
  readonly lead?: Delivery;
  /** The other papers of the day, below it. */
  readonly thread?: Delivery;
  /** The papers of a day that the ledger has forgotten, by their ids. */
  readonly shown?: readonly string[];
}

/** The days of a month (YYYY-MM), or the latest so many that the ledger has. */
export type DaysAsked = { readonly month: string } | { readonly latest: number };

/** A month has at most so many rows, and so has any shorter list. */
const MOST_ROWS = 62;
/** Some years of daily papers. */
const MOST_SHOWN = 3000;

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
  if ("latest" in asked) return days.slice(0, asked.latest);
  const forgotten = new Map<string, string[]>();
  for (const { day, paper } of await shownBeforeLedger(db, place, span.from, MOST_SHOWN))
    if (day <= span.until) forgotten.set(day, [...(forgotten.get(day) ?? []), paper]);
  return [...days, ...[...forgotten].map(([day, shown]) => ({ day, shown }))];
}

/** The months that have such days, YYYY-MM, the newest first. */
export async function monthsOf(db: Database, place: Place): Promise<readonly string[]> {
  const forgotten = await shownBeforeLedger(db, place, "", MOST_SHOWN);
  const months = [...(await monthsOfDeliveries(db, place)), ...forgotten.map(({ day }) => day.slice(0, 7))];
  return [...new Set(months)];
}
