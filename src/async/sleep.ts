import { setTimeout } from "node:timers/promises";

/** Waits `ms` milliseconds, or until the signal is aborted. Never rejects. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, signal && { signal }).catch(() => undefined);
}
