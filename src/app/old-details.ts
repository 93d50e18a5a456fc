import type { Logger } from "../log.ts";
import type { Database } from "../store/database.ts";
import { removeDetailsBefore } from "../store/retention/old-details.ts";
import type { ProvenTime } from "../store/retention/proven-time.ts";
import { addDays, utcDay } from "../time/day.ts";

interface OldDetailsParts {
  readonly db: Database;
  readonly provenTime: ProvenTime;
  readonly now: () => Date;
  /** For how many days details are kept. */
  readonly keptDays: number;
  readonly log: Logger;
}

/**
 * Deletes details that are older than the settings say. By both clocks: days are written by the wall clock, which may be ahead now,
 * and the library's own clock may have begun with one that was.
 */
export async function purgeDetails({ db, provenTime, now, keptDays, log }: OldDetailsParts): Promise<void> {
  const today = [utcDay(await provenTime()), utcDay(now())].sort()[0] ?? "";
  const before = addDays(today, -keptDays);
  const removed = await removeDetailsBefore(db, before);
  if (removed > 0) log.info({ removed, before }, "deleted details of old posts and verdicts");
}
