import { backoff } from "../async/backoff.ts";
import { createKeyedLimit } from "../async/keyed-limit.ts";
import { inRequest } from "../async/request-id.ts";
import { retry } from "../async/retry.ts";
import { sleep } from "../async/sleep.ts";
import { yieldIfDue } from "../async/yield-if-due.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { abandonedDeliveries, type Delivery, deliveryId, findDelivery } from "../store/deliveries.ts";
import { leftAmong } from "../store/retention/left-servers.ts";
import { createProvenTime, type ProvenTime } from "../store/retention/proven-time.ts";
import { allSubscriptions, findSubscription, type Subscription } from "../store/subscriptions.ts";
import { createClockWatch } from "./clock-watch.ts";
import { LEASE_MS } from "./ledger.ts";
import { createNotices, type FilesFor } from "./notices.ts";
import { NO_OPERATORS, type Operators } from "./operators.ts";
import { skipOverdue } from "./overdue.ts";
import { handleRollback, handleRollbackIn } from "./planning/clock-rollback.ts";
import { inOrder } from "./planning/order.ts";
import { insteadOf, needsPlan, planDue } from "./planning/plan.ts";
import { createPlatformHolds } from "./platform-holds.ts";
import { createReopener } from "./reopen.ts";
import { recover, type Sender, send } from "./send.ts";
import { sendable, withPostSent } from "./sendable.ts";

export interface RunnerParts extends Omit<Sender, "persist" | "elapsed" | "holds" | "insteadOf" | "notices"> {
  /** A monotonic clock in milliseconds; `performance.now()` by default. */
  readonly elapsed?: (() => number) | undefined;
  readonly index: SearchIndex;
  /** Whether all papers are in memory: a pick from half a library would not be the best. */
  readonly isReady: () => boolean;
  /** The people who are told what only an operator can fix. */
  readonly operators?: Operators;
  /** The clock by which old notices are deleted; one of its own by default. */
  readonly provenTime?: ProvenTime;
  /** The files of a private notice; see notices.ts. */
  readonly filesFor?: FilesFor;
  /**
   * Where in the list of due channels this runner begins, from 0 to below 1; 0 by default. Several that begin elsewhere seldom pick
   * for the same channel.
   */
  readonly share?: (() => number) | undefined;
  /** Writes ledger rows for reminders that have become due. */
  readonly planReminders?: (() => Promise<void>) | undefined;
}

/** Posts what is due. Any number of runners, in any number of processes, may share a database. */
export interface Runner {
  /**
   * Gives up what is too late, plans what has become due, recovers what was abandoned and begins to send; resolves
   * before all is sent. To be called every few seconds. Never rejects.
   */
  tick(): Promise<void>;
  /** Resolves when nothing is being sent. */
  idle(): Promise<void>;
  /** Starts nothing new, and waits for what is being sent. */
  stop(): Promise<void>;
}

/** How many posts are in flight on one platform at a time; its client keeps to the platform's rate limits. */
const SIDE_BY_SIDE = 40;

/** How many picks are written to the ledger at once: about 20 ms of work. */
const PLANNED_TOGETHER = 5;

/** The waits between attempts to record what happened. */
const WRITE_RETRY = { firstMs: 100, longestMs: 5000 };

