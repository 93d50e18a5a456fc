/** Detects changes of the wall clock by comparing it with a monotonic one. */
export interface ClockWatch {
  /** How the wall clock has changed since the last look. */
  look(): "back" | "forward" | "steady";
  /** Milliseconds since it was last seen to be set forward, by the monotonic clock. */
  sinceForward(): number;
}

/**
 * Smaller differences come from drift, or from a pause between reading the two; a machine's clock is set by more. In
 * milliseconds.
 */
const STEP_MS = 1000;

/** `elapsed` is in milliseconds, as of performance.now(). */
export function createClockWatch(now: () => Date, elapsed: () => number): ClockWatch {
  let wall = now().getTime();
  let steady = elapsed();
  let forwardAt = Number.NEGATIVE_INFINITY;
  return {
    look() {
      const before = wall;
      const expected = wall + elapsed() - steady;
      wall = now().getTime();
      steady = elapsed();
      if (wall < before || wall < expected - STEP_MS) return "back";
      if (wall <= expected + STEP_MS) return "steady";
      forwardAt = steady;
      return "forward";
    },
    sinceForward: () => elapsed() - forwardAt,
  };
}
