import { setTimeout } from "node:timers/promises";

interface SleepOptions {
  /** Aborting it ends the wait. */
  readonly signal?: AbortSignal | undefined;
  /** Whether the wait keeps the process alive; true by default. */
  readonly ref?: boolean;
}

/** Waits `ms` milliseconds, or until the signal is aborted. Never rejects. */
export async function sleep(ms: number, { signal, ref = true }: SleepOptions = {}): Promise<void> {
  await setTimeout(ms, undefined, { ref, ...(signal && { signal }) }).catch(() => undefined);
}
