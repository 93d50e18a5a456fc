import { within } from "../../../async/timeout.ts";
import type { ReplicaLease, Replicas } from "../../../chat/replicas/replicas.ts";
import { messageOf } from "../../../errors.ts";
import type { Logger } from "../../../log.ts";
import type { Connection } from "./connection.ts";
import { type Division, type Shard, shardLease } from "./share.ts";

/** What a connection asks, and tells, whoever holds its shard. */
export interface ShardHolder {
  /** Whether events may be answered now. */
  readonly isOurs: () => Promise<boolean>;
  /** The connection was closed for good. */
  readonly end: (problem: Error) => void;
}

interface HeldShardsParts {
  readonly replicas: Replicas;
  /** Makes the connection of a shard. */
  readonly connect: (shard: Shard, holder: ShardHolder) => Connection;
  /** A connection was closed for good. */
  readonly fail: (problem: Error) => void;
  /** Aborted when nothing more is to be taken. */
  readonly stopping: AbortSignal;
  readonly log: Logger;
}

/** The shards that this process holds, each under a lease and with a connection of its own. */
export interface HeldShards {
  readonly all: readonly Shard[];
  readonly connections: readonly Connection[];
  /** Takes a shard if it is still free; resolves when it is connected. Rejects if it never can be. */
  take(shard: Shard): Promise<void>;
  /** Gives a shard up, once the last answer is sent. Never rejects. */
  drop(shard: Shard, why: string): Promise<void>;
  dropAll(why: string): Promise<void>;
  /** Renews the leases, and drops what was lost. Rejects if the database can't be asked. */
  tend(): Promise<void>;
  /** The shards that have heard nothing for so many milliseconds. */
  deaf(ms: number): readonly Shard[];
  /** Notes who holds the others, for the log to name the gap when one is taken over. */
  note(division: Division): void;
}

interface HeldShard {
  readonly shard: Shard;
  readonly lease: ReplicaLease;
  readonly connection: Connection;
  /** When it was last known to hear people, or taken; by the monotonic clock. */
  heardAt: number;
  /** Set while it is being given up: resolves when it is. */
  leaving?: Promise<void>;
}

/** How long an event waits for the database to say whether it may be answered, in milliseconds. */
const CHECK_MS = 1000;

const LOST = "lost a shard to another process";

export function createHeldShards({ replicas, connect, fail, stopping, log }: HeldShardsParts): HeldShards {
  const held = new Map<string, HeldShard>();
  const before = new Map<string, Division["shards"][number]>();

  /** Whether an event may be answered: a process that slept may have lost the shard. */
  async function isOurs(shard: Shard, lease: ReplicaLease): Promise<boolean> {
    if (lease.isHeld()) return true;
    try {
      if ((await within(CHECK_MS, lease.tend())) !== false) return true;
    } catch {
      // Whoever asks is told that the library can't be reached, and nothing is run.
      return true;
    }
    void drop(shard, LOST);
    return false;
  }

  async function drop(shard: Shard, why: string): Promise<void> {
    const one = held.get(shardLease(shard));
    if (!one) return;
    one.leaving ??= leave(one, why);
    await one.leaving;
  }

  async function leave({ shard, connection, lease }: HeldShard, why: string): Promise<void> {
    log.info({ shard: shard.id, of: shard.count }, why);
    const note = (error: unknown) =>
      log.warn({ shard: shard.id, err: messageOf(error) }, "a shard was not given up as it should be");
    // The lease is kept until the last answer is sent.
    await connection.stop().catch(note);
    held.delete(shardLease(shard));
    await lease.release().catch(note);
  }

  return {
    get all() {
      return [...held.values()].map(({ shard }) => shard);
    },
    get connections() {
      return [...held.values()].map(({ connection }) => connection);
    },
    async take(shard) {
      const name = shardLease(shard);
      const lease = replicas.lease(name);
      // What can't be asked now is tried again at the next look.
      if (held.has(name) || !(await lease.tend().catch(() => false))) return;
      if (stopping.aborted) return lease.release();
      const connection = connect(shard, { isOurs: () => isOurs(shard, lease), end: fail });
      held.set(name, { shard, lease, connection, heardAt: performance.now() });
      await connection.start();
      const former = before.get(name);
      before.delete(name);
      if (!former || !connection.isReady) return;
      log.info(
        { shard: shard.id, of: shard.count, formerly: former.holder, from: former.renewedAt, to: new Date() },
        "took over a shard; what was sent to it between these times was not heard",
      );
    },
    drop,
    async dropAll(why) {
      await Promise.all([...held.values()].map(({ shard }) => drop(shard, why)));
    },
    async tend() {
      await Promise.all(
        [...held.values()].map(async ({ shard, lease }) => {
          if (!(await lease.tend())) void drop(shard, LOST);
        }),
      );
    },
    deaf(ms) {
      const now = performance.now();
      for (const one of held.values()) if (one.connection.isReady) one.heardAt = now;
      return [...held.values()].flatMap(({ shard, heardAt }) => (now - heardAt < ms ? [] : [shard]));
    },
    note({ shards }) {
      for (const shard of shards) if (shard.holder !== replicas.me) before.set(shardLease(shard), shard);
    },
  };
}
