import { monitorEventLoopDelay } from "node:perf_hooks";

/** How long work takes, and for how long at most, in milliseconds, anything else had to wait for it. */
export async function watched(work: () => Promise<unknown>): Promise<{ seconds: number; block: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  // The first turn of the loop is not counted, and what never let go of it is seen only when it turns again.
  await turn();
  delay.reset();
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  await turn();
  delay.disable();
  return { seconds, block: Math.round(delay.max / 1e6) };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

export function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
