import { LogLevel, type Logger as SlackLogger } from "@slack/bolt";
import type { Logger } from "../../log.ts";

/**
 * Slack's libraries write to the program's log, as debugging: every failure that matters is logged where it is handled,
 * with what to do. Their own debug lines are dropped, because they hold whole messages of people.
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
