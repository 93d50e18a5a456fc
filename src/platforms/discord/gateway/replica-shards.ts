import { retry } from "../../../async/retry.ts";
import { sleep } from "../../../async/sleep.ts";
import { within } from "../../../async/timeout.ts";
import type { Replicas } from "../../../chat/replicas/replicas.ts";
import { messageOf, PlatformError } from "../../../errors.ts";
import type { Logger } from "../../../log.ts";
import { MINUTE_MS } from "../../../time/day.ts";
import { isPassing } from "../errors.ts";
import type { Connection } from "./connection.ts";
import { createHeldShards, type ShardHolder } from "./held-shards.ts";
import { agreedCount, divisionIn, hostLease, LEASES, type Shard, shareOf } from "./share.ts";

interface ReplicaShardsParts {
  readonly replicas: Replicas;
  /** How many shards the settings ask for, or Discord. Rejects with a PlatformError. */
  readonly wanted: () => Promise<number>;
  /** Makes the connection of a shard. */
  readonly connect: (shard: Shard, holder: ShardHolder) => Connection;
  /** Nothing can ever be heard: the shards are given up, for processes with another token or other settings. */
  readonly end: (problem: Error) => void;
  readonly log: Logger;
  /** How often the leases are looked at, in milliseconds. */
  readonly everyMs?: number | undefined;
  /** How long another process must have had too few before a shard is given up for it, in milliseconds. */
  readonly calmMs?: number | undefined;
  /** How long a shard may hear nothing before others are to try, in milliseconds. */
  readonly deafMs?: number | undefined;
}

/** The shards that this process holds of those that all processes with this bot share. */
export interface ReplicaShards {
  /** The connections of the shards that are held. */
  readonly connections: readonly Connection[];
  /** How many processes with this bot there are, this one included, as of some seconds ago. */
  readonly hosts: number;
  /** Resolves when the shards that are free now are connected. Rejects if one never can be. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** So that an heir steps in soon after a lease of 20 s has ended: in 22.5 s and the time of a login. */
const EVERY_MS = 2500;
/** Each move is a gap in what is heard, so processes that come and go must not cause one each time. */
const CALM_MS = 15_000;
/** Longer than Discord keeps a session to be resumed, so that an outage of its own moves nothing that could have stayed. */
const DEAF_MS = 3 * MINUTE_MS;
/** How long a stop waits for a look at the leases to end, in milliseconds. */
const LOOK_MS = 1000;

/**
 * Holds a share of the shards. All processes look at the leases every few seconds, take what is free, and give up what another
 * one is short of, or what this one can't connect.
 */
export function createReplicaShards(parts: ReplicaShardsParts): ReplicaShards {
  const { replicas, wanted, connect, end, log } = parts;
  const { everyMs = EVERY_MS, calmMs = CALM_MS, deafMs = DEAF_MS } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;
  const host = replicas.lease(hostLease(replicas.me));
  const held = createHeldShards({ replicas, connect, fail, stopping: signal, log });
  let running = Promise.resolve();
  let count: number | undefined;
  let hosts = 1;
  let isOut = false;
  let isCountTold = false;
  let tooManySince: number | undefined;
  /** Until when nothing is taken, by the monotonic clock. */
  let restsUntil = 0;

  /** One look at the leases, and what follows. Resolves to the connections that it began. */
  async function look(): Promise<readonly Promise<void>[]> {
    await host.tend();
    await held.tend();
    const division = divisionIn(await replicas.held(LEASES));
    held.note(division);
    hosts = new Set([...division.hosts, replicas.me]).size;
    count ??= await wanted();
    const agreed = agreedCount(count, division);
    if (agreed !== count && !isCountTold)
      log.info({ shards: agreed, wanted: count }, "counts the shards as others do, until all have stopped");
    isCountTold = agreed !== count;
    for (const shard of held.all)
      if (shard.count !== agreed) void held.drop(shard, "gives up a shard: the others count differently");
    const { take, give } = shareOf(replicas.me, agreed, division);
    giveUp(give === undefined ? undefined : { id: give, count: agreed });
    leaveToOthers();
    // After an outage of the database, whoever had a shard may go on: only what nobody has by the next look is free.
    if (isOut || performance.now() < restsUntil) return [];
    return take.map((id) => held.take({ id, count: agreed }));
  }

  /** Gives a shard up once that was called for long enough, and then one after the other. */
  function giveUp(shard: Shard | undefined): void {
    const now = performance.now();
    tooManySince = shard && (tooManySince ?? now);
    if (!shard || tooManySince === undefined || now - tooManySince < calmMs) return;
    tooManySince = undefined;
    void held.drop(shard, "gives up a shard to another process");
  }

  /** Where this machine alone can't reach Discord, somebody else can. */
  function leaveToOthers(): void {
    if (hosts === 1) return;
    for (const shard of held.deaf(deafMs)) {
      restsUntil = performance.now() + deafMs;
      void held.drop(shard, "gives up a shard that it can't connect, for another process to try");
    }
  }

  /** The first look, which is repeated while Discord or the database can't be reached. */
  function lookFirst(): Promise<readonly Promise<void>[]> {
    return retry(async () => (signal.aborted ? [] : look()), {
      signal,
      waitAfter(error) {
        if (error instanceof PlatformError && !isPassing(error)) throw error;
        log.warn({ err: messageOf(error), retryInMs: everyMs }, "the shards can't be shared out yet");
        return everyMs;
      },
    });
  }

  async function lookOn(): Promise<void> {
    while (!signal.aborted) {
      await sleep(everyMs, { signal });
      if (signal.aborted) return;
      try {
        for (const connecting of await look()) connecting.catch(fail);
        if (isOut) log.info({}, "the shards can be shared out again");
        isOut = false;
      } catch (error) {
        if (!isOut) log.warn({ err: messageOf(error) }, "the shards can't be shared out at the moment");
        isOut = true;
      }
    }
  }

  async function stop(why: string): Promise<void> {
    stopping.abort();
    await Promise.all([held.dropAll(why), within(LOOK_MS, running)]);
    await host.release().catch(() => undefined);
  }

  function fail(problem: Error): void {
    void stop("gives up a shard: nothing can be heard").then(() => end(problem));
  }

  return {
    get connections() {
      return held.connections;
    },
    get hosts() {
      return hosts;
    },
    async start() {
      try {
        const connecting = await lookFirst();
        running = lookOn();
        await Promise.all(connecting);
      } catch (error) {
        await stop("gives up a shard: nothing can be heard");
        throw error;
      }
    },
    stop: () => stop("gives up a shard: the bot is being stopped"),
  };
}
