import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import { type Database, writeBatch } from "../store/database.ts";
import { dialectOf } from "../store/dialect.ts";
import { createDatabaseClock } from "../store/replicas/database-clock.ts";
import { createLease, type KeptLease } from "../store/replicas/keep-lease.ts";
import { type Lease, RENEW_MS } from "../store/replicas/leases.ts";
import { livingReplicas, putReplica, type ReplicaRecord, removeReplica } from "../store/replicas/replicas.ts";

/** What one process does for all that share a database. */
export const DUTIES = ["alerts", "snapshot"] as const;

type Duty = (typeof DUTIES)[number];

/** This process among those that share its database. */
export interface Replica {
  readonly name: string;
  /** Whether others may share the database from other machines. */
  readonly isShared: boolean;
  /** The clock that all of them share. */
  readonly now: () => Date;
  /** Whether a duty is this process's, which it may not stay. Where the database is not shared, all are. */
  has(duty: Duty): boolean;
  /** All that live, this one included, as of some seconds ago; none where the database is not shared. */
  living(): readonly ReplicaRecord[];
  /** What it does a duty by, to be handed to whatever writes for it. */
  leaseOn(duty: Duty): Lease | undefined;
  /** Goes by the server's clock from now on; `start` does so too. Never rejects. */
  readClock(): Promise<void>;
  /** Says that it lives, and takes up what nobody does, now and every few seconds until `stop`. */
  start(): Promise<void>;
  /** Leaves what it does to the others. Never rejects. */
  stop(): Promise<void>;
}

interface ReplicaParts {
  readonly db: Database;
  readonly version: string;
  /** This machine's clock. */
  readonly now: () => Date;
  readonly log: Logger;
  readonly name?: string;
  /** A monotonic clock in milliseconds. */
  readonly elapsed?: () => number;
}

/** This process, which nobody knows of yet. */
export function createReplica(parts: ReplicaParts): Replica {
  const { db, version, log, name = nameReplica() } = parts;
  const isShared = dialectOf(db).name === "postgres";
  const clock = createDatabaseClock(parts);
  const leases = new Map<Duty, KeptLease>(
    DUTIES.map((duty) => [duty, createLease(duty, { ...parts, holder: name, now: clock.now })]),
  );
  let startedAt: Date | undefined;
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> | undefined;
  let isWell = true;
  let living: readonly ReplicaRecord[] = [];

  async function beat(): Promise<void> {
    try {
      await clock.measure();
      const seenAt = clock.now();
      startedAt ??= seenAt;
      const record = { name, startedAt, seenAt, version };
      await writeBatch(db, (tx) => putReplica(tx, record));
      for (const lease of leases.values()) await lease.tend();
      living = await livingReplicas(db, clock.now());
      if (!isWell) log.info({ replica: name }, "the other processes hear of this one again");
      isWell = true;
    } catch (error) {
      if (isWell)
        log.warn(
          { replica: name, err: messageOf(error) },
          "the database can't be told that this process lives",
        );
      isWell = false;
    }
  }

  return {
    name,
    isShared,
    now: clock.now,
    living: () => living,
    has: (duty) => !isShared || leases.get(duty)?.held() !== undefined,
    leaseOn: (duty) => leases.get(duty)?.held(),
    // What the clock says is near enough; whatever else is asked of the database will say what is wrong with it.
    readClock: () => clock.measure().catch(() => undefined),
    async start() {
      if (!isShared) return;
      await beat();
      timer = setInterval(() => {
        // One that hangs is not joined by more.
        beating ??= beat().finally(() => {
          beating = undefined;
        });
      }, RENEW_MS);
      timer.unref();
    },
    async stop() {
      if (!timer) return;
      clearInterval(timer);
      await beating;
      try {
        for (const lease of leases.values()) await lease.release();
        await writeBatch(db, (tx) => removeReplica(tx, name));
      } catch (error) {
        log.warn(
          { replica: name, err: messageOf(error) },
          "the others will notice in some seconds that this process has ended",
        );
      }
    },
  };
}

/**
 * A name for a process among all that work on the same database: its machine's, for people to know it by, and something
 * random, since a process that was started again must not hold what the former one held.
 */
function nameReplica(): string {
  return `${hostname().slice(0, LONGEST)}.${randomBytes(4).toString("hex")}`;
}

/** Of a machine's name. */
const LONGEST = 60;

/** Where in a list of common work a process begins, from 0 to below 1: each elsewhere, so that they seldom meet. */
export function shareOf({ name, living }: Pick<Replica, "name" | "living">): number {
  const all = living();
  return (
    Math.max(
      0,
      all.findIndex((one) => one.name === name),
    ) / Math.max(1, all.length)
  );
}

/** Whether no process of a newer version runs beside this one, which knows what is current. */
export function isNewest({ name, living }: Pick<Replica, "name" | "living">): boolean {
  const own = living().find((one) => one.name === name);
  return living().every(({ version }) => !own || compareVersions(version, own.version) <= 0);
}

function compareVersions(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}
