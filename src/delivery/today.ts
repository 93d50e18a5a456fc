import type { Reply } from "../chat/reply.ts";
import type { Pick as Picked } from "../recommend/pick.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { Database } from "../store/database.ts";
import { type Delivery, deliveriesOf, lastDeliveries } from "../store/deliveries.ts";
import type { Subscription } from "../store/subscriptions.ts";
import { dayAt } from "../time/zone.ts";
import { compose, type PostLook } from "./compose.ts";
import { pickFor } from "./planning/request.ts";
import { nextRun, type Run } from "./planning/schedule.ts";

/** What a channel gets on a day, or in a week: from the ledger if it is there, otherwise what would be picked now. */
export type Today =
  | {
      readonly kind: "recorded";
      readonly every: Subscription["every"];
      readonly rows: readonly Delivery[];
      readonly posts: readonly Reply[];
    }
  | {
      readonly kind: "preview";
      readonly pick: Picked;
      /** When it will be posted today, or next if it comes once a week; undefined if nothing will. */
      readonly due?: Run;
      readonly subscription?: Subscription;
    };

interface TodayParts extends PostLook {
  readonly db: Database;
  readonly index: SearchIndex;
  readonly now: Date;
}

/** What a channel gets today. `known` is its subscription if it has one; `subscription` what it would be otherwise. */
export async function todayOf(
  subscription: Subscription,
  known: Subscription | undefined,
  { db, index, now, ...look }: TodayParts,
): Promise<Today> {
  const { every, timezone } = subscription;
  const day = dayAt(now, timezone);
  const ofToday = await deliveriesOf(db, subscription, day);
  const last = every === "week" ? await lastDeliveries(db, subscription, 1) : [];
  const ofWeek = last.filter(({ kind, closesAt }) => kind === "digest" && closesAt > now);
  const rows = ofToday.length > 0 ? ofToday : ofWeek;
  if (rows.length > 0) {
    const posts = await Promise.all(rows.map((row) => compose(db, row, look)));
    return { kind: "recorded", every, rows, posts };
  }
  const next = known && !known.paused ? nextRun(known, now) : undefined;
  const isNext = every === "week" || next?.day === day;
  return {
    kind: "preview",
    pick: await pickFor(db, index, subscription, day),
    ...(isNext && next && { due: next }),
    ...(known && { subscription: known }),
  };
}
