import type { Database } from "../dialect.ts";
import { groupCommit } from "../group-commit.ts";

/** A right that one process has alone until the lease ends. */
export interface Lease {
  readonly name: string;
  readonly holder: string;
  /** Grows with each holder, so that what a former one still tries to write can be told and refused. */
  readonly fence: number;
}

/** How long a lease lasts unless it is renewed, in milliseconds. With a look every five seconds, an heir steps in within 25. */
export const LEASE_MS = 20_000;

/** How often a lease is to be renewed, in milliseconds: three times may fail before it ends. */
export const RENEW_MS = 5000;

/** No lease reaches further ahead, unless a clock was: it counts as ended. Replicas' clocks may differ a little. */
const LONGEST_MS = 2 * LEASE_MS;

/** Somebody else holds the lease by now: what was to be written under it is not written. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";

  constructor({ name }: Lease) {
    super(`another process has taken over: ${name}`);
  }
}

/** Takes a lease if nobody holds it, not even the same holder. `now` is the clock that all who want it share. */
export function takeLease(
  db: Database,
  { name, holder }: Pick<Lease, "name" | "holder">,
  now: Date,
): Promise<Lease | undefined> {
  const time = now.getTime();
  const until = time + LEASE_MS;
  return groupCommit(db, async (tx) => {
    const row = await tx
      .insertInto("leases")
      .values({ name, holder, fence: 1, until })
      .onConflict((conflict) =>
        conflict
          .column("name")
          .doUpdateSet((eb) => ({ holder, fence: eb("leases.fence", "+", 1), until }))
          .where((eb) => eb.or([eb("leases.until", "<=", time), eb("leases.until", ">", time + LONGEST_MS)])),
      )
      .returning("fence")
      .executeTakeFirst();
    return row && { name, holder, fence: Number(row.fence) };
  });
}

/** Lets a lease begin anew. False if it has passed to somebody else; one that has merely ended goes on. */
export function renewLease(db: Database, lease: Lease, now: Date): Promise<boolean> {
  return change(db, lease, { until: now.getTime() + LEASE_MS });
}

/** Gives a lease back at once. Does nothing if somebody else holds it by now. */
export async function releaseLease(db: Database, lease: Lease): Promise<void> {
  await change(db, lease, { holder: null, until: 0 });
}

/** To be called in each transaction that writes under a lease. Throws a LeaseLost if it has passed to somebody else. */
export async function requireLease(tx: Database, lease: Lease): Promise<void> {
  const { name, holder, fence } = lease;
  const row = await tx
    .selectFrom("leases")
    .select("fence")
    .where("name", "=", name)
    .where("holder", "=", holder)
    .where("fence", "=", fence)
    .executeTakeFirst();
  if (!row) throw new LeaseLost(lease);
}

/** The leases that somebody holds now, by their names. */
export async function heldLeases(
  db: Database,
  now: Date,
): Promise<readonly (Lease & { readonly until: Date })[]> {
  const rows = await db
    .selectFrom("leases")
    .selectAll()
    .where("holder", "is not", null)
    .where("until", ">", now.getTime())
    .orderBy("name")
    .execute();
  return rows.map(({ name, holder, fence, until }) => ({
    name,
    holder: holder ?? "",
    fence: Number(fence),
    until: new Date(Number(until)),
  }));
}

function change(
  db: Database,
  { name, holder, fence }: Lease,
  values: { readonly holder?: null; readonly until: number },
): Promise<boolean> {
  return groupCommit(db, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("leases")
      .set(values)
      .where("name", "=", name)
      .where("holder", "=", holder)
      .where("fence", "=", fence)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  });
}
