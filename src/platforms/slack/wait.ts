import { setTimeout } from "node:timers/promises";

/** Waits `ms` milliseconds, or until the signal is aborted. */
export async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}

/** Waits for `work`, at most `ms` milliseconds. */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const done = new AbortController();
  await Promise.race([work, pauseFor(ms, done.signal)]);
  done.abort();
}
