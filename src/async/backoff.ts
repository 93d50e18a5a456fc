/** Exponential backoff with jitter. */
export interface Backoff {
  /** The wait after the first failure, in milliseconds; each further failure doubles it. */
  readonly firstMs: number;
  readonly longestMs: number;
  /**
   * The random share of a wait, from 0 to 1, which keeps clients that failed together from coming back together: 1 is "full
   * jitter", anything from nothing to the whole wait; 0.5 is "equal jitter", never less than half of it; 0, if not given, is none.
   */
  readonly jitter?: number;
}

/** The wait in milliseconds after a failure that `earlier` others came before. `random` is from 0 to 1. */
export function backoff({ firstMs, longestMs, jitter = 0 }: Backoff, earlier: number, random = 1): number {
  // Keeps the power from overflowing, whatever the number of failures.
  const wait = Math.min(longestMs, firstMs * 2 ** Math.min(earlier, 30));
  return wait * (1 - jitter * (1 - random));
}
