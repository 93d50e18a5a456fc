import type { SourceError } from "../papers/sources/http/source-error.ts";
import type { Source } from "../papers/sources/source.ts";
import type { Database } from "../store/database.ts";
import type { SourceDayRow } from "../store/schema.ts";
import { countListed } from "../store/sources/sources.ts";
import { type Day, weekdayOf } from "../time/day.ts";
import { nextRun, nextTry } from "./schedule.ts";
import { isSettled, judge, type PartFacts, type Verdict } from "./verdict.ts";

/** What a run found for a day. */
export interface DayTally {
  isComplete: boolean;
  unchanged: boolean;
  way?: string;
  readonly parts: Map<string, PartFacts>;
}

interface Ending {
  readonly db: Database;
  readonly source: Source;
  /** The source's days so far. */
  readonly known: readonly SourceDayRow[];
  readonly tallies: ReadonlyMap<Day, DayTally>;
  readonly now: Date;
  readonly error?: SourceError;
}

/** Judges the days of a finished run, and says when the next one is due. Nothing is written. */
export async function judgeDays(
  ending: Ending,
): Promise<{ readonly days: readonly SourceDayRow[]; readonly nextRunAt: Date }> {
  const { db, source, tallies, now, error } = ending;
  const found = await countListed(db, source.name, [...tallies.keys()]);
  const days = [...tallies].map(([day, tally]) => rowOf(ending, day, tally, found.get(day) ?? 0));
  const planned = nextRun(source.schedule, now);
  const failures = days.filter((row) => row.verdict === "failed" || row.trouble !== null);
  const attempts = Math.min(...failures.map((row) => row.attempts));
  const nextRunAt = error === undefined ? planned : nextTry(source.schedule, now, attempts, error.retryAt);
  return { days, nextRunAt };
}

function rowOf(
  { source, known, now, error }: Ending,
  day: Day,
  tally: DayTally,
  found: number,
): SourceDayRow {
  const before = known.find((row) => row.day === day);
  const attempts = (before?.attempts ?? 0) + 1;
  const closed = source.closed(day);
  const fresh = judge({
    day,
    today: source.today(now),
    isComplete: tally.isComplete,
    expectsDaily: source.expectsDaily,
    grows: source.lookBack > 1,
    found,
    parts: [...tally.parts.values()],
    history: historyOf(source, known, day),
    ...(closed !== undefined && { closed }),
    ...(!tally.isComplete && error && { error: error.message }),
  });
  const wasSettled = before !== undefined && isSettled(before.verdict);
  // One bad attempt does not undo a good one, and "not modified" means that the earlier verdict still holds.
  const keeps = before !== undefined && ((fresh.kind === "failed" && wasSettled) || tally.unchanged);
  const verdict: Verdict = keeps
    ? { kind: before.verdict as Verdict["kind"], ...(before.detail !== null && { detail: before.detail }) }
    : fresh;
  const retryAt =
    fresh.kind === "failed"
      ? nextTry(source.schedule, now, attempts, error?.retryAt)
      : nextRun(source.schedule, now);
  return {
    source: source.name,
    day,
    verdict: verdict.kind,
    detail: verdict.detail ?? null,
    trouble: keeps && fresh.kind === "failed" ? (fresh.detail ?? null) : null,
    way: tally.way ?? (keeps ? before.way : null),
    found,
    attempts,
    checked_at: now.toISOString(),
    next_try_at: isSettled(verdict.kind) ? null : retryAt.toISOString(),
  };
}

function historyOf(source: Source, known: readonly SourceDayRow[], day: Day): number[] {
  return known
    .filter(
      (row) => row.day < day && weekdayOf(row.day) === weekdayOf(day) && source.closed(row.day) === undefined,
    )
    .filter((row) => row.verdict === "ok")
    .map((row) => row.found);
}
