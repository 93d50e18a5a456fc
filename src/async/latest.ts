import { sleep } from "./sleep.ts";

/** Throttles work for each key and keeps only the latest call, for work of which only the last state counts. */
export interface Latest {
  /** Begins at once, or when the interval since the last start has passed; replaces a call that still waits. */
  run(key: string, work: () => Promise<void>): void;
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>;
  /** Drops the calls that wait, and resolves when nothing runs. */
  stop(): Promise<void>;
}

/** `work` must not reject. A wait does not keep the process alive. */
export function createLatest(everyMs: number): Latest {
  const waiting = new Map<string, { next: (() => Promise<void>) | undefined }>();
  const serving = new Set<Promise<void>>();
  const stopping = new AbortController();

  async function serve(key: string, queue: { next: (() => Promise<void>) | undefined }): Promise<void> {
    for (let work = queue.next; work && !stopping.signal.aborted; work = queue.next) {
      queue.next = undefined;
      const pause = sleep(everyMs, { ref: false, signal: stopping.signal });
      await Promise.all([work(), pause]);
    }
    waiting.delete(key);
  }

  const settled = async () => {
    while (serving.size > 0) await Promise.all(serving);
  };

  return {
    run(key, work) {
      const known = waiting.get(key);
      if (known) {
        known.next = work;
        return;
      }
      const queue = { next: work };
      waiting.set(key, queue);
      const served = serve(key, queue).finally(() => serving.delete(served));
      serving.add(served);
    },
    idle: settled,
    stop() {
      stopping.abort();
      return settled();
    },
  };
}
