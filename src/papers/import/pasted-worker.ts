import { answerCall } from "../../async/worker-answer.ts";
import { papersNamedIn } from "./pasted.ts";
import type { PastedCall } from "./read-pasted.ts";

/** What runs in the thread of its own. */
await answerCall(({ text, most }: PastedCall) => papersNamedIn(text, most));
