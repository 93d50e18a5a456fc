import { setTimeout as sleep } from "node:timers/promises";
import { calm, createFates, isPost } from "../fates.ts";
import type { Fate } from "../proxy.ts";

/** What requests meet on their way, bad at first. */
export interface Weather {
  fateOf(method: string, path: string): Fate;
  /** Requests that met each fate. */
  readonly fates: Readonly<Record<string, number>>;
  /** Until when the network may hold something back, by the monotonic clock in milliseconds. */
  readonly heldUntil: number;
  /** Resolves when the first post goes out, or after so many milliseconds. */
  begun(withinMs: number): Promise<void>;
  /** From now on, nothing happens to requests. */
  calm(): void;
}

export function createWeather(random: () => number): Weather {
  const fates: Record<string, number> = {};
  const begun = new AbortController();
  let draw = createFates(random, { isShared: true });
  let heldUntil = Number.NEGATIVE_INFINITY;
  return {
    fateOf(method, path) {
      if (isPost(path)) begun.abort();
      const fate = draw(method, path);
      if (fate.kind === "hold") heldUntil = Math.max(heldUntil, performance.now() + fate.ms);
      increase(fates, "taken" in fate ? `${fate.kind} ${fate.taken ? "after" : "before"} it` : fate.kind);
      return fate;
    },
    fates,
    get heldUntil() {
      return heldUntil;
    },
    async begun(withinMs) {
      await sleep(withinMs, undefined, { signal: begun.signal }).catch(() => undefined);
    },
    calm() {
      draw = calm;
    },
  };
}

export function increase(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
