import { type Backoff, backoff } from "../async/backoff.ts";
import { within } from "../async/timeout.ts";
import {
  type Outgoing,
  POST_WITHIN_MS,
  PostError,
  type Posted,
  type Poster,
  REQUEST_WITHIN_MS,
} from "../chat/poster.ts";
import type { Reply } from "../chat/reply.ts";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Database } from "../store/database.ts";
import {
  type Content,
  type Delivery,
  deliveryId,
  findDelivery,
  isLead,
  papersIn,
} from "../store/deliveries.ts";
import { resolvePapers } from "../store/papers.ts";
import { HOUR_MS, MINUTE_MS } from "../time/day.ts";
import { compose, type PostLook } from "./compose.ts";
import {
  claim,
  claimAbandoned,
  holdAndPause,
  LEASE_MS,
  recordFailed,
  recordRefused,
  recordSent,
  recordUncertain,
  skip,
} from "./ledger.ts";
import type { Notices } from "./notices.ts";
import type { PlatformHolds } from "./platform-holds.ts";

/** What sending needs. */
export interface Sender extends PostLook {
  readonly db: Database;
  readonly posters: ReadonlyMap<string, Poster>;
  /** A line below the day's paper, where its reader should know that papers are missing. */
  readonly notice?: (() => Promise<string | undefined>) | undefined;
  /** What a reminder says when it is sent; undefined if there is nothing to remind of any more. */
  readonly remind?: ((reminder: Delivery) => Promise<Reply | undefined>) | undefined;
  /** What to post instead of a message that was refused as it is; undefined if there is nothing. */
  readonly insteadOf?: ((refused: Delivery) => Promise<Content | undefined>) | undefined;
  readonly holds: PlatformHolds;
  readonly notices: Pick<Notices, "tellOperators" | "tellOfOutage" | "endOutage">;
  /** This runner's own, and no other's on the same database. */
  readonly owner: string;
  readonly now: () => Date;
  /**
   * This machine's own clock, where `now` is the one that several share; `now` by default. Nothing is written by it: it only
   * tells that the machine was asleep.
   */
  readonly machineNow?: (() => Date) | undefined;
  /** A monotonic clock in milliseconds: `performance.now()`. */
  readonly elapsed: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly log: Logger;
  /** Repeats `write` until it succeeds, or the runner stops. Never rejects. */
  readonly persist: (write: () => Promise<unknown>) => Promise<void>;
}

/** After a failed post. Half of the wait is random, so that many channels do not come back all at once. */
const POST_RETRY: Backoff = { firstMs: 15_000, longestMs: 30 * MINUTE_MS, jitter: 0.5 };

/** How long before the time of sending the search for a lost post begins, in milliseconds. */
const LOOK_BACK_MS = HOUR_MS;

/**
 * Posts one row of the ledger. Whatever happens is recorded; if that fails, or the platform's answer is lost, the row
 * stays `sending`, and `recover` takes it up when the lease has ended.
 */
export async function send(delivery: Delivery, sender: Sender): Promise<void> {
  const { db, posters, owner, now, machineNow = now, elapsed, persist, holds, notices, log } = sender;
  const { id, channel } = delivery;
  const poster = posters.get(delivery.platform);
  if (!poster || now() >= delivery.closesAt) return;
  const composed = await composedBy(delivery, sender);
  const notice = isLead(delivery) ? await noticeOf(sender) : undefined;
  const reply = composed && notice !== undefined ? { ...composed, footer: notice } : composed;
  const below = await threadOf(db, delivery);
  const [claimedAt, claimedFrom] = [machineNow(), elapsed()];
  if (!(await claim(db, delivery, owner, now()))) return;
  if (!reply) {
    const reason =
      delivery.kind === "reminder"
        ? "the meeting was cancelled"
        : "its papers are not in the library any more";
    await persist(() => skip(db, delivery, { states: ["sending"], owner }, reason, now()));
    return;
  }
  try {
    // The claim may have waited for the disk, and the post for its turn; a process may also be suspended. What goes out
    // later than this could arrive when the lease has ended and another process has looked for it in vain. Checked by
    // both clocks: the wall clock may be set back, and the monotonic one stands still while a machine sleeps.
    const mostMs = LEASE_MS - REQUEST_WITHIN_MS;
    const isLate = () =>
      elapsed() - claimedFrom >= mostMs || machineNow().getTime() - claimedAt.getTime() >= mostMs;
    const outgoing = { channel, reply, key: id, isLate, ...below };
    const plain = delivery.content.plain === true;
    const posted = await withinTime(poster.post({ ...outgoing, plain }));
    if (holds.accepted(delivery.platform)) notices.endOutage(delivery.platform);
    const said = reply.footer === undefined ? undefined : { ...delivery.content, footer: reply.footer };
    await persist(() => recordSent(db, id, posted.message, now(), said));
    const { platform, kind, attempts } = delivery;
    const ms = Math.round(elapsed() - claimedFrom);
    log.info({ platform, channel, kind, delivery: id, attempt: attempts + 1, ms }, "posted");
  } catch (error) {
    await afterFailure(delivery, error, sender);
  }
}

