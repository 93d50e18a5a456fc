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

/**
 * How much CPU work takes, and how much of it in one turn of the event loop, in milliseconds: on a busy machine, where others
 * take the time, this is what can be told. All threads of the process count.
 */
export async function turning(
  work: () => Promise<unknown>,
): Promise<{ seconds: number; cpu: number; turn: number }> {
  let longest = 0;
  let last = process.cpuUsage();
  let isOver = false;
  const look = () => {
    const { user, system } = process.cpuUsage(last);
    longest = Math.max(longest, (user + system) / 1000);
    last = process.cpuUsage();
    if (!isOver) setImmediate(look);
  };
  const began = performance.now();
  const before = process.cpuUsage();
  setImmediate(look);
  await work();
  isOver = true;
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1e6, turn: longest };
}

/** How long each input takes, one after the other: the milliseconds that a share of them (0 to 1) stays within. */
export async function timeEach<Input>(
  inputs: readonly Input[],
  run: (input: Input) => Promise<unknown>,
): Promise<(share: number) => number> {
  const times: number[] = [];
  for (const input of inputs) {
    const began = performance.now();
    await run(input);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  return (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

export function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
