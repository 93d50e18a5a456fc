/**
 * Lets one waiter through per turn of the event loop. Between two answers that are computed, everything that has
 * arrived meanwhile is read and acknowledged: the acknowledgement of the last of 200 requests does not wait for the
 * answers to the first 199.
 */
export function createTurns(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const next = () => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(next);
    });
}
