import { yieldIfDue } from "../async/yield-if-due.ts";
import { addPapers } from "../library/add-papers.ts";
import type { AddedRecord } from "../library/join-records.ts";
import type { Logger } from "../log.ts";
import type { FoundPaper } from "../papers/found-paper.ts";
import { SourceError } from "../papers/sources/http/source-error.ts";
import type { Source } from "../papers/sources/source.ts";
import { type Database, writeBatch } from "../store/database.ts";
import { type Lease, requireLease } from "../store/replicas/leases.ts";
import type { SourceDayRow } from "../store/schema.ts";
import {
  daysListed,
  putListed,
  putSource,
  putSourceDay,
  readSource,
  readSourceDays,
} from "../store/sources/sources.ts";
import { addDays, type Day } from "../time/day.ts";
import { type DayTally, judgeDays } from "./judge-days.ts";
import { daysToAsk } from "./schedule.ts";
import { isSettled } from "./verdict.ts";

export interface SyncContext {
  readonly db: Database;
  readonly now: () => Date;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** What the run is made under: nothing is written about the source once it is lost. */
  readonly lease?: Lease | undefined;
  /** Called when papers have been stored, so that they can be made searchable. */
  readonly onStored: (counts: { readonly told: number; readonly new: number }) => Promise<void>;
}

/** What a run did. The days' rows say how fresh the source is now. */
export interface SourceRun {
  readonly source: Source;
  readonly told: number;
  readonly new: number;
  readonly updated: number;
  readonly leftOut: readonly string[];
  readonly days: readonly SourceDayRow[];
}

/** Papers per transaction: some 20 ms of work, between which others get their turn. */
const BATCH = 100;
const MOST_REASONS = 20;
/** How far back a source's days are read: eight of each weekday, for the usual numbers. */
const HISTORY_DAYS = 57;

/**
 * Asks one source for its days, and stores what it lists, batch by batch: what came before a failure is kept. Ends in a
 * verdict for each day, stored too. Throws only for faults of our own, the reason of an abort, and a LeaseLost.
 */
export async function syncSource(context: SyncContext, source: Source, count?: number): Promise<SourceRun> {
  const { db, now, signal } = context;
  const start = now();
  const remembered = await readSource(db, source.name);
  const known = await readSourceDays(
    db,
    source.name,
    addDays(source.today(start), -HISTORY_DAYS),
    source.today(start),
  );
  const days = daysToAsk(source, known, start, count);
  const tallies = new Map(days.map((day) => [day, newTally()]));
  const run = { told: 0, new: 0, updated: 0 };
  const leftOut: string[] = [];
  let bookmark = remembered.bookmark;
  let batch: Told[] = [];

  async function flush(): Promise<void> {
    const added = await store(context, source, batch, tallies);
    for (const { fate } of added) if (fate !== "unchanged") run[fate]++;
    run.told += batch.length;
    batch = [];
    await context.onStored(run);
    await yieldIfDue();
  }

  let error: SourceError | undefined;
  const latest = known.find((row) => row.day === source.today(start));
  const doubtful = latest !== undefined && !isSettled(latest.verdict) && latest.attempts > 1;
  try {
    const items = source.fetch(days, {
      signal,
      now: start,
      doubtful,
      ...(bookmark !== null && count === undefined && { bookmark }),
    });
    for await (const item of items) {
      const tally = tallies.get(item.day);
      if (item.kind === "left out") leftOut.push(...(leftOut.length < MOST_REASONS ? [item.reason] : []));
      else if (item.kind === "paper") batch.push(item);
      else if (tally) {
        tally.isComplete = true;
        tally.unchanged = item.unchanged ?? false;
        if (item.way !== undefined) tally.way = item.way;
        bookmark = item.bookmark ?? bookmark;
      }
      if (batch.length >= BATCH) await flush();
    }
  } catch (thrown) {
    if (!(thrown instanceof SourceError)) {
      if (batch.length > 0) await flush();
      throw thrown;
    }
    error = thrown;
  }
  if (batch.length > 0) await flush();

  const rows = await judgeDays({ db, source, known, tallies, now: now(), ...(error && { error }) });
  await writeBatch(db, async (tx) => {
    if (context.lease) await requireLease(tx, context.lease);
    for (const row of rows.days) await putSourceDay(tx, row);
    // Only now, when everything is stored: a document that was recognised as unchanged is not read again.
    await putSource(tx, {
      name: source.name,
      bookmark: error === undefined ? bookmark : remembered.bookmark,
      ran_at: start.toISOString(),
      next_run_at: rows.nextRunAt.toISOString(),
    });
  });
  return { source, ...run, leftOut, days: rows.days };
}

interface Told {
  readonly day: Day;
  readonly paper: FoundPaper;
  readonly part?: string;
}

async function store(
  { db, now }: SyncContext,
  { name, today }: Source,
  batch: readonly Told[],
  tallies: ReadonlyMap<Day, DayTally>,
): Promise<readonly AddedRecord[]> {
  const added = await addPapers(
    db,
    batch.map(({ paper }) => paper),
    now(),
  );
  const told = batch.map((one, at) => ({ ...one, id: added[at]?.paper ?? "" }));
  const listed = await daysListed(
    db,
    name,
    told.map(({ id }) => id),
  );
  await writeBatch(db, (tx) => putListed(tx, name, told, today(now())));
  for (const { id, day, part } of told) {
    const parts = tallies.get(day)?.parts;
    if (part === undefined || parts === undefined) continue;
    const count = parts.get(part) ?? { told: 0, toldEarlier: 0 };
    const isRepeated = (listed.get(id) ?? day) < day;
    parts.set(part, { part, told: count.told + 1, toldEarlier: count.toldEarlier + (isRepeated ? 1 : 0) });
  }
  return added;
}

function newTally(): DayTally {
  return { isComplete: false, unchanged: false, parts: new Map() };
}
