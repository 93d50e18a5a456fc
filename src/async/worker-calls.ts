import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";

/** What a worker may take of the machine. */
export interface WorkerLimits {
  /** From the start of the thread to its answer, in milliseconds. */
  readonly withinMs: number;
  /** For its objects. Buffers are not counted: bound what is handed over. */
  readonly heapMb: number;
  /** Calls that wait while one runs, of everybody; more are refused, and so is a second one of the same caller. */
  readonly mostWaiting: number;
  /** Whether the process stays alive for an answer; otherwise it may end while one is waited for. */
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

/** Work in a thread of its own: whatever happens there, it costs the caller one answer at most. */
export interface WorkerCalls<Input, Output> {
  /** `who` takes turns with other callers. Rejects with a WorkerCallError. */
  call(input: Input, who: string): Promise<Output>;
}

/**
 * Calls of `file`, a module that answers with `answerCall`: each in a new thread, one after the other. Whoever was
 * called for last comes last: nobody waits for more than one call of each other caller. A thread that takes too long is
 * terminated, even in the middle of a regular expression; so is the running one once `signal` is aborted.
 */
export function createWorkerCalls<Input, Output>(
  file: URL,
  limits: WorkerLimits,
  signal?: AbortSignal,
): WorkerCalls<Input, Output> {
  const waiting: { readonly who: string; readonly begin: () => void }[] = [];
  // Whose calls have run since there was nothing to do, the last at the end.
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
    // Nothing of the settings, least of all the tokens.
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
      // Last: whoever listens for messages keeps the process alive.
      if (!keepsAlive) worker.unref();
    });
  } finally {
    clearTimeout(timer);
    if (stop) signal?.removeEventListener("abort", stop);
    void worker.terminate();
  }
}

/** The file of a worker beside a module. Threads run what is built; where the module runs from its source, that is in dist/. */
export function workerFile(name: string, module: string): URL {
  const { href } = new URL(`./${name}.js`, module);
  const beside = new URL(href);
  const source = href.lastIndexOf("/src/");
  return existsSync(beside) ? beside : new URL(`${href.slice(0, source)}/dist${href.slice(source)}`);
}
