import { within } from "./timeout.ts";

/** The work that has begun and not ended, so that a stop can wait for it. */
export interface InFlight {
  /** The promise itself, counted until it settles. */
  track<Result>(work: Promise<Result>): Promise<Result>;
  /** Waits until nothing is in flight, at most `ms` milliseconds. How much is left. */
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
