/** Everything else gets a turn whenever work has gone on for so long. */
const SLICE_MS = 10;

/**
 * To be waited for between the steps of long work: lets the event loop turn if that is due. What counts is when it last did,
 * whoever was at work since then: many short pieces, one right after the other, hold it up like a long one. Those who
 * wait share a turn's time.
 */
export const pause = createPause(() => performance.now());

/** A pause by the clock `now`, in milliseconds. All work of a process has to share one. */
export function createPause(now: () => number): () => Promise<void> {
  let turned = now();
  let isTurning = false;
  const waiting: (() => void)[] = [];

  function goOn(): void {
    if (!isTurning) {
      isTurning = true;
      turned = now();
      setImmediate(() => {
        isTurning = false;
      });
    }
    // Those who went on before in this turn may have used it up.
    if (now() - turned >= SLICE_MS) setImmediate(goOn);
    else waiting.shift()?.();
  }

  return async () => {
    if (now() - turned < SLICE_MS) return;
    await new Promise<void>((resolve) => {
      // Whoever has waited longest is the first to go on, whichever call it was made for.
      waiting.push(resolve);
      setImmediate(goOn);
    });
  };
}
