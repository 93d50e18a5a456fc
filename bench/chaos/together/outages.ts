import { setTimeout as sleep } from "node:timers/promises";
import type { SharedServer } from "./shared-server.ts";

/** The times at which a story's server was away. */
export interface Outages {
  readonly were: boolean;
  /** Stops the server or kills it, in a while, and starts it again. Resolves when it answers. */
  cause(): Promise<void>;
  /**
   * Whether a program that was started then, by the monotonic clock in milliseconds, may end because of one: as long as it starts, it
   * can do nothing without its database. One that lives has to go on when the server comes back.
   */
  concern(startedAt: number): boolean;
}

const WITHIN_MS = 8000;
const STOPPED_MS = 30_000;
const LONGEST_KILLED_MS = 2000;
const STARTING_MS = 45_000;

export function createOutages(
  server: SharedServer,
  random: () => number,
  note: (what: string) => void,
): Outages {
  const all: { readonly from: number; until: number }[] = [];
  return {
    get were() {
      return all.length > 0;
    },
    async cause() {
      const isKilled = random() < 0.5;
      await sleep(random() * WITHIN_MS);
      const outage = { from: performance.now(), until: Number.POSITIVE_INFINITY };
      all.push(outage);
      note(isKilled ? "server killed" : "server stopped for 30 s");
      await server.interrupt(
        isKilled ? "kill" : "stop",
        isKilled ? random() * LONGEST_KILLED_MS : STOPPED_MS,
      );
      outage.until = performance.now();
    },
    concern: (startedAt) =>
      all.some(({ from, until }) => startedAt > from - STARTING_MS && startedAt < until),
  };
}
