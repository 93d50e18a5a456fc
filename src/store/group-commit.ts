import { type Database, writeBatch } from "./database.ts";
import { isBusy } from "./dialect.ts";

interface Job {
  readonly work: (tx: Database) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

interface Queue {
  jobs: Job[];
  running: boolean;
}

/** How many jobs share a transaction: a few milliseconds of work. */
const MOST_JOBS = 32;

const queues = new WeakMap<Database, Queue>();

/**
 * Like `writeBatch`, but jobs queued while another one is being written share the next transaction: most of the time
 * goes into waiting for the disk at the end of each. Resolves when the job is on disk. A job that fails fails no other;
 * like a batch, it must do nothing but query, since it may run again.
 */
export function groupCommit<T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T> {
  const queue = queues.get(db) ?? { jobs: [], running: false };
  queues.set(db, queue);
  return new Promise<T>((resolve, reject) => {
    queue.jobs.push({ work, resolve: (value) => resolve(value as T), reject });
    if (!queue.running) void drain(db, queue);
  });
}

/** How many writes wait for their turn. */
export function queuedWrites(db: Database): number {
  return queues.get(db)?.jobs.length ?? 0;
}

async function drain(db: Database, queue: Queue): Promise<void> {
  queue.running = true;
  while (queue.jobs.length > 0) {
    // Whatever is asked for in the same turn of the event loop is included.
    await new Promise(setImmediate);
    const jobs = queue.jobs.splice(0, MOST_JOBS);
    await runTogether(db, jobs);
  }
  queue.running = false;
}

async function runTogether(db: Database, jobs: readonly Job[]): Promise<void> {
  try {
    const values = await writeBatch(db, async (tx) => {
      const results: unknown[] = [];
      for (const { work } of jobs) results.push(await work(tx));
      return results;
    });
    for (const [at, { resolve }] of jobs.entries()) resolve(values[at]);
  } catch (error) {
    // One of them may have failed the transaction for all; a locked database is locked for each.
    if (jobs.length > 1 && !isBusy(error)) for (const job of jobs) await runTogether(db, [job]);
    else for (const { reject } of jobs) reject(error);
  }
}
