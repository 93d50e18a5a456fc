import { LogLevel, type Logger as SlackLogger } from "@slack/bolt";
import type { Logger } from "../../log.ts";

/**
 * Slack's libraries write to the program's log. Their debug lines are dropped: they hold whole messages of people.
 * Their information is debugging to us.
 */
export function boltLogger(log: Logger): SlackLogger {
  const write =
    (level: "debug" | "warn") =>
    (...parts: unknown[]) =>
      log[level]({}, parts.map(String).join(" "));
  return {
    debug: () => undefined,
    info: write("debug"),
    warn: write("warn"),
    // What matters of a failure is logged where it is handled, with what to do.
    error: write("warn"),
    getLevel: () => LogLevel.INFO,
    setLevel: () => undefined,
    setName: () => undefined,
  };
}
