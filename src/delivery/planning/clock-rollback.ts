import type { Database } from "../../store/database.ts";
import { type Delivery, papersIn } from "../../store/deliveries.ts";
import { changeDelivery } from "../../store/delivery-changes.ts";
import { groupCommit } from "../../store/group-commit.ts";
import { removeShown } from "../../store/shown.ts";
import {
  findSubscription,
  type Place,
  putSubscription,
  type Subscription,
} from "../../store/subscriptions.ts";
import {
  deliveriesWrittenAfter,
  placesWrittenAfter,
  removeDeliveries,
  shortenLease,
} from "../../store/written-ahead.ts";
import { instantOf } from "../../time/zone.ts";
import { LEASE_MS } from "../ledger.ts";
import { firstOpenDay } from "./schedule.ts";

/** How many channels share a transaction: some milliseconds of work. */
const TOGETHER = 5;

/**
 * The clock was ahead and was set back: undoes what was only true by the wrong time, in every channel. What was really
 * posted stays, and so does a post whose fate nobody knows.
 */
export async function handleRollback(db: Database, now: Date): Promise<void> {
  const places = await placesWrittenAfter(db, now);
  for (let at = 0; at < places.length; at += TOGETHER)
    await Promise.all(places.slice(at, at + TOGETHER).map((place) => handleRollbackIn(db, place, now)));
}

/** The same for one channel. Doing it again changes nothing. */
export async function handleRollbackIn(db: Database, place: Place, now: Date): Promise<void> {
  await groupCommit(db, async (tx) => {
    const written = await deliveriesWrittenAfter(tx, place, now);
    const undone = written.filter((row) => isUndone(row, written, now));
    await removeDeliveries(
      tx,
      undone.map(({ id }) => id),
    );
    for (const row of undone) if (papersIn(row.content).length > 0) await forgetPapers(tx, row);
    for (const row of written) {
      if (row.state === "sending") await shortenLease(tx, row.id, new Date(now.getTime() + LEASE_MS));
      // "Not before" an instant of the wrong clock becomes now.
      if (row.state === "failed" && !undone.includes(row))
        await changeDelivery(tx, row.id, { states: ["failed"] }, { nextTry: now, updatedAt: now });
    }
    const subscription = await findSubscription(tx, place);
    if (!subscription) return;
    const plannedUntil = planAgainFrom(subscription, undone, now);
    if (plannedUntil < subscription.plannedUntil)
      await putSubscription(tx, { ...subscription, plannedUntil });
  });
}

/** Nothing of it was posted, and by the right time it is not due yet, or not too late yet. */
function isUndone(row: Delivery, written: readonly Delivery[], now: Date): boolean {
  if (row.state === "skipped") {
    // Whoever gave it up after an attempt had a reason, unless the hour was all that was wrong.
    return row.closesAt > now && (row.attempts === 0 || row.nextTry !== undefined);
  }
  if (row.state === "sending" || row.dueAt <= now) return false;
  // What follows a post goes wherever the post goes.
  const post =
    row.kind === "thread" ? written.find((one) => one.day === row.day && one.kind === "post") : row;
  return (
    post !== undefined && (post.state === "planned" || post.state === "failed" || post.state === "skipped")
  );
}

/**
 * How far back to look for runs. The clock was ahead by at least as much as the plan is; within that span before now,
 * no run was missed that anybody asked for (a subscription made a minute ago wants no paper of this morning). Never
 * before the first day whose run is still open, since a run that is over gets no paper.
 */
function planAgainFrom(subscription: Subscription, undone: readonly Delivery[], now: Date): Date {
  const { plannedUntil, timezone } = subscription;
  const [until, time] = [plannedUntil.getTime(), now.getTime()];
  const ahead = until > time ? time - (until - time) : until;
  const earliest = Math.min(ahead, ...undone.map(({ dueAt }) => dueAt.getTime() - 1));
  const open = instantOf(firstOpenDay(subscription, now), "00:00", timezone) ?? now;
  return new Date(Math.max(earliest, open.getTime() - 1));
}

function forgetPapers(tx: Database, delivery: Delivery): Promise<void> {
  return removeShown(tx, delivery, papersIn(delivery.content), delivery.day);
}
