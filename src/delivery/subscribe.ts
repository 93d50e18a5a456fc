import { UserError } from "../errors.ts";
import { keepRemoved, takeRemoved } from "../store/channels/removed-settings.ts";
import { type Database, writeBatch } from "../store/database.ts";
import { deliveriesIn } from "../store/deliveries.ts";
import {
  allSubscriptions,
  findSubscription,
  type Place,
  putSubscription,
  removeSubscription,
  type Subscription,
  type SubscriptionSettings,
  subscriptionOf,
  subscriptionText,
} from "../store/subscriptions.ts";
import { dayAt, instantOf } from "../time/zone.ts";
import { releaseHeld, skipIn } from "./ledger.ts";
import { runDays } from "./planning/schedule.ts";
import { readSettings } from "./subscription-settings.ts";
import type { TypedSettings } from "./typed-settings.ts";

/** Who changes a subscription, by the platform's own ids. */
export interface Actor {
  readonly user?: string | undefined;
  readonly server?: string | undefined;
}

/**
 * Makes a channel's subscription, or changes the one it has, and ends a pause. A new one starts from now: what was due
 * earlier is not made up for. Throws a UserError that says what is wrong with the input.
 */
export function subscribe(
  db: Database,
  { platform, channel }: Place,
  typed: TypedSettings,
  { user, server }: Actor,
  defaults: SubscriptionSettings,
  now: Date,
): Promise<{ readonly subscription: Subscription; readonly isNew: boolean }> {
  return writeBatch(db, async (tx) => {
    const before = await findSubscription(tx, { platform, channel });
    if (before) refuseIfFromSettings(before);
    if (before?.paused?.by === "program") await releaseHeld(tx, before, now);
    const settings = readSettings(typed, before ? settingsOf(before) : defaults);
    const subscription: Subscription = {
      ...settings,
      platform,
      channel,
      origin: "chat",
      plannedUntil: before ? plannedUntil(before, settings, now) : now,
      ...(user !== undefined && { createdBy: user }),
      ...(server !== undefined && { server }),
    };
    await putSubscription(tx, subscription);
    return { subscription, isNew: before === undefined };
  });
}

/** The settings of a channel as somebody can change them. Throws a UserError where the operator's settings decide. */
export async function changeableSettings(
  db: Database,
  place: Place,
  defaults: SubscriptionSettings,
): Promise<SubscriptionSettings> {
  const before = await findSubscription(db, place);
  if (before) refuseIfFromSettings(before);
  return before ? settingsOf(before) : defaults;
}

/** Other days count from today: earlier ones had no run that could be late. */
function plannedUntil(before: Subscription, settings: SubscriptionSettings, now: Date): Date {
  if (runDays(settings).join() === runDays(before).join()) return before.plannedUntil;
  return fromToday(before.plannedUntil, settings.timezone, now);
}

/** An instant, or the beginning of today if that is later. */
function fromToday(instant: Date, timezone: string, now: Date): Date {
  const today = instantOf(dayAt(now, timezone), "00:00", timezone) ?? now;
  return new Date(Math.max(instant.getTime(), today.getTime() - 1));
}

/** Ends a channel's subscription; what is planned is not posted. It can be restored for a day. False if there was none. */
export function unsubscribe(db: Database, place: Place, now: Date): Promise<boolean> {
  return writeBatch(db, async (tx) => {
    const before = await findSubscription(tx, place);
    if (!before) return false;
    refuseIfFromSettings(before);
    await keepRemoved(tx, before, "daily", subscriptionText(before), now);
    await endSubscription(tx, place, "unsubscribed", now);
    return true;
  });
}

/** Removes a subscription as part of a batch; what is planned is not posted. */
export async function endSubscription(tx: Database, place: Place, reason: string, now: Date): Promise<void> {
  await removeSubscription(tx, place);
  await skipPending(tx, place, reason, now);
}

/**
 * Restores the subscription that a channel had until `stoppedAt`, or lately; what was due on earlier days meanwhile is
 * not made up for. Undefined where that is too long ago, or the channel has another one by now.
 */
