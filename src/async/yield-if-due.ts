/** How long work may go on before everything else gets a turn of the event loop, in milliseconds. */
const SLICE_MS = 10;

/**
 * Yields to the event loop if that is due; to be awaited between the steps of long work. It measures the time since the
 * loop last turned, whatever has run since: many short pieces, one right after the other, block it as much as a long
 * one. Waiters share the time of one turn.
 */
export const yieldIfDue = createYieldIfDue(() => performance.now());

/** The same by the clock `now`, in milliseconds. All work of a process has to share one instance. */
export function createYieldIfDue(now: () => number): () => Promise<void> {
  let turnedAt = now();
  let isTurning = false;
  const waiting: (() => void)[] = [];

  function resumeNext(): void {
    if (!isTurning) {
      isTurning = true;
      turnedAt = now();
      setImmediate(() => {
        isTurning = false;
      });
    }
    // Waiters resumed earlier in this turn may have used it up.
    if (now() - turnedAt >= SLICE_MS) setImmediate(resumeNext);
    else waiting.shift()?.();
  }

  return async () => {
    if (now() - turnedAt < SLICE_MS) return;
    await new Promise<void>((resolve) => {
      // First in, first out, whichever call asked for this turn.
      waiting.push(resolve);
      setImmediate(resumeNext);
    });
  };
}
