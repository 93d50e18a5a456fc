import type { Poster } from "../chat/poster.ts";
import type { Paper } from "../papers/paper.ts";
import { explainPaper } from "../recommend/explain-paper.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { Database } from "../store/database.ts";
import {
  deliveriesIn,
  findDelivery,
  isLead,
  lastDeliveries,
  type Delivery as Row,
} from "../store/deliveries.ts";
import { findMailbox, isMailbox } from "../store/mail/mailboxes.ts";
import { leftAmong } from "../store/retention/left-servers.ts";
import {
  allSubscriptions,
  findSubscription,
  type Place,
  type Subscription,
  type SubscriptionSettings,
} from "../store/subscriptions.ts";
import { DAY_MS, HOUR_MS } from "../time/day.ts";
import { dayAt } from "../time/zone.ts";
import type { PostLook } from "./compose.ts";
import { settle } from "./ledger.ts";
import type { Operators } from "./operators.ts";
import { type Backtest, backtest } from "./planning/backtest.ts";
import { requestFor } from "./planning/request.ts";
import { nextRun, type Run } from "./planning/schedule.ts";
import {
  type Actor,
  changeableSettings,
  pause,
  restore,
  resume,
  subscribe,
  unsubscribe,
} from "./subscribe.ts";
import { readSettings } from "./subscription-settings.ts";
import { type Today, todayOf } from "./today.ts";
import type { TypedSettings } from "./typed-settings.ts";

/** A subscription and its state. */
export interface Standing {
  readonly subscription: Subscription;
  /** Undefined while it is paused, or the bot is not in its server. */
  readonly next?: Run;
  /** The last post that was due, whatever became of it. */
  readonly last?: Row;
  /** The other papers of that day, below it. */
  readonly lastThread?: Row;
}

/** The daily papers, as commands see them. */
export interface DeliveryService {
  /** Platforms on which something can be posted from this process. */
  readonly platforms: readonly string[];
  subscribe(
    place: Place,
    typed: TypedSettings,
    actor: Actor,
  ): Promise<{
    readonly standing: Standing;
    readonly isNew: boolean;
    readonly missing: readonly string[];
    readonly advice: readonly string[];
  }>;
  /** The settings of a channel, or those that a new subscription begins with. Throws a UserError where none can be changed. */
  settings(place: Place): Promise<SubscriptionSettings>;
  /** The most likely time zone of a channel. */
  zone(place: Place): Promise<string>;
  /** The moment it was stopped, which `restore` takes; undefined if there was nothing to stop. */
  unsubscribe(place: Place): Promise<Date | undefined>;
  /** Restores what was stopped at that moment, or lately. Undefined where that can't be undone any more. */
  restore(place: Place, actor: Actor, stoppedAt?: Date): Promise<Standing | undefined>;
  pause(place: Place, reason: string): Promise<Standing | undefined>;
  resume(place: Place): Promise<Standing | undefined>;
  standing(place: Place): Promise<Standing | undefined>;
  /** Of every channel, without people's mailboxes. */
  standings(): Promise<readonly Standing[]>;
  /** Posts that may or may not have arrived. */
  uncertain(): Promise<readonly Row[]>;
  find(id: string): Promise<Row | undefined>;
  /**
   * Whether somebody may decide about an uncertain post where their rights in its channel can't be seen: an operator
   * anywhere, and the person who subscribed in a private conversation. The latter may have lost those rights meanwhile,
   * but can post no more than what was picked for that day: until a day after it, and unless somebody else has changed
   * the subscription. About a mail, only the mailbox's owner decides.
   */
  mayAnswer(row: Row, person: Answerer): Promise<boolean>;
  /** A person's answer to an uncertain post. False if it is not uncertain (any more). */
  settle(row: Row, answer: "post" | "drop"): Promise<boolean>;
  /** What keeps the bot from posting to a channel, each in plain words; empty if all is well. */
  missing(place: Place): Promise<readonly string[]>;
  /** The address of a message that was posted, where that is known. */
  link(place: Place, message: string): Promise<string | undefined>;
  /** A channel's name and address, where these are known now. */
  channel(place: Place): Promise<{ readonly name?: string | undefined; readonly url?: string | undefined }>;
  /** What a channel gets today; without a subscription, what default settings would get it. */
  today(place: Place): Promise<Today>;
  /** Why a channel gets a paper today, or why not: a line for the outcome and one for each interest. */
  why(place: Place, paper: Paper): Promise<readonly string[]>;
  /** Replays the last days of a channel, with other settings if there are any. Nothing is posted or written. */
  backtest(place: Place, days: number, typed: TypedSettings): Promise<Backtest>;
}

/** The person who answers, and the place; without a channel in a direct message. */
interface Answerer {
  readonly platform: string;
  readonly user?: string | undefined;
  readonly channel?: string | undefined;
}

