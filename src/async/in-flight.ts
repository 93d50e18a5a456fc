import { within } from "./timeout.ts";

/** Tracks promises that have not settled, so that a shutdown can wait for them. */
export interface InFlight {
  /** The promise itself, counted until it settles. */
  track<Result>(work: Promise<Result>): Promise<Result>;
  /** Waits until nothing is in flight, at most `ms` milliseconds. Resolves to how many are left. */
  drain(ms: number): Promise<number>;
}

export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  return {
    track(work) {
      running.add(work);
      const done = () => running.delete(work);
      work.then(done, done);
      return work;
    },
    async drain(ms) {
      const idle = async () => {
        while (running.size > 0) await Promise.allSettled(running);
      };
      await within(ms, idle());
      return running.size;
    },
  };
}
