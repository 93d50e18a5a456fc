import type { Database } from "../database.ts";
import { LEASE_MS, type Lease, RENEW_MS, releaseLease, renewLease, takeLease } from "./leases.ts";

interface LeaseParts {
  readonly db: Database;
  /** The process that wants it: no two have the same name. */
  readonly holder: string;
  /** The clock that all who want it share. */
  readonly now: () => Date;
  /** A monotonic clock in milliseconds; `performance.now()` by default. */
  readonly elapsed?: (() => number) | undefined;
}

/** A lease that is taken as soon as it is free, and kept. */
export interface KeptLease {
  /**
   * The lease, as long as no other process can have it: by the monotonic clock, so that a process that was asleep knows at
   * once that it may have lost it.
   */
  held(): Lease | undefined;
  /** Renews it, or takes it if it is free; to be called every RENEW_MS. Rejects if the database can't be asked. */
  tend(): Promise<Lease | undefined>;
  /** Gives it back, for an heir to have it at once. */
  release(): Promise<void>;
}

/** A lease on `name`, which is not taken yet. */
export function createLease(name: string, parts: LeaseParts): KeptLease {
  const { db, holder, now, elapsed = () => performance.now() } = parts;
  let kept: { readonly lease: Lease; readonly from: number } | undefined;

  async function tend(): Promise<Lease | undefined> {
    // From before the request: the lease is counted from when the database has seen it.
    const from = elapsed();
    const known = kept?.lease;
    const isOurs = known !== undefined && (await renewLease(db, known, now()));
    const lease = isOurs ? known : await takeLease(db, { name, holder }, now());
    kept = lease && { lease, from };
    return held();
  }

  function held(): Lease | undefined {
    return kept && elapsed() - kept.from < LEASE_MS ? kept.lease : undefined;
  }

  return {
    held,
    tend,
    async release() {
      const known = kept?.lease;
      kept = undefined;
      if (known) await releaseLease(db, known);
    },
  };
}

/**
 * Does some work under a lease, which is renewed meanwhile and given back at the end. Undefined, with nothing done, if
 * somebody else holds it. The work's writes call `requireLease`; `signal` is aborted when the lease is lost.
 */
export async function withLease<T>(
  name: string,
  parts: LeaseParts,
  work: (lease: Lease, signal: AbortSignal) => Promise<T>,
): Promise<{ readonly value: T } | undefined> {
  const kept = createLease(name, parts);
  const lease = await kept.tend();
  if (!lease) return undefined;
  const lost = new AbortController();
  const timer = setInterval(() => {
    const renewed = renewLease(parts.db, lease, parts.now());
    // While the database can't be reached, nothing can be written either, and the fence decides afterwards.
    void renewed.then(
      (isOurs) => isOurs || lost.abort(),
      () => undefined,
    );
  }, RENEW_MS);
  timer.unref();
  try {
    return { value: await work(lease, lost.signal) };
  } finally {
    clearInterval(timer);
    await kept.release();
  }
}
