import { createRateLimit, type RateLimit } from "../async/rate-limit.ts";

/** How many answers one person may ask for in a window: plenty for a reader, few for a script. */
const ANSWERS = 12;
const WINDOW_MS = 30_000;
/** More people than will ask within a window. */
const PEOPLE = 100_000;

/** How long a person who asks too often has to wait, counted per person. */
export type Cooldown = RateLimit;

/** `now`: a monotonic clock in milliseconds. */
export function createCooldown(now: () => number): Cooldown {
  return createRateLimit({ most: ANSWERS, windowMs: WINDOW_MS, keys: PEOPLE, now });
}
