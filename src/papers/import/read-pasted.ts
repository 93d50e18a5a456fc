import {
  createWorkerCalls,
  WorkerCallError,
  type WorkerLimits,
  type WorkerTrouble,
  workerFile,
} from "../../async/worker-calls.ts";
import { UserError } from "../../errors.ts";
import type { Pasted } from "./pasted.ts";

/**
 * The papers that a text from chat names, for somebody who takes turns with others. Throws a UserError that says what to do
 * if it cannot be read.
 */
export type ReadPasted = (text: string, most: number, who: string) => Promise<Pasted>;

/** The message to the worker thread. */
export interface PastedCall {
  readonly text: string;
  readonly most: number;
}

/** The longest text that is read, in UTF-16 units: the limit for files in chat. */
const LONGEST = 1_000_000;

/** An ordinary file of 1 MB takes a second. */
export const PASTED_LIMITS: WorkerLimits = { withinMs: 10_000, heapMb: 256, mostWaiting: 8 };

/**
 * `papersNamedIn` in a thread of its own with limits of time and memory: a text that would hold up the program costs its
 * sender an answer, and nobody else.
 */
export function createReadPasted(
  signal?: AbortSignal,
  {
    file = workerFile("pasted-worker", import.meta.url),
    limits = PASTED_LIMITS,
  }: { readonly file?: URL; readonly limits?: WorkerLimits } = {},
): ReadPasted {
  const worker = createWorkerCalls<PastedCall, Pasted>(file, limits, signal);
  return async (text, most, who) => {
    if (text === "") return { papers: [], broken: [], brokenCount: 0 };
    if (text.length > LONGEST)
      throw new UserError("I read up to 1 MB at a time. Send the part that matters.");
    try {
      return await worker.call({ text, most }, who);
    } catch (error) {
      if (!(error instanceof WorkerCallError)) throw error;
      throw new UserError(ANSWERS[error.trouble], { cause: error });
    }
  };
}

const SMALLER = "Try a smaller one, or run npm start -- import FILE.";

const ANSWERS: Readonly<Record<WorkerTrouble, string>> = {
  "too slow": `That file took too long to read. ${SMALLER}`,
  "out of memory": `That file took too much memory to read. ${SMALLER}`,
  failed: `I couldn't read that file. ${SMALLER}`,
  "one at a time": "I'm still reading what you sent before. Try again in a minute.",
  busy: "I'm reading other files right now. Try again in a minute.",
  stopped: "I'm shutting down. Try again in a few minutes.",
};