export function restore(
  db: Database,
  place: Place,
  { user }: Actor,
  now: Date,
  stoppedAt?: Date,
): Promise<Subscription | undefined> {
  return writeBatch(db, async (tx) => {
    if (await findSubscription(tx, place)) return undefined;
    const text = await takeRemoved(tx, place, "daily", now, stoppedAt);
    if (text === undefined) return undefined;
    const before = subscriptionOf(text);
    const subscription: Subscription = {
      ...before,
      plannedUntil: fromToday(before.plannedUntil, before.timezone, now),
      ...(user !== undefined && { createdBy: user }),
    };
    await putSubscription(tx, subscription);
    return subscription;
  });
}

/** Keeps a subscription without posting, until `resume`. Undefined if there is none. */
export function pause(
  db: Database,
  place: Place,
  reason: string,
  now: Date,
): Promise<Subscription | undefined> {
  return writeBatch(db, async (tx) => {
    const before = await findSubscription(tx, place);
    if (!before || before.paused?.by === "person") return before;
    const subscription: Subscription = { ...before, paused: { at: now, reason, by: "person" } };
    await putSubscription(tx, subscription);
    await skipPending(tx, place, `paused: ${reason}`, now);
    return subscription;
  });
}

/**
 * Resumes after a pause: from the next run, and with what was held since the program paused it. Undefined if there is
 * no subscription.
 */
export function resume(db: Database, place: Place, now: Date): Promise<Subscription | undefined> {
  return writeBatch(db, async (tx) => {
    const before = await findSubscription(tx, place);
    if (!before) return undefined;
    if (before.paused?.by === "program") await releaseHeld(tx, place, now);
    const { paused: _, ...subscription } = before;
    await putSubscription(tx, subscription);
    return subscription;
  });
}

/** Brings the subscriptions that the operator's settings made in line with the present settings; those made in chat stay. */
export async function applySettings(
  db: Database,
  places: readonly Place[],
  settings: SubscriptionSettings,
  now: Date,
): Promise<void> {
  // This way a start with nothing to write also succeeds while nothing can be written.
  const stored = await allSubscriptions(db);
  if (places.length === 0 && !stored.some(({ origin }) => origin === "settings")) return;
  await writeBatch(db, async (tx) => {
    const isWanted = (one: Place) => places.some((place) => isSame(place, one));
    for (const old of await allSubscriptions(tx)) {
      if (old.origin !== "settings" || isWanted(old)) continue;
      await removeSubscription(tx, old);
      await skipPending(tx, old, "removed from the operator's settings", now);
    }
    for (const place of places) {
      await putSubscription(tx, fromSettings(await findSubscription(tx, place), place, settings, now));
    }
  });
}

/** A subscription made by the operator's settings. It stays paused if it was, and keeps what it has had. */
export function fromSettings(
  before: Subscription | undefined,
  { platform, channel }: Place,
  settings: SubscriptionSettings,
  now: Date,
): Subscription {
  return { plannedUntil: now, ...before, ...settings, platform, channel, origin: "settings" };
}

async function skipPending(tx: Database, place: Place, reason: string, now: Date): Promise<void> {
  const states = ["planned", "failed"] as const;
  for (const delivery of await deliveriesIn(tx, states)) {
    if (isSame(delivery, place) && delivery.kind !== "reminder")
      await skipIn(tx, delivery, { states }, reason, now);
  }
}

function refuseIfFromSettings({ origin }: Subscription): void {
  if (origin === "settings")
    throw new UserError(
      "The bot's operator set this channel up in its settings. Ask them to change it there.",
    );
}

function isSame(a: Place, b: Place): boolean {
  return a.platform === b.platform && a.channel === b.channel;
}

function settingsOf(subscription: Subscription): SubscriptionSettings {
  const { topics, categories, every, time, timezone, days, papers, whenEmpty, group } = subscription;
  return {
    topics,
    categories,
    every,
    time,
    timezone,
    days,
    papers,
    whenEmpty,
    ...(group !== undefined && { group }),
  };
}
