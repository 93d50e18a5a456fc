import { sleep } from "./sleep.ts";

interface RetryOptions {
  /**
   * The wait in milliseconds after a failure that `earlier` others came before; see `backoff`. Undefined to give up
   * with that error; may throw a better one.
   */
  readonly waitAfter: (error: unknown, earlier: number) => number | undefined;
  /** Aborting it ends a wait early. The work is then tried once more: it can look at the signal and do nothing. */
  readonly signal?: AbortSignal;
}

/** Repeats `work` until it succeeds or `waitAfter` gives up. */
export async function retry<T>(work: () => T | Promise<T>, { waitAfter, signal }: RetryOptions): Promise<T> {
  for (let earlier = 0; ; earlier += 1) {
    try {
      return await work();
    } catch (error) {
      const wait = waitAfter(error, earlier);
      if (wait === undefined) throw error;
      await sleep(wait, { signal });
    }
  }
}
