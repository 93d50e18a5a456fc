import { schedule } from "node-cron";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";

/**
 * Every ten seconds, and so at the first second of every minute: posts are due on minutes, whatever the time zone.
 * What is due is decided by the runner alone, which asks its own clock and the ledger; so a beat that comes late,
 * twice or not at all makes no difference but the delay.
 */
const EVERY_TEN_SECONDS = "*/10 * * * * *";

/** Calls `beat` at once and from then on until the returned function is called. */
export function startClock(beat: () => Promise<void>, log: Logger): () => Promise<void> {
  const write = (level: "warn" | "info" | "debug") => (message: string | Error) =>
    log[level]({ clock: true }, messageOf(message));
  const task = schedule(EVERY_TEN_SECONDS, beat, {
    noOverlap: true,
    suppressMissedWarning: true,
    logger: { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("warn") },
  });
  void beat();
  return async () => {
    await task.destroy();
  };
}
