/**
 * How many turns a waiter may be held up by what arrives: a burst of so many connections, some 50 ms of work. Not a time: on
 * a busy machine, where a burst takes longest, it would run out before the burst is over.
 */
const HELD_UP = 250;

/**
 * Lets one waiter through per turn of the event loop. Between two answers that are computed, everything that has
 * arrived meanwhile is read and acknowledged: the acknowledgement of the last of 200 requests does not wait for the
 * answers to the first 199. Where what arrives takes a turn for each, as connections do, `arrivals` counts it, and
 * waiters are let through once a turn has brought nothing.
 */
export function createTurns(arrivals: () => number = () => 0): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let seen = 0;
  let heldUp = 0;
  const next = () => {
    const all = arrivals();
    const isQuiet = all === seen || heldUp >= HELD_UP;
    seen = all;
    if (isQuiet) waiting.shift()?.();
    heldUp = isQuiet ? 0 : heldUp + 1;
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(next);
    });
}
