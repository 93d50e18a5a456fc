/** A limit on how often something happens, separately for each key. */
export interface RateLimit {
  /** Counts a turn. Returns 0; or, if there were too many lately, the seconds to wait (at least 1), and counts nothing. */
  take(key: string): number;
}

interface RateLimitOptions {
  /** The most turns in any window of `windowMs` milliseconds. */
  readonly most: number;
  readonly windowMs: number;
  /** How many keys are remembered; beyond that, the keys that took a turn longest ago are forgotten. */
  readonly keys: number;
  /** A monotonic clock in milliseconds: one that is set back would silence people for as long. */
  readonly now: () => number;
}

/** A sliding window for each key, kept in memory: a restart forgets it. */
export function createRateLimit({ most, windowMs, keys, now }: RateLimitOptions): RateLimit {
  /** Ordered by last turn, the latest at the end. */
  const recent = new Map<string, readonly number[]>();
  return {
    take(key) {
      const time = now();
      const times = (recent.get(key) ?? []).filter((at) => at > time - windowMs);
      const [oldest] = times;
      if (oldest !== undefined && times.length >= most)
        return Math.max(1, Math.ceil((oldest + windowMs - time) / 1000));
      recent.delete(key);
      recent.set(key, [...times, time]);
      for (const [first, turns] of recent) {
        if (recent.size <= keys && (turns.at(-1) ?? 0) > time - windowMs) break;
        recent.delete(first);
      }
      return 0;
    },
  };
}
