import { DAY_MS } from "../../time/day.ts";
import type { Database } from "../database.ts";
import { groupCommit } from "../group-commit.ts";
import { readSetting, writeSetting } from "../settings.ts";

/**
 * A clock of the library's own, which counts only time that has really passed: whatever is deleted by its age is
 * deleted by this one. The wall clock may be years ahead for a while, at a start above all; what it had deleted then
 * would be lost. Compare it with what it gave itself, never with the wall clock.
 */
export type ProvenTime = () => Promise<Date>;

interface ProvenTimeParts {
  readonly db: Database;
  readonly now: () => Date;
  /** Milliseconds that pass whatever the wall clock is set to, as of performance.now(). */
  readonly elapsed: () => number;
}

const SETTING = "proven-time";

/** Between two runs no steady clock tells how much time has passed: so much of it is believed, in milliseconds. */
const MOST_UNSEEN_MS = DAY_MS;

/**
 * Each look adds what has passed by the wall clock since the last look of anybody, but no more than by the steady clock
 * since the last one here. Somebody has to look at it now and then for it to go on.
 */
export function createProvenTime({ db, now, elapsed }: ProvenTimeParts): ProvenTime {
  let looked: number | undefined;
  return async () => {
    const [wall, steady] = [now().getTime(), elapsed()];
    const mostMs = looked === undefined ? MOST_UNSEEN_MS : steady - looked;
    const time = await groupCommit(db, async (tx) => {
      const known = await readSetting(tx, SETTING);
      const last: { time: number; wall: number } = known ? JSON.parse(known) : { time: wall, wall };
      const passed = Math.min(Math.max(0, wall - last.wall), mostMs);
      await writeSetting(tx, SETTING, JSON.stringify({ time: last.time + passed, wall }));
      return last.time + passed;
    });
    looked = steady;
    return new Date(time);
  };
}
