import type { TypedLines } from "./history.ts";
import type { Output } from "./writer.ts";

export interface Streams {
  /** Answers, and with `json` everything. */
  readonly output: Output;
  /** What is wrong with a line, and our own failures: a script that reads answers must not take them for one. */
  readonly errors: Output;
  /** For NO_COLOR, FORCE_COLOR and TERM. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface TerminalOptions extends Streams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Words below the greeting: how to go on from here. */
  readonly hint: string;
  /** What the prompt keeps from one session to the next. Without it, it is forgotten. */
  readonly typed?: TypedLines;
}
