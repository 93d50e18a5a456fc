import { sleep } from "../../../async/sleep.ts";
import { within } from "../../../async/timeout.ts";
import type { ReplicaLease, Replicas } from "../../../chat/replicas/replicas.ts";
import { messageOf } from "../../../errors.ts";
import type { Logger } from "../../../log.ts";
import type { Connection } from "./connection.ts";
import { agreedCount, divisionIn, hostLease, LEASES, type Shard, shardLease, shareOf } from "./share.ts";

interface ReplicaShardsParts {
  readonly replicas: Replicas;
  /** How many shards the settings ask for, or Discord. May reject. */
  readonly wanted: () => Promise<number>;
  /** Makes the connection of a shard, whose events may be answered as long as `isOurs` says so. */
  readonly connect: (shard: Shard, isOurs: () => Promise<boolean>) => Connection;
  /** A connection can never be made. */
  readonly end: (problem: Error) => void;
  readonly log: Logger;
  /** How often the leases are looked at, in milliseconds. */
  readonly everyMs?: number | undefined;
  /** How long another process must have had too few before a shard is given up for it, in milliseconds. */
  readonly calmMs?: number | undefined;
}

/** The shards that this process holds of those that all processes with this bot share. */
export interface ReplicaShards {
  /** The connections of the shards that are held. */
  readonly connections: readonly Connection[];
  /** Resolves when the shards that are free now are connected. Rejects if one never can be. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface HeldShard {
  readonly shard: Shard;
  readonly lease: ReplicaLease;
  readonly connection: Connection;
  /** Whether it is being given up. */
  isLeaving: boolean;
}

/** So that an heir steps in soon after a lease of 20 s has ended: in 22.5 s and the time of a login. */
const EVERY_MS = 2500;
/** Each move is a gap in what is heard, so processes that come and go must not cause one each time. */
const CALM_MS = 15_000;
/** How long an event waits for the database to say whether it may be answered, in milliseconds. */
const CHECK_MS = 1000;

/**
 * Holds a share of the shards, each under a lease and with a connection of its own: so one can move while the others stay. All
 * processes look at the leases every few seconds, take what is free, and give up what another one is short of.
 */
export function createReplicaShards(parts: ReplicaShardsParts): ReplicaShards {
  const { replicas, wanted, connect, end, log, everyMs = EVERY_MS, calmMs = CALM_MS } = parts;
  const host = replicas.lease(hostLease(replicas.me));
  const held = new Map<string, HeldShard>();
  /** Who was last seen with a shard of others, and when that was surely heard. */
  const before = new Map<string, { readonly holder: string; readonly renewedAt: Date }>();
  const stopping = new AbortController();
  let running = Promise.resolve();
  let tooManySince: number | undefined;
  let isOut = false;
  let count: number | undefined;

  /** Takes a shard if it is still free; resolves when it is connected. */
  async function take(shard: Shard): Promise<void> {
    const name = shardLease(shard);
    const lease = replicas.lease(name);
    if (!(await lease.tend())) return;
    if (stopping.signal.aborted) return lease.release();
    const connection = connect(shard, () => isOurs(name, lease));
    held.set(name, { shard, lease, connection, isLeaving: false });
    await connection.start();
    const former = before.get(name);
    if (former && connection.isReady)
      log.info(
        { shard: shard.id, of: shard.count, formerly: former.holder, from: former.renewedAt, to: new Date() },
        "took over a shard; what was sent to it between these times was not heard",
      );
    before.delete(name);
  }

  /** Whether an event may be answered: a process that slept may have lost the shard. */
  async function isOurs(name: string, lease: ReplicaLease): Promise<boolean> {
    if (lease.isHeld()) return true;
    try {
      if ((await within(CHECK_MS, lease.tend())) !== false) return true;
    } catch {
      // Whoever asks is told that the library can't be reached, and nothing is run.
      return true;
    }
    void drop(name, "lost a shard to another process");
    return false;
  }

  async function drop(name: string, why: string): Promise<void> {
    const one = held.get(name);
    if (!one || one.isLeaving) return;
    one.isLeaving = true;
    log.info({ shard: one.shard.id, of: one.shard.count }, why);
    // The lease is kept until the last answer is sent.
    await one.connection.stop();
    held.delete(name);
    await one.lease.release().catch(() => undefined);
  }

  /** One look at the leases, and what follows. Resolves to the connections that it began. */
  async function look(): Promise<readonly Promise<void>[]> {
    await host.tend();
    await Promise.all(
      [...held].map(async ([name, { lease }]) => {
        if (!(await lease.tend())) void drop(name, "lost a shard to another process");
      }),
    );
    const division = divisionIn(await replicas.held(LEASES));
    for (const shard of division.shards)
      if (shard.holder !== replicas.me) before.set(shardLease(shard), shard);
    count ??= await wanted();
    const agreed = agreedCount(count, division);
    for (const [name, { shard }] of held)
      if (shard.count !== agreed) void drop(name, "gives up a shard: the others count differently");
    const { take: free, give } = shareOf(replicas.me, agreed, division);
    giveUp(give === undefined ? undefined : shardLease({ id: give, count: agreed }));
    // After an outage of the database, whoever had a shard may go on: only what nobody has by the next look is free.
    if (isOut) return [];
    return free
      .map((id) => ({ id, count: agreed }))
      .filter((shard) => !held.has(shardLease(shard)))
      .map(take);
  }

  /** Gives a shard up once that was called for long enough, and then one after the other. */
  function giveUp(name: string | undefined): void {
    if (name === undefined) {
      tooManySince = undefined;
      return;
    }
    tooManySince ??= performance.now();
    if (performance.now() - tooManySince < calmMs) return;
    tooManySince = undefined;
    void drop(name, "gives up a shard to another process");
  }

  async function lookOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sleep(everyMs, { signal: stopping.signal });
      if (stopping.signal.aborted) return;
      try {
        for (const connecting of await look()) connecting.catch(end);
        if (isOut) log.info({}, "the shards can be shared out again");
        isOut = false;
      } catch (error) {
        if (!isOut) log.warn({ err: messageOf(error) }, "the shards can't be shared out at the moment");
        isOut = true;
      }
    }
  }

  return {
    get connections() {
      return [...held.values()].map(({ connection }) => connection);
    },
    async start() {
      const connecting = await look();
      running = lookOn();
      await Promise.all(connecting);
    },
    async stop() {
      stopping.abort();
      await running;
      await Promise.all(
        [...held.keys()].map((name) => drop(name, "gives up a shard: the bot is being stopped")),
      );
      await host.release().catch(() => undefined);
    },
  };
}
