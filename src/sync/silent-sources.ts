import type { Source } from "../papers/sources/source.ts";
import type { Database } from "../store/database.ts";
import { readSourceDays } from "../store/sources/sources.ts";
import { addDays, type Day } from "../time/day.ts";
import { isSettled } from "./verdict.ts";

/** A source that has brought nothing although it should have. */
interface SilentSource {
  readonly source: Source;
  /** The first of the days. */
  readonly since: Day;
  /** What went wrong on the last of them, in a few words. */
  readonly detail: string;
}

/** How many days in a row, weekends and holidays left out. */
const SILENT_DAYS = 2;

const LOOK_BACK_DAYS = 14;

/** The sources that have failed, or had nothing on working days, for two days until yesterday. Days on which nobody asked don't count. */
export async function silentSources(
  db: Database,
  sources: readonly Source[],
  now: Date,
): Promise<readonly SilentSource[]> {
  const silent: SilentSource[] = [];
  for (const source of sources) {
    const yesterday = addDays(source.today(now), -1);
    const rows = await readSourceDays(db, source.name, addDays(yesterday, -LOOK_BACK_DAYS), yesterday);
    const open = rows.filter(({ day }) => source.closed(day) === undefined);
    const good = open.findIndex(
      ({ verdict, detail }) => isSettled(verdict) && detail !== "nothing on a working day",
    );
    const bad = good === -1 ? open : open.slice(0, good);
    const [last, first] = [bad[0], bad.at(-1)];
    if (bad.length < SILENT_DAYS || !last || !first) continue;
    silent.push({ source, since: first.day, detail: last.detail ?? last.verdict });
  }
  return silent;
}