export interface DeliveryParts extends PostLook {
  readonly db: Database;
  readonly index: SearchIndex;
  readonly posters: ReadonlyMap<string, Poster>;
  /** The settings of a new subscription where nothing is said. */
  readonly defaults: SubscriptionSettings;
  readonly operators: Operators;
  readonly now: () => Date;
}

/** How long after a manager's answer an uncertain post may still be posted, in milliseconds. */
const SECOND_CHANCE_MS = HOUR_MS;

export function createDelivery({
  db,
  index,
  posters,
  card,
  list,
  defaults,
  operators,
  now,
}: DeliveryParts): DeliveryService {
  async function standingOf(subscription: Subscription, isLeft = false): Promise<Standing> {
    const rows = await lastDeliveries(db, subscription, 2);
    const last = rows.find(isLead);
    const lastThread = rows.find(({ kind, day }) => kind === "thread" && day === last?.day);
    const next = subscription.paused || isLeft ? undefined : nextAfter(subscription, last, now());
    return { subscription, ...(next && { next }), ...(last && { last }), ...(lastThread && { lastThread }) };
  }

  async function missing({ platform, channel }: Place): Promise<readonly string[]> {
    const poster = posters.get(platform);
    // Where that can't be looked up now, nothing is known to be missing.
    return (await poster?.missingIn(channel).catch(() => [])) ?? [];
  }

  async function adviceFor({ platform, channel }: Place): Promise<readonly string[]> {
    return (
      (await posters
        .get(platform)
        ?.adviceFor(channel)
        .catch(() => [])) ?? []
    );
  }

  /** Without a subscription, one with default settings. */
  async function subscriptionOf(place: Place): Promise<Subscription> {
    const known = await findSubscription(db, place);
    return known ?? { ...defaults, ...place, origin: "chat", plannedUntil: now() };
  }

  return {
    platforms: [...posters.keys()],
    missing,
    async subscribe(place, typed, actor) {
      const { subscription, isNew } = await subscribe(db, place, typed, actor, defaults, now());
      return {
        standing: await standingOf(subscription),
        isNew,
        missing: await missing(place),
        advice: await adviceFor(place),
      };
    },
    settings: (place) => changeableSettings(db, place, defaults),
    zone: async (place) => (await subscriptionOf(place)).timezone,
    async unsubscribe(place) {
      const at = now();
      return (await unsubscribe(db, place, at)) ? at : undefined;
    },
    async restore(place, actor, stoppedAt) {
      const subscription = await restore(db, place, actor, now(), stoppedAt);
      return subscription && standingOf(subscription);
    },
    async pause(place, reason) {
      const subscription = await pause(db, place, reason, now());
      return subscription && standingOf(subscription);
    },
    async resume(place) {
      const subscription = await resume(db, place, now());
      return subscription && standingOf(subscription);
    },
    async standing(place) {
      const subscription = await findSubscription(db, place);
      return subscription && standingOf(subscription);
    },
    async standings() {
      const isLeft = await leftAmong(db);
      const channels = (await allSubscriptions(db)).filter((one) => !isMailbox(one));
      return Promise.all(channels.map((one) => standingOf(one, isLeft(one))));
    },
    uncertain: () => deliveriesIn(db, ["uncertain"]),
    find: (id) => findDelivery(db, id),
    async mayAnswer(row, person) {
      const { platform, user, channel } = person;
      if (user === undefined) return false;
      if (await operators.has({ platform, user })) return true;
      if (isMailbox(row)) {
        const owner = await findMailbox(db, row.channel);
        return owner?.platform === platform && owner.user === user;
      }
      if (channel !== undefined || platform !== row.platform) return false;
      if (now().getTime() > row.closesAt.getTime() + DAY_MS) return false;
      return (await findSubscription(db, row))?.createdBy === user;
    },
    settle: (row, answer) => settle(db, row, answer, now(), new Date(now().getTime() + SECOND_CHANCE_MS)),
    link: async ({ platform, channel }, message) => posters.get(platform)?.link(channel, message),
    async channel({ platform, channel }) {
      const poster = posters.get(platform);
      const [name, url] = await Promise.all([poster?.nameOf(channel), poster?.link(channel)]);
      return { name, url };
    },
    async today(place) {
      const known = await findSubscription(db, place);
      return todayOf(await subscriptionOf(place), known, { db, index, card, list, now: now() });
    },
    async why(place, paper) {
      const subscription = await subscriptionOf(place);
      const request = await requestFor(db, subscription, dayAt(now(), subscription.timezone));
      return explainPaper(paper, request, index);
    },
    async backtest(place, days, typed) {
      const subscription = await subscriptionOf(place);
      const proposed = { ...subscription, ...readSettings(typed, subscription) };
      return backtest(db, index, proposed, days, now());
    },
  };
}

// A day that has its row already is not posted again, whatever the time was changed to.
function nextAfter(subscription: Subscription, last: Row | undefined, now: Date): Run | undefined {
  const next = nextRun(subscription, now);
  return next && next.day === last?.day ? nextRun(subscription, next.at) : next;
}
