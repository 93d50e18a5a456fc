import { addPapers } from "../library/add-papers.ts";
import type { FoundPaper } from "../papers/found-paper.ts";
import type { PaperFinder } from "../papers/sources/find-papers.ts";
import { SourceError } from "../papers/sources/http/source-error.ts";
import { writeBatch } from "../store/database.ts";
import { papersWithoutAbstract, putSource, readSource } from "../store/sources/sources.ts";
import { DAY_MS, HOUR_MS } from "../time/day.ts";
import { timeLeft } from "../time/not-before.ts";
import type { SyncContext } from "./sync-source.ts";

/** The setting that holds when this ran last. */
const NAME = "abstracts";
/** How many per run: one request to arXiv takes a hundred ids. */
const MOST = 300;
const BATCH = 50;

export interface AbstractsRun {
  readonly wanted: number;
  readonly filled: number;
  /** Why some are missing. */
  readonly trouble?: string;
}

/**
 * Fetches the abstracts of papers that came without one, such as those of the starter catalogue. Does nothing if it ran
 * within a day (within an hour, if it failed), since papers that nobody knows would be asked for again and again.
 */
export async function fillAbstracts(context: SyncContext, finder: PaperFinder): Promise<AbstractsRun> {
  const { db, now, signal } = context;
  const { next_run_at: due } = await readSource(db, NAME);
  if (due !== null && timeLeft(Date.parse(due), now().getTime(), DAY_MS) > 0) return { wanted: 0, filled: 0 };
  const wanted = await papersWithoutAbstract(db, MOST);
  let filled = 0;
  let batch: FoundPaper[] = [];

  async function flush(): Promise<void> {
    const added = await addPapers(db, batch, now());
    filled += added.filter(({ fate }) => fate === "updated").length;
    batch = [];
    await context.onStored({ told: filled, new: 0 });
  }

  let trouble: string | undefined;
  try {
    for await (const paper of finder.findMany(wanted, signal)) {
      batch.push(paper);
      if (batch.length >= BATCH) await flush();
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    trouble = error.message;
  }
  if (batch.length > 0) await flush();
  const next = new Date(now().getTime() + (trouble === undefined ? DAY_MS : HOUR_MS)).toISOString();
  await writeBatch(db, (tx) =>
    putSource(tx, { name: NAME, bookmark: null, ran_at: now().toISOString(), next_run_at: next }),
  );
  return { wanted: wanted.length, filled, ...(trouble !== undefined && { trouble }) };
}
