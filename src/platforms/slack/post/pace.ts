import { sleep } from "../../../async/sleep.ts";
import { PostError } from "../../../chat/poster.ts";
import { TIMES } from "../limits.ts";

/** Keeps posts to one channel as far apart as Slack requires. Channels do not wait for each other. */
export interface Pace {
  /** Resolves when it is this post's turn. Rejects with a `retry` PostError if that would take too long. */
  turn(channel: string): Promise<void>;
  /** Nothing is posted to that channel for the milliseconds that Slack asked for. */
  hold(channel: string, ms: number): void;
}

export function createPace(): Pace {
  // When each channel may be posted to next; it has no more entries than the bot has channels to post to.
  const free = new Map<string, number>();
  return {
    async turn(channel) {
      const now = performance.now();
      const at = Math.max(now, free.get(channel) ?? 0);
      const wait = at - now;
      if (wait > TIMES.turn) {
        throw new PostError("retry", "Slack takes one message a second in a channel; others come first.", {
          retryAfterMs: Math.ceil(wait),
        });
      }
      free.set(channel, at + TIMES.betweenPosts);
      if (wait > 0) await sleep(wait);
    },
    hold(channel, ms) {
      free.set(channel, Math.max(performance.now() + ms, free.get(channel) ?? 0));
    },
  };
}
