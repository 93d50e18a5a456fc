import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";

/** Posts are due on minutes, whatever the time zone; a tick that finds nothing due costs two queries. */
const EVERY_MS = 10_000;

export interface TickerParts {
  readonly tick: () => Promise<void>;
  readonly now: () => Date;
  readonly log: Logger;
}

/**
 * Calls `tick` at once and from then on every ten seconds, until the returned function is called; never two at a time.
 * The wait is a timer's, which knows nothing of the wall clock: whatever that is set to, the next tick is ten seconds
 * away at most. (A cron library waits for an instant: after a clock was set back by a day it sleeps for a day, and after it
 * was set forward it first counts through every tick it missed.) The wall clock only moves ticks to the first second of
 * a minute, where papers are due.
 */
export function startTicker({ tick, now, log }: TickerParts): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    try {
      await tick();
    } catch (error) {
      log.error({ err: messageOf(error) }, "a tick failed; the next one comes");
    } finally {
      isRunning = false;
    }
  }

  function wake(): void {
    timer = setTimeout(wake, EVERY_MS - (now().getTime() % EVERY_MS));
    void run();
  }

  wake();
  return () => clearTimeout(timer);
}
