/** Deduplicates by keys that are remembered for a while. */
export interface Once {
  /** True the first time that `key` is given within the time to live. */
  first(key: string): boolean;
  /** Makes the next time the first one again. */
  forget(key: string): void;
}

/** `ttl` is in milliseconds. At most `capacity` keys are kept, the newest, so that memory stays bounded. */
export function createOnce(ttl: number, capacity: number, now: () => number): Once {
  // In order of time, the oldest first.
  const seen = new Map<string, number>();
  return {
    first(key) {
      const time = now();
      for (const [old, at] of seen) {
        if (at > time - ttl && seen.size < capacity) break;
        seen.delete(old);
      }
      if (seen.has(key)) return false;
      seen.set(key, time);
      return true;
    },
    forget: (key) => void seen.delete(key),
  };
}
