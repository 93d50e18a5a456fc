import { DAY_MS } from "../../time/day.ts";
import type { Database } from "../database.ts";
import { groupCommit } from "../group-commit.ts";
import { readSetting, writeSetting } from "../settings.ts";

/**
 * A clock of the library's own, which counts only time that has really passed: whatever is deleted by its age is
 * deleted by this clock. The wall clock may be years ahead for a while, at a start above all, and what it had deleted
 * then would be lost. Compare its times with each other, never with the wall clock.
 */
export interface ProvenTime {
  (): Promise<Date>;
  /**
   * The same without writing, for what ends after minutes: from the first time that it is asked for it goes by the steady clock
   * alone. A look may come to less, because what passes while the wall clock is set back is not counted there.
   */
  read(): Promise<Date>;
}

interface ProvenTimeParts {
  readonly db: Database;
  readonly now: () => Date;
  /** A monotonic clock in milliseconds, such as performance.now(). */
  readonly elapsed: () => number;
}

const SETTING = "proven-time";

/** Between two runs no monotonic clock tells how much time has passed: this much of it is believed, in milliseconds. */
const MOST_UNSEEN_MS = DAY_MS;

/**
 * Each look adds the time that the wall clock says has passed since anybody's last look, but no more than the monotonic
 * clock says since the last one here. It only advances if somebody looks at it now and then.
 */
export function createProvenTime({ db, now, elapsed }: ProvenTimeParts): ProvenTime {
  let looked: number | undefined;
  let anchor: Promise<{ readonly time: number; readonly steady: number }> | undefined;

  async function look(): Promise<Date> {
    const [wall, steady] = [now().getTime(), elapsed()];
    const mostMs = looked === undefined ? MOST_UNSEEN_MS : steady - looked;
    const time = await groupCommit(db, async (tx) => {
      const time = after(await readSetting(tx, SETTING), wall, mostMs);
      await writeSetting(tx, SETTING, JSON.stringify({ time, wall }));
      return time;
    });
    looked = steady;
    return new Date(time);
  }

  async function findAnchor() {
    const [wall, steady] = [now().getTime(), elapsed()];
    return { time: after(await readSetting(db, SETTING), wall, MOST_UNSEEN_MS), steady };
  }

  async function read(): Promise<Date> {
    anchor ??= findAnchor();
    try {
      const { time, steady } = await anchor;
      return new Date(time + elapsed() - steady);
    } catch (error) {
      // The database may be free again next time.
      anchor = undefined;
      throw error;
    }
  }

  return Object.assign(look, { read });
}

function after(known: string | undefined, wall: number, mostMs: number): number {
  const last: { time: number; wall: number } = known ? JSON.parse(known) : { time: wall, wall };
  return last.time + Math.min(Math.max(0, wall - last.wall), mostMs);
}
