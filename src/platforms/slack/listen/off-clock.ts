import type { IncomingMessage } from "node:http";
import type { Logger } from "../../../log.ts";
import { TIMES } from "../limits.ts";

/** One line is enough to act upon, while a clock that is off has every request refused. In milliseconds. */
const QUIET_MS = 10 * 60_000;

/**
 * Tells whether a refused request's timestamp is more than five minutes from ours, and logs the difference now and
 * then. It decides nothing: the request stays refused, since it may also be an old one that somebody replays. `now` is
 * in milliseconds since 1970.
 */
export function createOffClockNote(now: () => number, log: Logger): (request: IncomingMessage) => boolean {
  let notedAt = Number.NEGATIVE_INFINITY;
  return ({ headers }) => {
    const time = Number(headers["x-slack-request-timestamp"]) * 1000;
    const ahead = now() - time;
    if (!(Math.abs(ahead) > TIMES.signature)) return false;
    if (performance.now() - notedAt < QUIET_MS) return true;
    notedAt = performance.now();
    const seconds = Math.round(Math.abs(ahead) / 1000);
    const way = ahead > 0 ? "ahead of" : "behind";
    log.error(
      { clock: new Date(now()).toISOString(), offBySeconds: Math.round(ahead / 1000) },
      `refused a request: this machine's clock is ${seconds} s ${way} the time on it. If this goes on, set the clock; Slack's requests must be less than five minutes old`,
    );
    return true;
  };
}
