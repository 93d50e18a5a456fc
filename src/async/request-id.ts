import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";

/** Something that was asked for, or that the program does by itself: an interaction, an HTTP request, a post, a sync. */
interface Work {
  /** Six hexadecimal digits. */
  readonly id: string;
  /** What somebody wrote, and no log line may repeat. */
  readonly hidden: Set<string>;
}

const current = new AsyncLocalStorage<Work>();

/** Shorter words are no secret, and would blank half a line. */
const SHORTEST_HIDDEN = 4;

/**
 * Does work under an id of its own, which every line of the log that it leads to carries, however many promises away. Work
 * within other work goes under that one's id: what came in first names it all.
 */
export function inRequest<T>(work: () => T): T {
  if (current.getStore()) return work();
  return current.run({ id: newId(), hidden: new Set() }, work);
}

/** The id of the work that is being done; a fresh one where it is nobody's. */
export function requestId(): string {
  return current.getStore()?.id ?? newId();
}

/** The id of the work that is being done, if it has one. */
export function knownRequestId(): string | undefined {
  return current.getStore()?.id;
}

/** Keeps texts out of all further lines of this work, errors of libraries that repeat them included. */
export function hideFromLog(texts: readonly string[]): void {
  const { hidden } = current.getStore() ?? {};
  for (const text of texts) if (text.length >= SHORTEST_HIDDEN) hidden?.add(text);
}

/** What no line of this work may repeat, the longest first. */
export function hiddenFromLog(): readonly string[] {
  const { hidden } = current.getStore() ?? {};
  return hidden === undefined ? [] : [...hidden].sort((a, b) => b.length - a.length);
}

function newId(): string {
  return randomBytes(3).toString("hex");
}
