import type { Database } from "../store/database.ts";
import {
  type Content,
  type Delivery,
  deliveriesIn,
  deliveryId,
  findDelivery,
  papersIn,
} from "../store/deliveries.ts";
import { type Change, changeDelivery, claimDelivery, type Guard } from "../store/delivery-changes.ts";
import { groupCommit } from "../store/group-commit.ts";
import { isMailbox } from "../store/mail/mailboxes.ts";
import { addShown, removeShown } from "../store/shown.ts";
import { findSubscription, type Place, putSubscription } from "../store/subscriptions.ts";
import { HOUR_MS } from "../time/day.ts";

/** Every change of a row in the ledger: from which state to which, by whom, and what else follows. Nothing else changes rows. */

/**
 * How long a claim keeps others away, in milliseconds. Longer than a post may take, so that whoever looks for the
 * message afterwards finds it if it was posted.
 */
export const LEASE_MS = 30_000;

/**
 * How long a mail is retried, from the first attempt on, in milliseconds: mail servers say "later" for minutes or hours
 * (greylisting, a full queue), and the end of the day may be near or far.
 */
const MAIL_TRIED_MS = 12 * HOUR_MS;

/** A row without a claim. */
const FREED = { owner: null, leaseUntil: null } as const;

/** Claims a row for sending. False if it is not to be sent any more, or another process was quicker. */
export function claim(db: Database, delivery: Delivery, owner: string, now: Date): Promise<boolean> {
  return claimDelivery(
    db,
    delivery.id,
    { states: ["planned", "failed"] },
    {
      state: "sending",
      owner,
      leaseUntil: after(now, LEASE_MS),
      attempts: delivery.attempts + 1,
      sentFrom: delivery.sentFrom ?? now,
      updatedAt: now,
      ...(isMailbox(delivery) && delivery.sentFrom === undefined && { closesAt: after(now, MAIL_TRIED_MS) }),
    },
  );
}

/** Claims a row whose sending was abandoned, to find out what became of it. */
export function claimAbandoned(db: Database, id: string, owner: string, now: Date): Promise<boolean> {
  return claimDelivery(
    db,
    id,
    { states: ["sending"], leaseEndedBy: now },
    { owner, leaseUntil: after(now, LEASE_MS), updatedAt: now },
  );
}

/** A message that was seen overrides every other state. `said` is what it says, if that changed. */
export async function recordSent(
  db: Database,
  id: string,
  message: string,
  now: Date,
  said?: Content,
): Promise<void> {
  const states = ["planned", "sending", "failed", "uncertain", "skipped"] as const;
  await finish(
    db,
    id,
    { states },
    { state: "sent", message, reason: null, ...(said && { content: said }) },
    now,
  );
}

/** Nothing was posted; the next attempt is at `nextTry`. */
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

/** Nobody can tell whether it was posted: a person decides. */
export async function recordUncertain(
  db: Database,
  id: string,
  owner: string,
  reason: string,
  now: Date,
): Promise<void> {
  await finish(db, id, { states: ["sending"], owner }, { state: "uncertain", reason }, now);
}

/** It will not be posted; another day may pick its papers. What would have followed in its thread is skipped too. */
export async function skip(
  db: Database,
  delivery: Delivery,
  guard: Guard,
  reason: string,
  now: Date,
): Promise<boolean> {
  return groupCommit(db, (tx) => skipIn(tx, delivery, guard, reason, now));
}

/**
 * The channel is closed to the bot: the subscription is paused until the program finds it open, and the row is held
 * until then or until its day is over; both or neither.
 */
export function holdAndPause(
  db: Database,
  delivery: Delivery,
  owner: string,
  reason: string,
  now: Date,
): Promise<boolean> {
  return groupCommit(db, async (tx) => {
    const change: Change = { ...FREED, state: "failed", reason, nextTry: delivery.closesAt, updatedAt: now };
    const mine = await changeDelivery(tx, delivery.id, { states: ["sending"], owner }, change);
    const subscription = await findSubscription(tx, delivery);
    // A pause that a person made stays theirs.
    if (mine && subscription && !subscription.paused)
      await putSubscription(tx, { ...subscription, paused: { at: now, reason, by: "program" } });
    return mine;
  });
}

/** What was held while the program had paused a channel can be sent now. Part of a batch. */
export async function releaseHeld(tx: Database, place: Place, now: Date): Promise<void> {
  for (const delivery of await deliveriesIn(tx, ["failed"])) {
    if (delivery.platform !== place.platform || delivery.channel !== place.channel) continue;
    await changeDelivery(tx, delivery.id, { states: ["failed"] }, { nextTry: now, updatedAt: now });
  }
}

/** The message was refused as it is: another form of it, or another paper, takes its place. Nothing was posted. */
export function recordRefused(
  db: Database,
  delivery: Delivery,
  owner: string,
  instead: Content,
  reason: string,
  now: Date,
): Promise<boolean> {
  return groupCommit(db, async (tx) => {
    const change: Change = {
      ...FREED,
      state: "failed",
      content: instead,
      reason,
      nextTry: now,
      updatedAt: now,
    };
    if (!(await changeDelivery(tx, delivery.id, { states: ["sending"], owner }, change))) return false;
    const papers = instead.papers.map(({ id }) => id);
    await addShown(tx, delivery, papers, delivery.day);
    return true;
  });
}

/** A person's answer to an uncertain post, or that nobody gave one. False if it is not uncertain (any more). */
export function settle(
  db: Database,
  delivery: Delivery,
  answer: "post" | "drop" | "unanswered",
  now: Date,
  closesAt: Date,
): Promise<boolean> {
  const guard: Guard = { states: ["uncertain"] };
  return groupCommit(db, (tx) =>
    answer !== "post"
      ? changeDelivery(tx, delivery.id, guard, {
          state: "skipped",
          reason: answer === "drop" ? dropped(delivery) : "nobody said whether it arrived",
          // Not a failed attempt: it stays skipped even when the clock is set back.
          nextTry: null,
          updatedAt: now,
        })
      : changeDelivery(tx, delivery.id, guard, {
          state: "failed",
          reason: isMailbox(delivery) ? "you asked for them again" : "a manager asked to post it again",
          nextTry: now,
          closesAt,
          sentFrom: now,
          updatedAt: now,
        }),
  );
}

function dropped(delivery: Delivery): string {
  return isMailbox(delivery) ? "you have them already" : "a manager chose not to post it again";
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
  const because = { ...change, reason: "the first paper of the day was not posted" };
  if (following && (await changeDelivery(tx, following.id, waiting, because)))
    await forgetPapers(tx, following);
  return true;
}

function forgetPapers(tx: Database, delivery: Delivery): Promise<void> {
  return removeShown(tx, delivery, papersIn(delivery.content), delivery.day);
}

async function finish(
  db: Database,
  id: string,
  guard: Guard,
  change: Omit<Change, "updatedAt">,
  now: Date,
): Promise<void> {
  await groupCommit(db, (tx) => changeDelivery(tx, id, guard, { ...change, ...FREED, updatedAt: now }));
}

function after(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
