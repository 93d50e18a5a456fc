/**
 * A circuit breaker: a platform that refuses the bot itself is left alone for a while; then one post tries it while the
 * others wait. Kept in the memory of one process: another one finds out by a post of its own.
 */
export interface PlatformHolds {
  /** Whether a post may be sent there now; on a platform that is held, one at a time may once its pause is over. */
  enter(platform: string): boolean;
  /** To be called for each `enter` that was true, when the post has ended. */
  leave(platform: string): void;
  /** The platform has refused the bot. Returns whether that is news. */
  refused(platform: string): boolean;
  /** The platform has accepted a post. Returns whether it was held until now. */
  accepted(platform: string): boolean;
}

interface Hold {
  readonly until: number;
  readonly pauseMs: number;
  isTried: boolean;
}

/** The pause after a refusal; each further one is twice as long, up to the longest. In milliseconds. */
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

export function createPlatformHolds(now: () => Date): PlatformHolds {
  const holds = new Map<string, Hold>();
  return {
    enter(platform) {
      const hold = holds.get(platform);
      if (!hold) return true;
      // A clock that was set back must not lengthen the pause.
      const left = hold.until - now().getTime();
      if (hold.isTried || (left > 0 && left <= hold.pauseMs)) return false;
      hold.isTried = true;
      return true;
    },
    leave(platform) {
      const hold = holds.get(platform);
      if (hold) hold.isTried = false;
    },
    refused(platform) {
      const before = holds.get(platform);
      // Posts that were in flight together are refused together: they count as one refusal.
      if (before && !before.isTried) return false;
      const pauseMs = before ? Math.min(2 * before.pauseMs, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS;
      holds.set(platform, { until: now().getTime() + pauseMs, pauseMs, isTried: false });
      return before === undefined;
    },
    accepted: (platform) => holds.delete(platform),
  };
}
