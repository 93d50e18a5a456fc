import { sleep } from "../async/sleep.ts";
import type { Handled } from "../chat/replicas/handled.ts";
import type { ReplicaLease, Replicas } from "../chat/replicas/replicas.ts";
import type { Database } from "../store/database.ts";
import { dialectOf } from "../store/dialect.ts";
import { createHandledRows } from "../store/replicas/handled.ts";
import { createLease } from "../store/replicas/keep-lease.ts";
import { heldLeases, LEASE_MS } from "../store/replicas/leases.ts";
import { createGate } from "../store/sources/request-gate.ts";

interface ReplicasParts {
  readonly db: Database;
  /** The name of this process. */
  readonly me: string;
  readonly isNewest: () => boolean;
  /** The clock that all of them share. */
  readonly now: () => Date;
  /** A monotonic clock in milliseconds. */
  readonly elapsed: () => number;
}

/** What processes share where several work on one database: nothing on a file, which one bot has for itself. */
export function sharedBy(parts: ReplicasParts): { readonly handled?: Handled; readonly replicas?: Replicas } {
  const { db, now } = parts;
  if (dialectOf(db).name !== "postgres") return {};
  return { handled: createHandledRows(db, now), replicas: createReplicas(parts) };
}

/** The other processes, as the leases in the database show them. */
export function createReplicas({ db, me, isNewest, now, elapsed }: ReplicasParts): Replicas {
  const gate = createGate(db);
  return {
    me,
    isNewest,
    async held(prefix) {
      const leases = await heldLeases(db, now());
      return leases
        .filter(({ name }) => name.startsWith(prefix))
        .map(({ name, holder, until }) => ({
          name,
          holder,
          renewedAt: new Date(until.getTime() - LEASE_MS),
        }));
    },
    lease: (name) => leaseOn(name, { db, holder: me, now, elapsed }),
    async turn(name, everyMs, signal) {
      for (;;) {
        signal.throwIfAborted();
        const time = now().getTime();
        const turn = await gate.claim(name, time, time + everyMs);
        if ("holder" in turn) return;
        await sleep(turn.freeAt - time, { signal });
      }
    },
  };
}

function leaseOn(name: string, parts: Parameters<typeof createLease>[1]): ReplicaLease {
  const kept = createLease(name, parts);
  // One at a time: the second of two would find the lease taken, by the first.
  let tending: Promise<boolean> | undefined;
  return {
    isHeld: () => kept.held() !== undefined,
    tend() {
      tending ??= kept
        .tend()
        .then((lease) => lease !== undefined)
        .finally(() => {
          tending = undefined;
        });
      return tending;
    },
    async release() {
      await tending?.catch(() => undefined);
      await kept.release();
    },
  };
}
