/** How long a waiter may be held up by what arrives, in milliseconds: some hundred connections. */
const HELD_UP_MS = 50;

/**
 * Lets one waiter through per turn of the event loop. Between two answers that are computed, everything that has
 * arrived meanwhile is read and acknowledged: the acknowledgement of the last of 200 requests does not wait for the
 * answers to the first 199. Where what arrives takes a turn for each, as connections do, `arrivals` counts it, and
 * waiters are let through once a turn has brought nothing.
 */
export function createTurns(arrivals: () => number = () => 0): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let seen = 0;
  let since = 0;
  const next = () => {
    const now = performance.now();
    const all = arrivals();
    const isQuiet = all === seen || now - since >= HELD_UP_MS;
    seen = all;
    if (isQuiet) {
      waiting.shift()?.();
      since = now;
    }
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length > 1) return;
      since = performance.now();
      setImmediate(next);
    });
}