/** Undefined if there is nothing to post any more. */
async function composedBy(delivery: Delivery, sender: Sender): Promise<Reply | undefined> {
  if (delivery.kind === "reminder") return sender.remind?.(delivery);
  const reply = await compose(sender.db, delivery, sender);
  // A week without papers is told in words alone.
  return reply.cards.length > 0 || papersIn(delivery.content).length === 0 ? reply : undefined;
}

/** Finds out what became of a row that a process, perhaps one that is gone, was sending. */
export async function recover(delivery: Delivery, sender: Sender): Promise<void> {
  const { db, owner, now, persist, log } = sender;
  const { id, channel, sentFrom = delivery.dueAt } = delivery;
  // The clock may have been ahead when it was sent, or behind the platform's.
  const since = new Date(Math.min(sentFrom.getTime(), now().getTime()) - LOOK_BACK_MS);
  const poster = sender.posters.get(delivery.platform);
  if (!poster || !(await claimAbandoned(db, id, owner, now()))) return;
  const { thread } = await threadOf(db, delivery);
  const lost = "I can't tell whether it was posted";
  try {
    const trace = { channel, key: id, since, ...(thread !== undefined && { thread }) };
    const found = await withinTime(poster.find(trace));
    await persist(() => {
      if (found === "unknown") return recordUncertain(db, id, owner, lost, now());
      if (found === "absent") return recordFailed(db, id, owner, "it did not arrive", now(), now());
      return recordSent(db, id, found.message, now());
    });
  } catch (error) {
    log.warn({ err: messageOf(error), delivery: id, channel }, "could not look for a post");
    // Asked again when the lease has ended, but not for ever.
    const isForGood = error instanceof PostError && error.kind === "channel";
    if (!isForGood && now() < delivery.closesAt) return;
    await persist(() => recordUncertain(db, id, owner, `${lost}: ${messageOf(error)}`, now()));
  }
}

async function afterFailure(delivery: Delivery, error: unknown, sender: Sender): Promise<void> {
  const { db, owner, now, random, log, persist, holds, notices } = sender;
  const { id, platform, channel } = delivery;
  const failure = error instanceof PostError ? error : new PostError("uncertain", messageOf(error));
  const about = { kind: failure.kind, delivery: id, platform, channel };
  log.warn({ err: error, ...about }, `a post failed: ${failure.forOperator}`);
  const reason = failure.message;
  switch (failure.kind) {
    case "uncertain":
      return;
    case "retry": {
      const pause = Math.max(failure.retryAfterMs ?? 0, backoff(POST_RETRY, delivery.attempts, random()));
      return persist(() => recordFailed(db, id, owner, reason, new Date(now().getTime() + pause), now()));
    }
    case "token":
      // The whole platform waits, so this one is due as soon as the wait is over.
      if (holds.refused(platform)) log.error({ platform }, `nothing is posted: ${failure.forOperator}`);
      await notices.tellOfOutage(
        platform,
        `I can't post the daily papers at the moment. I'll keep trying. ${failure.forOperator}`,
      );
      return persist(() => recordFailed(db, id, owner, reason, now(), now()));
    case "payload": {
      await notices.tellOperators({
        about: `payload ${id}`,
        text: `I couldn't post ${await titlesOf(db, delivery)}. I'll try it as plain text, then the next paper. ${failure.forOperator}`,
      });
      const instead = await sender.insteadOf?.(delivery);
      if (instead) {
        await persist(() => recordRefused(db, delivery, owner, instead, reason, now()));
        return;
      }
      return persist(() => skip(db, delivery, { states: ["sending"], owner }, reason, now()));
    }
    case "channel":
      // Where only the thread is closed, the day's paper is still welcome; and a reminder decides nothing for the papers.
      if (!isLead(delivery))
        return persist(() => skip(db, delivery, { states: ["sending"], owner }, reason, now()));
      await persist(() => holdAndPause(db, delivery, owner, reason, now()));
  }
}

/** The papers of a row by the names that people know. */
async function titlesOf(db: Database, { content }: Delivery): Promise<string> {
  const papers = await resolvePapers(db, papersIn(content));
  const titles = [...papers.values()].map(({ title }) => `“${title}”`);
  return titles.join(", ") || "a daily paper";
}

/** The message that it belongs below, and that paper's title for the thread. */
async function threadOf(db: Database, delivery: Delivery): Promise<Pick<Outgoing, "thread" | "threadName">> {
  if (delivery.kind !== "thread") return {};
  const post = await findDelivery(db, deliveryId(delivery, delivery.day, "post"));
  if (post?.message === undefined) return {};
  const ids = post.content.papers.map(({ id }) => id);
  const [paper] = (await resolvePapers(db, ids)).values();
  return { thread: post.message, ...(paper && { threadName: paper.title }) };
}

/** What takes longer counts as lost, so that nothing waits for ever. */
async function withinTime<T extends Posted | string>(work: Promise<T>): Promise<T> {
  const answer = await within(POST_WITHIN_MS, work);
  if (answer === undefined) throw new PostError("uncertain", "The answer took too long.");
  return answer;
}

// The paper matters more than a word about its sources.
async function noticeOf({ notice, log }: Sender): Promise<string | undefined> {
  try {
    return await notice?.();
  } catch (error) {
    log.warn({ err: error }, "could not tell how fresh the sources are");
    return undefined;
  }
}
