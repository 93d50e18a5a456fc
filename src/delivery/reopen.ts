import { PostError, type Poster } from "../chat/poster.ts";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Database } from "../store/database.ts";
import type { Place, Subscription } from "../store/subscriptions.ts";
import { DAY_MS } from "../time/day.ts";
import { resume } from "./subscribe.ts";

interface ReopenerParts {
  readonly db: Database;
  readonly posters: ReadonlyMap<string, Poster>;
  readonly now: () => Date;
  readonly log: Logger;
}

/** Ends the pauses that the program made, as soon as the channel is open again. */
export interface Reopener {
  /** Asks the platforms about the channels whose turn it is, one after the other; posts nothing. */
  look(subscriptions: readonly Subscription[]): Promise<void>;
}

/**
 * How long after a look at a closed channel the next one is, doubling from the first to the longest, in milliseconds. A
 * person who fixes something waits for the first; a channel that is closed for good costs 96 requests a day. The first
 * look after a start is at once.
 */
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
const REMEMBERED_MS = DAY_MS;

export function createReopener({ db, posters, now, log }: ReopenerParts): Reopener {
  const looks = new Map<string, { readonly at: number; readonly pauseMs: number }>();

  async function isOpen({ platform, channel }: Place): Promise<boolean> {
    try {
      const missing = await posters.get(platform)?.missingIn(channel);
      return missing?.length === 0;
    } catch (error) {
      const level = error instanceof PostError ? "debug" : "warn";
      log[level](
        { err: messageOf(error), platform, channel },
        "could not tell whether a channel is open again",
      );
      return false;
    }
  }

  return {
    async look(subscriptions) {
      const closed = subscriptions.filter(({ paused }) => paused?.by === "program");
      // A channel that seems open and still refuses posts must not be tried at every look, so its pause stays as it was.
      for (const [name, { at }] of looks) if (now().getTime() - at > REMEMBERED_MS) looks.delete(name);
      for (const one of closed) {
        const last = looks.get(nameOf(one));
        const passed = last && now().getTime() - last.at;
        if (last && passed !== undefined && passed >= 0 && passed < last.pauseMs) continue;
        const pauseMs = last ? Math.min(2 * last.pauseMs, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS;
        looks.set(nameOf(one), { at: now().getTime(), pauseMs });
        if (!(await isOpen(one))) continue;
        await resume(db, one, now());
        log.info({ platform: one.platform, channel: one.channel }, "the channel is open again");
      }
    },
  };
}

function nameOf({ platform, channel }: Place): string {
  return `${platform}:${channel}`;
}
