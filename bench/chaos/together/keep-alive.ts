import { setTimeout as sleep } from "node:timers/promises";
import type { Program } from "../program.ts";

/** Starts a program again whenever it has ended, as a service manager does. */
export interface Keeper {
  /** It is not started again. Resolves when it has ended, for which somebody else has to see. */
  stop(): Promise<void>;
}

interface KeeperParts {
  readonly program: Program;
  readonly random: () => number;
  /** How long until the first start, in milliseconds. */
  readonly after: number;
  /** Is told when it has ended, and whether by itself: nobody had told it to. */
  readonly onEnd: (byItself: boolean, startedAt: number) => void;
}

/** How long until it is started again, in milliseconds at most. */
const LONGEST_PAUSE_MS = 5000;
/** How far the machines' own clocks are apart, in milliseconds at most. */
const MOST_SKEW_MS = 4000;

export function keepAlive({ program, random, after, onEnd }: KeeperParts): Keeper {
  const stopping = new AbortController();

  async function keep(): Promise<void> {
    let pause = after;
    while (!stopping.signal.aborted) {
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      // By the monotonic clock, in milliseconds.
      const startedAt = performance.now();
      program.start(new Date(), Math.round((random() - 0.5) * MOST_SKEW_MS));
      onEnd(await program.ended(), startedAt);
      pause = random() * LONGEST_PAUSE_MS;
    }
  }

  const kept = keep();
  return {
    stop() {
      stopping.abort();
      return kept;
    },
  };
}