/** A runner, which does nothing until it is ticked; `startTicker` does that. */
export function createRunner(parts: RunnerParts): Runner {
  const { db, now, log, elapsed = () => performance.now() } = parts;
  const stopping = new AbortController();
  const limit = createKeyedLimit(SIDE_BY_SIDE);
  const reopener = createReopener(parts);
  const inFlight = new Map<string, Promise<void>>();
  const holds = createPlatformHolds(now);
  const provenTime = createProvenTime({ db, now, elapsed });
  const notices = createNotices({ operators: NO_OPERATORS, provenTime, ...parts, elapsed });
  const sender: Sender = {
    ...parts,
    elapsed,
    persist,
    holds,
    notices,
    insteadOf: (refused) => insteadOf(db, parts.index, refused),
  };
  const clockWatch = createClockWatch(now, elapsed);
  // What another process wrote before this one began may have been written by a wrong clock.
  let wentBack = true;
  let ticking: Promise<void> | undefined;
  let telling: Promise<void> | undefined;

  async function persist(write: () => Promise<unknown>): Promise<void> {
    const written = retry(write, {
      signal: stopping.signal,
      waitAfter(error, earlier) {
        log.error({ err: error }, "the ledger could not be written");
        return stopping.signal.aborted ? undefined : backoff(WRITE_RETRY, earlier);
      },
    });
    // A failure was reported already.
    await written.catch(() => undefined);
  }

  async function runOnce(): Promise<void> {
    wentBack = clockWatch.look() === "back" || wentBack;
    if (wentBack) {
      await attempt("undo what was planned by a clock that was ahead", async () => {
        await handleRollback(db, now());
        wentBack = false;
      });
    }
    // This comes first, since the papers of what is given up may be picked again.
    await attempt("give up what is too late", () => skipOverdue(db, now()));
    if (parts.isReady()) await attempt("plan", () => planAll());
    await attempt("look at closed channels", async () => reopener.look(await subscriptionsHere()));
    await attempt("plan reminders", async () => parts.planReminders?.());
    // A lease ends by the wall clock. If that was set forward, the holder may still be at work.
    const leasesHold = clockWatch.sinceForward() < LEASE_MS;
    await attempt("take up what was abandoned", async () => {
      if (leasesHold) return;
      const isLeft = await leftAmong(db);
      // Where the bot is no longer, nobody can look.
      for (const delivery of await abandonedDeliveries(db, now()))
        if (!isLeft(delivery)) start(delivery, recover);
    });
    await attempt("send", async () => {
      for (const delivery of await sendable(db, now())) start(delivery, send);
    });
    tellPeople();
  }

  /** In parallel with the posts, which wait for nobody's private messages. */
  function tellPeople(): void {
    telling ??= attempt("tell people", async () => notices.run(await subscriptionsHere())).finally(() => {
      telling = undefined;
    });
  }

  /** Leaves out servers that the bot was removed from: they wait for its return. */
  async function subscriptionsHere(): Promise<readonly Subscription[]> {
    const isLeft = await leftAmong(db);
    return (await allSubscriptions(db)).filter((one) => !isLeft(one));
  }

  async function planAll(): Promise<void> {
    const due = inOrder(await dueAmong(await subscriptionsHere()), parts.share?.() ?? 0);
    let took = 0;
    for (let at = 0; at < due.length && !stopping.signal.aborted; at += PLANNED_TOGETHER) {
      // Leaves as much time as the last picks took to people who are waiting for an answer.
      if (at > 0) await sleep(took);
      const began = performance.now();
      await Promise.all(due.slice(at, at + PLANNED_TOGETHER).map(planAndSend));
      took = performance.now() - began;
    }
  }

  /** With pauses, since a time zone's calendar is slow, and there may be thousands every few seconds. */
  async function dueAmong(subscriptions: readonly Subscription[]): Promise<readonly Subscription[]> {
    const due: Subscription[] = [];
    for (const one of subscriptions) {
      if (needsPlan(one, now())) due.push(one);
      await yieldIfDue();
    }
    return due;
  }

  function planAndSend(subscription: Subscription): Promise<void> {
    // If one can't be planned (its row is damaged, say), the others still get their paper.
    return attempt(`plan for ${subscription.platform}:${subscription.channel}`, async () => {
      const current = await findSubscription(db, subscription);
      // Another process was quicker, and a pick takes a while.
      if (!current || !needsPlan(current, now())) return;
      if (current.plannedUntil > now()) await handleRollbackIn(db, current, now());
      for (const post of await planDue(db, parts.index, current, now())) start(post, send);
    });
  }

  /** Runs a step for a row unless one is under way: a platform's answer may take longer than a lease. */
  function start(delivery: Delivery, step: typeof send): void {
    const { id, platform } = delivery;
    if (inFlight.has(id) || stopping.signal.aborted) return;
    const work = limit.run(platform, () => inRequest(() => run(delivery, step)));
    inFlight.set(
      id,
      work.then(async () => {
        inFlight.delete(id);
        if (delivery.kind === "post") await attempt("follow up", () => startThread(delivery));
      }),
    );
  }

  async function run(delivery: Delivery, step: typeof send): Promise<void> {
    const { id, platform } = delivery;
    if (stopping.signal.aborted) return;
    if (step === recover) return attempt(`find ${id}`, () => step(delivery, sender));
    if (!holds.enter(platform)) return;
    await attempt(`deliver ${id}`, () => step(delivery, sender));
    holds.leave(platform);
  }

  async function startThread({ platform, channel, day }: Delivery): Promise<void> {
    const following = await findDelivery(db, deliveryId({ platform, channel }, day, "thread"));
    if (!following) return;
    const [next] = await withPostSent(
      db,
      [following].filter(({ state }) => state === "planned"),
    );
    if (next) start(next, send);
  }

  async function attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.error({ err: error, what }, "a step of the daily delivery failed; it is tried again");
    }
  }

  async function idle(): Promise<void> {
    while (inFlight.size > 0) await Promise.all(inFlight.values());
    await telling;
  }

  return {
    tick() {
      if (stopping.signal.aborted) return Promise.resolve();
      ticking ??= runOnce().finally(() => {
        ticking = undefined;
      });
      return ticking;
    },
    idle,
    async stop() {
      stopping.abort();
      await ticking;
      await idle();
    },
  };
}
