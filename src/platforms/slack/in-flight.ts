import { atMost } from "./wait.ts";

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
      await atMost(ms, idle());
      return running.size;
    },
  };
}

/**
 * Lets one waiter through per turn of the event loop. Between two answers that are computed, everything that has
 * arrived meanwhile is read and acknowledged: the acknowledgement of the last of 200 requests does not wait for the
 * answers to the first 199.
 */
export function createTurns(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const next = () => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(next);
    });
}
