/** What was shared by a button lately, so that a second press shares nothing again. Kept in memory alone. */
export interface Shares {
  /** Whether this is the first press; later ones are not, unless `forget` is called. */
  isFirst(key: string): boolean;
  /** To be called if sharing failed after all. */
  forget(key: string): void;
}

/** How many are remembered; the oldest goes first. */
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

/** The answer to a second press. */
export const SHARED_ALREADY = "You've already shared this here.";
