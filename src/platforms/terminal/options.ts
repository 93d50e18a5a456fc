import type { TypedLines } from "./history.ts";
import type { Output } from "./writer.ts";

export interface Streams {
  /** Where answers go; with `json`, everything. */
  readonly output: Output;
  /** Where problems with a line and our own failures go: a script that reads answers must not take them for one. */
  readonly errors: Output;
  /** For NO_COLOR, FORCE_COLOR and TERM. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface TerminalOptions extends Streams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** The text below the greeting: what to do next. */
  readonly hint: string;
  /** The lines that the prompt keeps between sessions. Without it, they are forgotten. */
  readonly typed?: TypedLines;
}
