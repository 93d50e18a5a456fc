import { counted } from "../counted.ts";
import type { Source } from "../papers/sources/source.ts";
import type { Database } from "../store/database.ts";
import type { SourceDayRow } from "../store/schema.ts";
import { sourcesOnDay } from "../store/sources/papers-of-days.ts";
import { readSourceDays } from "../store/sources/sources.ts";
import { addDays, type Day, describeDay, utcDay } from "../time/day.ts";
import { isSettled } from "./verdict.ts";

/** How fresh the sources are, in plain words. */
export interface SourceReport {
  /** A line for each source, and whether its papers come as they should. */
  readonly lines: readonly {
    /** Its name in the settings. */
    readonly source: string;
    readonly text: string;
    readonly isFine: boolean;
    /** The verdict on the day that has a problem. */
    readonly trouble?: string;
  }[];
  /** One line where the reader of today's papers should know that something is missing; absent on a good day. */
  readonly notice?: string;
}

/** How many days are searched for the last good one. */
const LOOK_BACK_DAYS = 14;
/** Attempts within a day after which an empty list is no longer just early. */
const PATIENT_TRIES = 3;

/** Reads the verdicts of the sources. No network. */
export async function sourceReport(
  db: Database,
  sources: readonly Source[],
  now: Date,
): Promise<SourceReport> {
  const lines: SourceReport["lines"][number][] = [];
  const troubles: string[] = [];
  for (const source of sources) {
    const today = source.today(now);
    const rows = await readSourceDays(db, source.name, addDays(today, -LOOK_BACK_DAYS), today);
    const trouble = rows.find((row) => matters(row, today, source));
    lines.push({
      source: source.name,
      text: `${source.label}: ${describe(rows, now)}`,
      isFine: trouble === undefined,
      ...(trouble && { trouble: trouble.verdict }),
    });
    if (trouble) troubles.push(`${source.label} ${verdictLine(trouble, now)}`);
  }
  if (troubles.length === 0) return { lines };
  return { lines, notice: `Today's papers may be incomplete: ${troubles.join("; ")}.` };
}

/** What a source reports for one day, for the page of that day. */
export interface SourceOnDay {
  /** Its name in the settings. */
  readonly source: string;
  /** For people; the bare name if the settings no longer have the source. */
  readonly label: string;
  /** `612 papers`, `nothing (weekend)`. */
  readonly text: string;
  readonly isFine: boolean;
}

/** What came of asking each source for a day, in the order of the settings. No network. */
export async function sourcesOn(
  db: Database,
  sources: readonly Source[],
  day: Day,
  now: Date,
): Promise<readonly SourceOnDay[]> {
  const rows = await sourcesOnDay(db, day);
  const names = [...sources.map(({ name }) => name), ...rows.map(({ source }) => source)];
  return rows
    .toSorted((a, b) => names.indexOf(a.source) - names.indexOf(b.source))
    .map((row) => ({
      source: row.source,
      label: sources.find(({ name }) => name === row.source)?.label ?? row.source,
      text: verdictText(row, "", now),
      isFine: isSettled(row.verdict) && row.verdict !== "short",
    }));
}

/** What a day's row means: `612 papers for Fri 20 Nov`, `failed for Fri 20 Nov (network: ENOTFOUND); next try 14:30 UTC`. */
export function verdictLine(row: SourceDayRow, now: Date): string {
  return verdictText(row, ` for ${describeDay(row.day, utcDay(now))}`, now);
}

/** `day` is " for Fri 20 Nov", or empty where the day is obvious. */
function verdictText(row: SourceDayRow, day: string, now: Date): string {
  const next = row.next_try_at === null ? "" : `; next try ${moment(row.next_try_at, now)}`;
  const detail = row.detail ?? "";
  const text: Readonly<Record<string, string>> = {
    ok: `${counted(row.found, "paper")}${day}${row.way === null ? "" : ` ${row.way}`}`,
    empty: `nothing${day} (${detail})`,
    late: `is late: nothing yet${day}${next}`,
    stale: `repeats an earlier list${day.replace(" for ", " on ")} (${detail || "all of it"})${next}`,
    short: `has unusually few papers${day}: ${detail}`,
    failed: `failed${day} (${detail})${next}`,
  };
  return text[row.verdict] ?? row.verdict;
}

function describe(rows: readonly SourceDayRow[], now: Date): string {
  const [latest] = rows;
  if (latest === undefined) return "not asked yet";
  const checked = `checked ${moment(latest.checked_at, now)}`;
  const trouble = latest.trouble === null ? "" : `; the last try failed (${latest.trouble})`;
  const good = rows.find((row) => row.verdict === "ok" || row.verdict === "short");
  const since = good === undefined || good === latest ? "" : `; before that ${verdictLine(good, now)}`;
  return `${verdictLine(latest, now)}${since}; ${checked}${trouble}`;
}

// A list that is not complete yet is no news in the morning; one that is still missing on the day after is.
function matters(row: SourceDayRow, today: Day, source: Source): boolean {
  if (row.day < addDays(today, -1) || source.closed(row.day) !== undefined) return false;
  if (row.verdict === "late") return row.day < today || row.attempts >= PATIENT_TRIES;
  return !isSettled(row.verdict) || row.verdict === "short" || row.detail === "nothing on a working day";
}

function moment(iso: string, now: Date): string {
  const [day = "", time = ""] = [iso.slice(0, 10), iso.slice(11, 16)];
  const today = utcDay(now);
  return day === today ? `${time} UTC` : `${describeDay(day, today)} ${time} UTC`;
}
