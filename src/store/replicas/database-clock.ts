import { MINUTE_MS } from "../../time/day.ts";
import type { Database } from "../database.ts";
import { dialectOf } from "../dialect.ts";

/** The clock of the server that several processes share, so that what one of them writes means the same to all. */
export interface DatabaseClock {
  /** The server's time, a round trip behind at most; this machine's until it was measured, and where there is no server. */
  now(): Date;
  /** Asks the server; to be called now and then. Rejects if that fails, and goes on as it was. */
  measure(): Promise<void>;
}

interface ClockParts {
  readonly db: Database;
  /** This machine's clock. */
  readonly now: () => Date;
  /** A monotonic clock in milliseconds; `performance.now()` by default. */
  readonly elapsed?: (() => number) | undefined;
}

/** An answer that took longer says little, in milliseconds. */
const SLOW_MS = 1000;

/** How long a measurement may hold, in milliseconds: two clocks drift apart by less than that much of a second. */
const HOLDS_MS = 10 * MINUTE_MS;

/**
 * Between two measurements it goes on by the monotonic clock, whatever this machine's own is set to. Each is behind by what the
 * answer took on its way, so that the latest time is the best one; it never runs backwards by less than a second.
 */
export function createDatabaseClock({
  db,
  now,
  elapsed = () => performance.now(),
}: ClockParts): DatabaseClock {
  let measured: { readonly time: number; readonly at: number } | undefined;

  const read = () => (measured ? measured.time + elapsed() - measured.at : now().getTime());

  return {
    now: () => new Date(read()),
    async measure() {
      const asked = elapsed();
      const time = (await dialectOf(db).time(db))?.getTime();
      const at = elapsed();
      if (time === undefined) return;
      const isRecent = measured !== undefined && at - measured.at < HOLDS_MS;
      // Of what this answer says, which was true when it was sent.
      const aheadBy = read() - time;
      if (isRecent && (at - asked > SLOW_MS || (aheadBy >= 0 && aheadBy < SLOW_MS))) return;
      measured = { time, at };
    },
  };
}
