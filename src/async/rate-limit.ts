/** A limit on how often something happens, for each key apart. */
export interface RateLimit {
  /** Counts a turn. Seconds to wait (at least 1) if there were too many lately, and then nothing is counted; otherwise 0. */
  take(key: string): number;
}

interface RateLimitOptions {
  /** So many turns in any window of so many milliseconds. */
  readonly most: number;
  readonly windowMs: number;
  /** So many keys are remembered; of more, those that took a turn longest ago are forgiven. */
  readonly keys: number;
  /** In milliseconds, of a clock that nobody sets: one that is set back would silence people for as long. */
  readonly now: () => number;
}

/** A sliding window for each key, in memory: a restart forgives. */
export function createRateLimit({ most, windowMs, keys, now }: RateLimitOptions): RateLimit {
  /** Those that took a turn last come last. */
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
