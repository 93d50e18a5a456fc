import { setTimeout as wait } from "node:timers/promises";
import { inRequest } from "../async/request-id.ts";
import type { Logger } from "../log.ts";
import type { Source } from "../papers/sources/source.ts";
import { type Database, writeBatch } from "../store/database.ts";
import { withLease } from "../store/replicas/keep-lease.ts";
import { type Lease, LeaseLost, RENEW_MS, requireLease } from "../store/replicas/leases.ts";
import { putSource, readSource } from "../store/sources/sources.ts";
import { MINUTE_MS } from "../time/day.ts";
import { timeLeft } from "../time/not-before.ts";
import type { Syncer } from "./create-syncer.ts";
import { verdictLine } from "./report.ts";
import { longestPause, nextTry } from "./schedule.ts";

interface BackgroundParts {
  readonly syncer: Syncer;
  readonly db: Database;
  readonly log: Logger;
  /** Names this process in its leases: no two have the same name. */
  readonly holder: string;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Waits milliseconds; rejects when the signal is aborted. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /**
   * From 0 to below 1: the same for a source in all processes on one database, so that the others notice at once if the one that
   * asks dies, and another one in other installations.
   */
  readonly spreadOf: (source: string) => number;
}

/** Starting the bot comes first. */
const GENTLE_START_MS = 10_000;
/** Jitter: installations all over the world should not send requests in the same second. */
const SPREAD_MS = 5 * MINUTE_MS;
/** A clock may be set, a laptop may sleep: check again now and then. */
const LONGEST_SLEEP_MS = 30 * MINUTE_MS;

/**
 * Asks every source when it is due, each in its own loop, until the signal is aborted. The time of the last request is
 * stored: a restart asks nobody again. Of several processes one asks, under a lease; if it dies meanwhile, another one begins
 * anew within half a minute. Never rejects.
 */
export async function runInBackground(parts: BackgroundParts): Promise<void> {
  const { syncer, signal, log, sleep = pause } = parts;
  try {
    await sleep(GENTLE_START_MS, signal);
    await Promise.all([abstractsLoop(parts), ...syncer.sources.map((source) => sourceLoop(parts, source))]);
  } catch (error) {
    if (!signal.aborted) log.error({ err: error }, "the background sync has ended");
  }
}

async function sourceLoop(parts: BackgroundParts, source: Source): Promise<void> {
  const { log, signal, spreadOf, sleep = pause } = parts;
  const spread = spreadOf(source.name) * SPREAD_MS;
  for (;;) {
    let ms = MINUTE_MS;
    try {
      ms = await runIfDue(parts, source, spread);
    } catch (error) {
      if (signal.aborted) throw error;
      log.error({ source: source.name, err: error }, "a source could not be asked; trying again");
    }
    await sleep(ms, signal);
  }
}

/** Returns how long to wait before the next check, in milliseconds. */
async function runIfDue(parts: BackgroundParts, source: Source, spread: number): Promise<number> {
  const { db, now } = parts;
  const { ran_at: ranAt, next_run_at: due } = await readSource(db, source.name);
  const start = now().getTime();
  // A first run starts at once; later ones are spread.
  const notBefore = due === null ? start : new Date(due).getTime() + (ranAt === null ? 0 : spread);
  const ms = timeLeft(notBefore, start, longestPause(source.schedule) + SPREAD_MS);
  if (ms > 0) return Math.min(ms, LONGEST_SLEEP_MS);
  const done = await withLease(`source ${source.name}`, parts, (lease, lost) =>
    inRequest(() => runOnce(parts, source, lease, lost)),
  );
  // If whoever asks now dies, somebody has to notice soon.
  return done ? 0 : RENEW_MS;
}

// Whatever happens to one source, the others go on, and so does this one next time.
async function runOnce(
  { syncer, db, log, now, signal }: BackgroundParts,
  source: Source,
  lease: Lease,
  lost: AbortSignal,
): Promise<void> {
  try {
    const run = await syncer.run(source, { lease, signal: lost });
    const days = run.days.map((row) => verdictLine(row, now()));
    log.info({ source: source.name, new: run.new, updated: run.updated, days }, "source asked");
  } catch (error) {
    if (signal.aborted) throw error;
    if (lost.aborted || error instanceof LeaseLost)
      return log.warn({ source: source.name }, "another process asks this source by now");
    log.error({ source: source.name, err: error }, "a source could not be read");
    const next_run_at = nextTry(source.schedule, now(), 1).toISOString();
    await writeBatch(db, async (tx) => {
      await requireLease(tx, lease);
      await putSource(tx, { ...(await readSource(tx, source.name)), next_run_at });
    });
  }
}

async function abstractsLoop(parts: BackgroundParts): Promise<void> {
  const { syncer, log, signal, sleep = pause } = parts;
  for (;;) {
    try {
      const done = await withLease("abstracts", parts, (_, lost) => syncer.fillAbstracts({ signal: lost }));
      if (done && done.value.wanted > 0) log.info(done.value, "abstracts asked for");
    } catch (error) {
      if (signal.aborted) throw error;
      log.error({ err: error }, "abstracts could not be fetched");
    }
    await sleep(LONGEST_SLEEP_MS, signal);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(Math.max(ms, 1000), undefined, { signal });
}
