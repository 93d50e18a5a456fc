import type { Fate } from "./proxy.ts";
import type { PlatformName } from "./scene.ts";

type Random = () => number;

const PASS: Fate = { kind: "pass" };

/** The chances, in percent, of each fate of a post or of a look for one; all others pass. */
const FATES: readonly (readonly [percent: number, fate: (random: Random) => Fate])[] = [
  [1, () => ({ kind: "kill", taken: false })],
  [2, () => ({ kind: "kill", taken: true })],
  [1, (random) => ({ kind: "kill-after", ms: random() * 10 })],
  [4, () => ({ kind: "reset", taken: false })],
  [5, () => ({ kind: "reset", taken: true })],
  [3, () => ({ kind: "status", status: 429, taken: false })],
  [3, () => ({ kind: "status", status: 500, taken: false })],
  [3, () => ({ kind: "status", status: 503, taken: false })],
  [4, () => ({ kind: "status", status: 502, taken: true })],
  [2, () => ({ kind: "silence", taken: false })],
  [3, () => ({ kind: "silence", taken: true })],
  [8, (random) => ({ kind: "delay", ms: random() * 600 })],
];

/** Those of several programs that share a database: some stand still, longer than a claim lasts or shorter. */
const SHARED_FATES: typeof FATES = [
  ...FATES,
  [1, (random) => ({ kind: "freeze", taken: true, ms: random() * 3000 })],
  [1, (random) => ({ kind: "freeze", taken: true, ms: 31_000 + random() * 8000 })],
  [1, (random) => ({ kind: "freeze", taken: false, ms: 31_000 + random() * 8000 })],
  [0.3, (random) => ({ kind: "hold", ms: 31_000 + random() * 8000 })],
];

/** What a calm network does. */
export const calm = (): Fate => PASS;

/** Whether a request posts something, or looks for what was posted. */
export function isPost(path: string): boolean {
  return /messages|threads|chat\.postMessage|conversations\./.test(path);
}

/**
 * Draws the fate of each request; those other than posts and looks for posts only ever meet an outage. `isShared`: the program
 * is one of several.
 */
export function createFates(
  random: Random,
  { isShared = false } = {},
): (method: string, path: string) => Fate {
  const fates = isShared ? SHARED_FATES : FATES;
  return (_, path) => {
    if (!isPost(path)) {
      return random() < 0.03 ? { kind: "status", status: 503, taken: false } : PASS;
    }
    let left = random() * 100;
    for (const [percent, fate] of fates) {
      left -= percent;
      if (left < 0) return fate(random);
    }
    return PASS;
  };
}

/** A token that is revoked for an hour, on one platform or on both, after some posts were tried. */
export interface Withdrawal {
  readonly platforms: readonly PlatformName[];
  /** Whether it is revoked there at the moment; `posts` have been tried so far. */
  isOn(platform: PlatformName, posts: number): boolean;
  /** When the token works again, once it has been revoked; in milliseconds, by the clock of the run. */
  readonly until: number | undefined;
}

const HOUR_MS = 3_600_000;
/** The share of runs that have one, and after how many posts at most: there are about twenty-eight in a day. */
const WITHDRAWALS = 0.5;
const MOST_POSTS_BEFORE = 24;
const WITHDRAWN_ON: readonly (readonly PlatformName[])[] = [["discord", "slack"], ["discord"], ["slack"]];

export function createWithdrawal(
  random: Random,
  now: () => number,
  onBegin: (platforms: readonly PlatformName[]) => void,
): Withdrawal {
  const after = random() < WITHDRAWALS ? Math.floor(random() * MOST_POSTS_BEFORE) : Number.POSITIVE_INFINITY;
  const platforms = WITHDRAWN_ON[Math.floor(random() * WITHDRAWN_ON.length)] ?? [];
  let until: number | undefined;
  return {
    platforms,
    isOn(platform, posts) {
      if (until === undefined && posts > after) {
        until = now() + HOUR_MS;
        onBegin(platforms);
      }
      return until !== undefined && now() < until && platforms.includes(platform);
    },
    get until() {
      return until;
    },
  };
}
