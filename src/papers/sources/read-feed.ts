import {
  createWorkerCalls,
  WorkerCallError,
  type WorkerLimits,
  type WorkerTrouble,
  workerFile,
} from "../../async/worker-calls.ts";
import type { FoundPaper } from "../found-paper.ts";
import type { FeedText } from "./feed-papers.ts";
import { SourceError, type Trouble } from "./http/source-error.ts";

/** The papers of a feed, or for an entry that is none the reason. Throws a SourceError. */
export type ReadFeed = (feed: FeedText) => Promise<readonly (FoundPaper | string)[]>;

/** The worker thread's answer. */
export type FeedAnswer =
  | { readonly papers: readonly (FoundPaper | string)[] }
  | { readonly trouble: Trouble; readonly message: string };

/** An ordinary feed of 5 MB takes a second or two. */
const LIMITS: WorkerLimits = { withinMs: 10_000, heapMb: 256, mostWaiting: 100, keepsAlive: true };

/**
 * `papersInFeed` in a thread of its own with limits of time and memory: a feed that would hold up the program fails, and that
 * is all.
 */
export function createReadFeed(
  signal?: AbortSignal,
  {
    file = workerFile("feed-worker", import.meta.url),
    limits = LIMITS,
  }: { readonly file?: URL; readonly limits?: WorkerLimits } = {},
): ReadFeed {
  const worker = createWorkerCalls<FeedText, FeedAnswer>(file, limits, signal);
  return async (feed) => {
    const answer = await worker.call(feed, feed.url).catch((error: unknown) => {
      if (!(error instanceof WorkerCallError)) throw error;
      throw new SourceError("invalid", REASONS[error.trouble], { cause: error });
    });
    if ("papers" in answer) return answer.papers;
    throw new SourceError(answer.trouble, answer.message);
  };
}

const REASONS: Readonly<Record<WorkerTrouble, string>> = {
  "too slow": "took too long to read",
  "out of memory": "took too much memory to read",
  failed: "could not be read",
  "one at a time": "is being read already",
  busy: "has to wait for other feeds",
  stopped: "was not read, because the program is ending",
};
