import { createRateLimit, type RateLimit } from "../async/rate-limit.ts";

/** How many answers one person may ask for in a window; generous for a reader, dull for a script. */
const ANSWERS = 12;
const WINDOW_MS = 30_000;
/** More people than ask within a window. */
const PEOPLE = 100_000;

/** How long a person is to wait who asks too much; counted by the person. */
export type Cooldown = RateLimit;

/** `now` is in milliseconds, of a clock that nobody sets. */
export function createCooldown(now: () => number): Cooldown {
  return createRateLimit({ most: ANSWERS, windowMs: WINDOW_MS, keys: PEOPLE, now });
}
