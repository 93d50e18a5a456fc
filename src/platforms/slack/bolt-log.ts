import { LogLevel, type Logger as SlackLogger } from "@slack/bolt";
import type { Logger } from "../../log.ts";

/**
 * Sends the logs of Slack's libraries to the program's log at debug level: every failure that matters is logged where
 * it is handled, with what to do. Their own debug lines are dropped, since they hold people's whole messages.
 */
export function boltLogger(log: Logger): SlackLogger {
  const write = (...parts: unknown[]) => log.debug({}, parts.map(String).join(" "));
  const drop = () => undefined;
  return {
    debug: drop,
    info: write,
    warn: write,
    error: write,
    getLevel: () => LogLevel.INFO,
    setLevel: drop,
    setName: drop,
  };
}
