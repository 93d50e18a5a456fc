import { within } from "./within.ts";

/** Counts work that has begun, so that a stop can wait for it. */
export interface InFlight {
  /** Counts until the promise settles; it must handle its own failure. */
  add(work: Promise<void>): void;
  /** Resolves when nothing is left, or after `ms`; says how much was left. */
  drained(ms: number): Promise<number>;
}

export function createInFlight(): InFlight {
  const running = new Set<Promise<void>>();
  return {
    add(work) {
      running.add(work);
      void work.finally(() => running.delete(work));
    },
    async drained(ms) {
      await within(ms, Promise.all(running));
      return running.size;
    },
  };
}
