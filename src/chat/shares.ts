/** What was shared by a button lately, so that a second press of it shares nothing again. In memory alone. */
export interface Shares {
  /** Whether this is the first press; from then on it is not, unless `forget` is called. */
  isFirst(key: string): boolean;
  /** Nothing was shared after all. */
  forget(key: string): void;
}

/** So many are remembered; the oldest goes first. */
const MOST = 1000;

export function createShares(): Shares {
  const keys = new Set<string>();
  return {
    isFirst(key) {
      if (keys.has(key)) return false;
      keys.add(key);
      const [oldest] = keys;
      if (keys.size > MOST && oldest !== undefined) keys.delete(oldest);
      return true;
    },
    forget: (key) => void keys.delete(key),
  };
}

/** What a second press is answered with. */
export const SHARED_ALREADY = "You've already shared this here.";
