/** How many answers one person may ask for in a window; generous for a reader, dull for a script. */
const ANSWERS = 12;
const WINDOW_MS = 30_000;

export interface Cooldown {
  /** Counts a request. Seconds to wait (at least 1) if there were too many lately, otherwise 0. */
  take(user: string): number;
}

/**
 * A sliding window for each person, in memory: a restart forgives. `now` is in milliseconds, of a clock that nobody
 * sets: one that is set back would silence people for as long.
 */
export function createCooldown(now: () => number): Cooldown {
  const recent = new Map<string, number[]>();
  let swept = now();
  return {
    take(user) {
      const time = now();
      if (time - swept > WINDOW_MS) {
        for (const [key, times] of recent) if ((times.at(-1) ?? 0) <= time - WINDOW_MS) recent.delete(key);
        swept = time;
      }
      const times = (recent.get(user) ?? []).filter((at) => at > time - WINDOW_MS);
      recent.set(user, times);
      const [oldest] = times;
      if (oldest !== undefined && times.length >= ANSWERS)
        return Math.max(1, Math.ceil((oldest + WINDOW_MS - time) / 1000));
      times.push(time);
      return 0;
    },
  };
}
