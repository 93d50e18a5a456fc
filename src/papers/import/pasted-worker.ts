import { answerCall } from "../../async/worker-answer.ts";
import { papersNamedIn } from "./pasted.ts";
import type { PastedCall } from "./read-pasted.ts";

/** The worker thread's side of read-pasted.ts. */
await answerCall(({ text, most }: PastedCall) => papersNamedIn(text, most));
