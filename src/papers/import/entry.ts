import type { FoundPaper } from "../found-paper.ts";

/** A paper, or a place where there should have been one and why there is none. `line` counts from 1. */
export type Finding =
  | { readonly kind: "paper"; readonly line: number; readonly found: FoundPaper; readonly digest?: string }
  | { readonly kind: "broken"; readonly line: number; readonly reason: string };

/**
 * A finding, or a record that was imported before, word for word, and is skipped. `bytes` of the file
 * had been read by then: for a progress bar against the file's size.
 */
export type Entry = (Finding | { readonly kind: "taken"; readonly line: number }) & {
  readonly bytes: number;
};

/** Tells which records have been imported before, by their digests. */
export type Taken = (digests: readonly string[]) => Promise<ReadonlySet<string>>;

/** The finding for what a parser returned: a paper, or the reason why there is none. */
export function finding(line: number, result: FoundPaper | string, digest?: string): Finding {
  return typeof result === "string"
    ? // Reasons quote the file, and are shown in a terminal.
      { kind: "broken", line, reason: result.replace(/\p{C}/gu, " ") }
    : { kind: "paper", line, found: result, ...(digest !== undefined && { digest }) };
}
