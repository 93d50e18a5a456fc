import { yieldIfDue } from "../async/yield-if-due.ts";
import type { FoundPaper } from "../papers/found-paper.ts";
import type { Entry } from "../papers/import/entry.ts";
import type { Database } from "../store/database.ts";
import { addPapers } from "./add-papers.ts";
import type { ImportNote } from "./notes.ts";

/** What an import did. `found` counts whole records; `new`, `updated` and `unchanged` add up to it. */
export interface ImportReport {
  found: number;
  new: number;
  updated: number;
  unchanged: number;
  broken: number;
  /** Why records were left out, the first MAX_PROBLEMS of them. `line` counts from 1; without lines, it counts records. */
  problems: { readonly line: number; readonly reason: string }[];
  /**
   * How many records were merged with others that differ from them, and how many were kept apart from others with their
   * title or id.
   */
  merged: number;
  apart: number;
  /** Notes about these, the first MAX_NOTES of each kind. */
  notes: ({ readonly line: number } & ImportNote)[];
  /** Whether it was stopped before the end. What was counted is stored; the next run does the rest. */
  stopped: boolean;
}

export interface ImportOptions {
  readonly now: () => Date;
  /** Called now and then with the bytes (or items) read and the papers found so far. */
  readonly onProgress?: (bytes: number, found: number) => void;
  /** Aborting it stops after the current batch. */
  readonly signal?: AbortSignal;
}

/** Papers per transaction: about 40 ms of work. */
const BATCH = 200;
/** Records that need no work, before others get a turn. */
const TAKEN_BATCH = 2000;
const MAX_PROBLEMS = 20;
const MAX_NOTES = 1000;

/**
 * Stores what a reader yields, in batches, holding no more than one in memory. A broken record is reported and left
 * out. What the reader throws is passed on; the batches before it stay.
 */
export async function importEntries(
  db: Database,
  entries: AsyncIterable<Entry>,
  options: ImportOptions,
): Promise<ImportReport> {
  const report: ImportReport = {
    found: 0,
    new: 0,
    updated: 0,
    unchanged: 0,
    broken: 0,
    problems: [],
    merged: 0,
    apart: 0,
    notes: [],
    stopped: false,
  };
  let bytes = 0;
  let batch: { readonly line: number; readonly found: FoundPaper; readonly digest?: string }[] = [];
  let taken = 0;

  function leaveOut(line: number, reason: string): void {
    report.broken++;
    if (report.problems.length < MAX_PROBLEMS) report.problems.push({ line, reason });
  }

  async function flush(): Promise<void> {
    const papers = batch.map((entry) => entry.found);
    const digests = batch.map((entry) => entry.digest);
    const added = papers.length === 0 ? [] : await addPapers(db, papers, options.now(), digests);
    for (const [index, { fate, note }] of added.entries()) {
      report[fate]++;
      if (note && ++report[note.kind] <= MAX_NOTES)
        report.notes.push({ line: batch[index]?.line ?? 0, ...note });
    }
    report.unchanged += taken;
    report.found += batch.length + taken;
    batch = [];
    taken = 0;
    options.onProgress?.(bytes, report.found);
    // In a running bot, people are waiting for answers.
    await yieldIfDue();
  }

  for await (const entry of entries) {
    bytes = entry.bytes;
    if (options.signal?.aborted) {
      report.stopped = true;
      break;
    }
    if (entry.kind === "broken") leaveOut(entry.line, entry.reason);
    else if (entry.kind === "taken") taken++;
    else batch.push(entry);
    if (batch.length >= BATCH || taken >= TAKEN_BATCH) await flush();
  }
  if (batch.length + taken > 0 && !report.stopped) await flush();
  return report;
}
