import { createHash } from "node:crypto";
import { createOnce } from "../../async/once.ts";
import { within } from "../../async/timeout.ts";
import { UserError } from "../../errors.ts";
import { HOUR_MS } from "../../time/day.ts";

/**
 * What was handled lately. A platform may deliver the same thing twice: again where an acknowledgement was lost, or to two
 * processes at once while one of them takes over from the other. By its key it counts once.
 */
export interface Handled {
  /** True the first time that a key is given, on whichever process, and again once that is hours ago. May reject. */
  isFirst(key: string): Promise<boolean>;
  /** To be called if the first one came to nothing, so that the next counts. */
  forget(key: string): Promise<void>;
}

/** How long a key is known at least, in milliseconds: Slack repeats an event for about an hour. */
const KEPT_MS = 2 * HOUR_MS;
/** How many are known at most, the newest: two hours at the highest rate that Slack sends. */
const MOST = 60_000;
/** How long is waited for the answer, in milliseconds: both platforms want theirs within three seconds. */
const PATIENCE_MS = 1500;

/** For one process alone, in its memory. `elapsed`: a monotonic clock in milliseconds. */
export function createHandled(elapsed: () => number): Handled {
  const once = createOnce(KEPT_MS, MOST, elapsed);
  return { isFirst: async (key) => once.first(key), forget: async (key) => once.forget(key) };
}

/**
 * Whether a delivery is the first with its key. Where that can't be told in time, nothing may be run: throws a UserError that
 * says so to whoever waits for the answer.
 */
export async function isFirst(handled: Handled, key: string): Promise<boolean> {
  const asked = handled.isFirst(key);
  try {
    const first = await within(PATIENCE_MS, asked);
    if (first !== undefined) return first;
  } catch (error) {
    throw new UserError(NOT_NOW, { cause: error });
  }
  // What comes to nothing here is left to the next attempt.
  asked.then((first) => (first ? handled.forget(key) : undefined)).catch(() => undefined);
  throw new UserError(NOT_NOW);
}

const NOT_NOW = "I can't reach my library right now. Try again in a minute.";

/** The key of a button that shares, in one place. A digest: buttons carry what somebody searched for. */
export function shareKey(...parts: readonly (string | undefined)[]): string {
  return `share ${createHash("sha256").update(JSON.stringify(parts)).digest("base64url")}`;
}

/** The answer to a second press of a button that shares. */
export const SHARED_ALREADY = "You've already shared this here.";
