import type { SearchIndex } from "../search/search-index.ts";
import type { Database } from "../store/database.ts";
import { type Delivery, deliveriesOf } from "../store/deliveries.ts";
import {
  allSubscriptions,
  type Place,
  type Subscription,
  type SubscriptionSettings,
} from "../store/subscriptions.ts";
import { dayAt } from "../time/zone.ts";
import { planNow } from "./planning/plan.ts";
import { pickFor } from "./planning/request.ts";
import { tracePick } from "./planning/trace.ts";
import { applySettings, fromSettings } from "./subscribe.ts";

/** The channels that the settings name, and what each of them gets. */
interface ChannelSettings {
  readonly channels: readonly Place[];
  readonly settings: SubscriptionSettings;
}

/** The daily papers, run by hand: what `daily` does in a shell, and what a start applies from the settings. */
export interface DailyRun {
  /** Makes the subscriptions from the settings match the settings as they are now; those made in chat stay. */
  applySettings(settings: ChannelSettings): Promise<void>;
  subscriptions(): Promise<readonly Subscription[]>;
  /** The subscriptions as `applySettings` would leave them. Nothing is written. */
  subscriptionsWith(settings: ChannelSettings): Promise<readonly Subscription[]>;
  /** Plans today's papers for a channel, whatever the time; nothing if today has its rows already. */
  plan(subscription: Subscription): Promise<void>;
  /** The ledger's rows for a channel on a day, YYYY-MM-DD, by default today in its time zone. */
  recorded(subscription: Subscription, day?: string): Promise<Recorded>;
  /** What would be picked, and at which stage and why each other paper was dropped: lines to read. Nothing is written. */
  trace(subscription: Subscription, day: string): Promise<readonly string[]>;
}

interface Recorded {
  readonly day: string;
  readonly rows: readonly Delivery[];
}

interface DailyRunParts {
  readonly db: Database;
  readonly index: SearchIndex;
  readonly now: () => Date;
}

export function createDailyRun({ db, index, now }: DailyRunParts): DailyRun {
  return {
    applySettings: ({ channels, settings }) => applySettings(db, channels, settings, now()),
    subscriptions: () => allSubscriptions(db),
    async subscriptionsWith({ channels, settings }) {
      const stored = await allSubscriptions(db);
      const byPlace = new Map(
        stored.filter(({ origin }) => origin === "chat").map((one) => [keyOf(one), one]),
      );
      for (const place of channels) {
        const before = stored.find((one) => keyOf(one) === keyOf(place));
        byPlace.set(keyOf(place), fromSettings(before, place, settings, now()));
      }
      return [...byPlace.values()];
    },
    plan: (subscription) => planNow(db, index, subscription, now()),
    async recorded(subscription, day = dayAt(now(), subscription.timezone)) {
      return { day, rows: await deliveriesOf(db, subscription, day) };
    },
    async trace(subscription, day) {
      return tracePick(await pickFor(db, index, subscription, day), subscription);
    },
  };
}

function keyOf({ platform, channel }: Place): string {
  return JSON.stringify([platform, channel]);
}
