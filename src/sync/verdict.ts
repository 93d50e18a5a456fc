import type { Day } from "../time/day.ts";

/** What became of a source's day. `detail` says why, in a few words. */
export interface Verdict {
  readonly kind: "ok" | "empty" | "late" | "stale" | "short" | "failed";
  readonly detail?: string;
}

/** One part of a source, e.g. a category: how many papers it listed, and how many of them on an earlier day too. */
export interface PartFacts {
  readonly part: string;
  readonly told: number;
  readonly toldEarlier: number;
}

export interface DayFacts {
  readonly day: Day;
  /** The source's own date. */
  readonly today: Day;
  /** Whether the source listed the day to its end. */
  readonly isComplete: boolean;
  readonly error?: string;
  /** Why the day has no papers, if it is such a day. */
  readonly closed?: string;
  /** Whether an open day without a paper is a sign of trouble. */
  readonly expectsDaily: boolean;
  /** Whether today's list still grows. */
  readonly grows: boolean;
  /** Papers that the source listed on this day first. */
  readonly found: number;
  readonly parts: readonly PartFacts[];
  /** `found` of earlier open days of the same weekday. */
  readonly history: readonly number[];
}

/** A part with fewer papers may well repeat itself. */
const FEWEST = 5;
const STALE_SHARE = 0.9;
const SHORT_SHARE = 0.3;
const SHORTEST_HISTORY = 3;

/** Never calls a failure empty, an empty day short, or yesterday's list today's. */
export function judge(facts: DayFacts): Verdict {
  const { day, today, closed, found, parts } = facts;
  if (facts.error !== undefined || !facts.isComplete)
    return { kind: "failed", detail: facts.error ?? "it ended before the end" };
  const stale = parts
    .filter(({ told, toldEarlier }) => told >= FEWEST && toldEarlier >= STALE_SHARE * told)
    .map(({ part }) => part);
  if (stale.length > 0) return { kind: "stale", detail: stale.join(", ") };
  if (found === 0) {
    if (closed !== undefined) return { kind: "empty", detail: closed };
    if (!facts.expectsDaily) return { kind: "empty", detail: "nothing new" };
    return day < today ? { kind: "empty", detail: "nothing on a working day" } : { kind: "late" };
  }
  const usual = median(facts.history);
  const isOver = day < today || !facts.grows;
  if (
    closed === undefined &&
    isOver &&
    facts.history.length >= SHORTEST_HISTORY &&
    found < SHORT_SHARE * usual
  )
    return { kind: "short", detail: `${found} instead of about ${Math.round(usual)}` };
  return { kind: "ok" };
}

/** Whether a day with this verdict needs no further request. */
export function isSettled(kind: string): boolean {
  return kind === "ok" || kind === "empty" || kind === "short";
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return ((sorted[middle] ?? 0) + (sorted[sorted.length % 2 === 0 ? middle - 1 : middle] ?? 0)) / 2;
}
