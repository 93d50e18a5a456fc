import { DAY_MS, HOUR_MS } from "../../time/day.ts";
import type { Database } from "../dialect.ts";

/** The machine that a process of this name runs on: names are made of both, see app/replica.ts. */
export function machineOf(name: string): string {
  const end = name.lastIndexOf(".");
  return end > 0 ? name.slice(0, end) : name;
}

/** A process that works on this database. */
export interface ReplicaRecord {
  /** No other process has the same. */
  readonly name: string;
  readonly startedAt: Date;
  /** When it was last heard of. */
  readonly seenAt: Date;
  /** The program's version, such as 1.2.0. */
  readonly version: string;
}

/** A replica that was not heard of for so long is dead, in milliseconds. */
export const DEAD_MS = 20_000;

/** How long the dead are remembered, in milliseconds. */
const REMEMBERED_MS = DAY_MS;

/** Says that a replica lives, and forgets those that died long ago. Part of a batch. */
export async function putReplica(tx: Database, replica: ReplicaRecord): Promise<void> {
  const { name, startedAt, seenAt, version } = replica;
  const row = { started_at: startedAt.toISOString(), seen_at: seenAt.toISOString(), version };
  await tx
    .insertInto("replicas")
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
  const old = new Date(seenAt.getTime() - REMEMBERED_MS).toISOString();
  await tx.deleteFrom("replicas").where("seen_at", "<", old).execute();
}

/** A replica has ended in order. Part of a batch. */
export async function removeReplica(tx: Database, name: string): Promise<void> {
  await tx.deleteFrom("replicas").where("name", "=", name).execute();
}

/** Those that were heard of in the last DEAD_MS, in the order in which they started. */
export async function livingReplicas(db: Database, now: Date): Promise<readonly ReplicaRecord[]> {
  const since = new Date(now.getTime() - DEAD_MS);
  // Later ones were written by a clock that was ahead.
  return seenBetween(db, since, new Date(now.getTime() + DEAD_MS));
}

/** How long one that died is spoken of, in milliseconds. */
const LOST_MS = 6 * HOUR_MS;

/** Those that were heard of lately, did not end in order and don't live any more. */
export async function lostReplicas(db: Database, now: Date): Promise<readonly ReplicaRecord[]> {
  const lost = await seenBetween(db, new Date(now.getTime() - LOST_MS), new Date(now.getTime() - DEAD_MS));
  return lost.toSorted((one, other) => one.seenAt.getTime() - other.seenAt.getTime());
}

async function seenBetween(db: Database, after: Date, until: Date): Promise<readonly ReplicaRecord[]> {
  const rows = await db
    .selectFrom("replicas")
    .selectAll()
    .where("seen_at", ">", after.toISOString())
    .where("seen_at", "<=", until.toISOString())
    .orderBy("started_at")
    .orderBy("name")
    .execute();
  return rows.map(({ name, started_at, seen_at, version }) => ({
    name,
    startedAt: new Date(started_at),
    seenAt: new Date(seen_at),
    version,
  }));
}
