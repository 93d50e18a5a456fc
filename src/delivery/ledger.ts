import type { Database } from "../store/database.ts";
import { type Delivery, deliveryId, findDelivery } from "../store/deliveries.ts";
import { type Change, changeDelivery, type Guard } from "../store/delivery-changes.ts";
import { groupCommit } from "../store/group-commit.ts";
import { removeShown } from "../store/shown.ts";
import { findSubscription, putSubscription } from "../store/subscriptions.ts";

/**
 * Every change of a row in the ledger: from which state to which, by whom, and what else follows. Nothing else changes
 * one.
 */

/**
 * How long a claim keeps others away, in milliseconds. Longer than a post may take, so that whoever looks for the
 * message afterwards finds it if it was posted.
 */
export const LEASE_MS = 30_000;

/** Claims a row for sending. False if it is not to be sent any more, or somebody else was quicker. */
export function claim(db: Database, delivery: Delivery, owner: string, now: Date): Promise<boolean> {
  return groupCommit(db, (tx) =>
    changeDelivery(
      tx,
      delivery.id,
      { states: ["planned", "failed"] },
      {
        state: "sending",
        owner,
        leaseUntil: after(now, LEASE_MS),
        attempts: delivery.attempts + 1,
        sentFrom: delivery.sentFrom ?? now,
        updatedAt: now,
      },
    ),
  );
}

/** Claims a row that was abandoned in the middle of sending, to find out what became of it. */
export function claimAbandoned(db: Database, id: string, owner: string, now: Date): Promise<boolean> {
  return groupCommit(db, (tx) =>
    changeDelivery(
      tx,
      id,
      { states: ["sending"], leaseEndedBy: now },
      { owner, leaseUntil: after(now, LEASE_MS), updatedAt: now },
    ),
  );
}

/** Whoever saw the message knows best: this holds whatever anybody else thought of it. */
export async function recordSent(db: Database, id: string, message: string, now: Date): Promise<void> {
  const states = ["planned", "sending", "failed", "uncertain", "skipped"] as const;
  await finish(db, id, { states }, { state: "sent", message, reason: null }, now);
}

/** Nothing was posted; it is tried again at `nextTry`. */
export async function recordFailed(
  db: Database,
  id: string,
  owner: string,
  reason: string,
  nextTry: Date,
  now: Date,
): Promise<void> {
  const change = { state: "failed" as const, reason, nextTry };
  await finish(db, id, { states: ["sending"], owner }, change, now);
}

/** It cannot be found out whether it was posted: a person decides. */
export async function recordUncertain(
  db: Database,
  id: string,
  owner: string,
  reason: string,
  now: Date,
): Promise<void> {
  await finish(db, id, { states: ["sending"], owner }, { state: "uncertain", reason }, now);
}

/** It will not be posted; another day may have its papers. What would have followed in its thread is skipped too. */
export async function skip(
  db: Database,
  delivery: Delivery,
  guard: Guard,
  reason: string,
  now: Date,
): Promise<boolean> {
  return groupCommit(db, (tx) => skipIn(tx, delivery, guard, reason, now));
}

/** The place is closed to the bot: the row is skipped and the subscription paused, both or none. */
export function skipAndPause(
  db: Database,
  delivery: Delivery,
  owner: string,
  reason: string,
  now: Date,
): Promise<boolean> {
  return groupCommit(db, async (tx) => {
    const mine = await skipIn(tx, delivery, { states: ["sending"], owner }, reason, now);
    const subscription = await findSubscription(tx, delivery);
    if (mine && subscription) await putSubscription(tx, { ...subscription, paused: { at: now, reason } });
    return mine;
  });
}

/** A person's answer to an uncertain post. False if it is not uncertain (any more). */
export function settle(
  db: Database,
  delivery: Delivery,
  answer: "post" | "drop",
  now: Date,
  closesAt: Date,
): Promise<boolean> {
  const guard: Guard = { states: ["uncertain"] };
  return groupCommit(db, (tx) =>
    answer === "drop"
      ? changeDelivery(tx, delivery.id, guard, {
          state: "skipped",
          reason: "dropped by an admin",
          updatedAt: now,
        })
      : changeDelivery(tx, delivery.id, guard, {
          state: "failed",
          reason: "to be posted again, says an admin",
          nextTry: now,
          closesAt,
          sentFrom: now,
          updatedAt: now,
        }),
  );
}

/** `skip` as part of a batch. */
export async function skipIn(
  tx: Database,
  delivery: Delivery,
  guard: Guard,
  reason: string,
  now: Date,
): Promise<boolean> {
  const change: Change = { state: "skipped", reason, owner: null, updatedAt: now };
  if (!(await changeDelivery(tx, delivery.id, guard, change))) return false;
  await forgetPapers(tx, delivery);
  if (delivery.kind !== "post") return true;
  const following = await findDelivery(tx, deliveryId(delivery, delivery.day, "thread"));
  const waiting: Guard = { states: ["planned", "failed"] };
  const because = { ...change, reason: "the post that it would have followed was skipped" };
  if (following && (await changeDelivery(tx, following.id, waiting, because)))
    await forgetPapers(tx, following);
  return true;
}

function forgetPapers(tx: Database, delivery: Delivery): Promise<void> {
  const papers = delivery.content.papers.map(({ id }) => id);
  return removeShown(tx, delivery, papers, delivery.day);
}

async function finish(
  db: Database,
  id: string,
  guard: Guard,
  change: Omit<Change, "updatedAt">,
  now: Date,
): Promise<void> {
  await groupCommit(db, (tx) =>
    changeDelivery(tx, id, guard, { ...change, owner: null, leaseUntil: null, updatedAt: now }),
  );
}

function after(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
