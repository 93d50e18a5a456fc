import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";

/** What a worker may use of the machine. */
export interface WorkerLimits {
  /** The time from the start of the thread to its answer, in milliseconds. */
  readonly withinMs: number;
  /** For its objects. Buffers are not counted, so bound what is passed to it. */
  readonly heapMb: number;
  /**
   * How many calls of all callers may wait while one runs. Further calls are refused, and so is a second one of the
   * same caller.
   */
  readonly mostWaiting: number;
  /** Whether a pending call keeps the process alive; otherwise the process may end before the answer comes. */
  readonly keepsAlive?: boolean;
}

/** Why a call has no answer. */
export type WorkerTrouble = "too slow" | "out of memory" | "busy" | "one at a time" | "stopped" | "failed";

export class WorkerCallError extends Error {
  override readonly name = "WorkerCallError";
  readonly trouble: WorkerTrouble;

  constructor(trouble: WorkerTrouble, options?: ErrorOptions) {
    super(`a worker had no answer: ${trouble}`, options);
    this.trouble = trouble;
  }
}

/** Runs work in a thread of its own: whatever happens there costs the caller no more than the answer. */
export interface WorkerCalls<Input, Output> {
  /** `who` takes turns with other callers. Rejects with a WorkerCallError. */
  call(input: Input, who: string): Promise<Output>;
}

/**
 * Calls of `file`, a module that answers with `answerCall`: each in a new thread, one at a time. The caller served last
 * comes last, so nobody waits for more than one call of each other caller. A thread that takes too long is terminated,
 * even in the middle of a regular expression; so is the running one once `signal` is aborted.
 */
export function createWorkerCalls<Input, Output>(
  file: URL,
  limits: WorkerLimits,
  signal?: AbortSignal,
): WorkerCalls<Input, Output> {
  const waiting: { readonly who: string; readonly begin: () => void }[] = [];
  // The callers served since the queue was last empty, the latest at the end.
  const served = new Set<string>();

  function enter(who: string): Promise<void> {
    if (served.size === 0) {
      served.add(who);
      return Promise.resolve();
    }
    if (waiting.some((one) => one.who === who)) throw new WorkerCallError("one at a time");
    if (waiting.length >= limits.mostWaiting) throw new WorkerCallError("busy");
    return new Promise((begin) => waiting.push({ who, begin }));
  }

  function leave(): void {
    const turns = ["", ...served];
    const turnOf = ({ who }: { who: string }) => Math.max(0, turns.lastIndexOf(who));
    const [next] = waiting.toSorted((a, b) => turnOf(a) - turnOf(b));
    if (!next) {
      served.clear();
      return;
    }
    waiting.splice(waiting.indexOf(next), 1);
    served.delete(next.who);
    served.add(next.who);
    next.begin();
  }

  return {
    async call(input, who) {
      await enter(who);
      try {
        return await inWorker<Output>(file, input, limits, signal);
      } finally {
        leave();
      }
    },
  };
}

async function inWorker<Output>(
  file: URL,
  input: unknown,
  { withinMs, heapMb, keepsAlive = false }: WorkerLimits,
  signal: AbortSignal | undefined,
): Promise<Output> {
  if (signal?.aborted) throw new WorkerCallError("stopped");
  const worker = new Worker(file, {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 16 },
    // None of the environment, which holds the tokens.
    env: {},
    argv: [],
    execArgv: [],
    stdin: false,
  });
  let timer: NodeJS.Timeout | undefined;
  let stop: (() => void) | undefined;
  try {
    return await new Promise<Output>((resolve, reject) => {
      const fail = (trouble: WorkerTrouble, cause?: unknown) => () =>
        reject(new WorkerCallError(trouble, cause === undefined ? undefined : { cause }));
      stop = fail("stopped");
      signal?.addEventListener("abort", stop, { once: true });
      timer = setTimeout(fail("too slow"), withinMs).unref();
      worker.once("message", resolve);
      worker.on("error", (error: NodeJS.ErrnoException) =>
        fail(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "out of memory" : "failed", error)(),
      );
      worker.once("exit", fail("failed"));
      // This comes last, since listening for messages keeps the process alive.
      if (!keepsAlive) worker.unref();
    });
  } finally {
    clearTimeout(timer);
    if (stop) signal?.removeEventListener("abort", stop);
    void worker.terminate();
  }
}

/**
 * The built file of a worker beside a module. Threads run built code, so a module that runs from its source is answered
 * with the file in dist/.
 */
export function workerFile(name: string, module: string): URL {
  const { href } = new URL(`./${name}.js`, module);
  const beside = new URL(href);
  const source = href.lastIndexOf("/src/");
  return existsSync(beside) ? beside : new URL(`${href.slice(0, source)}/dist${href.slice(source)}`);
}
