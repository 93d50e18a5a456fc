/**
 * How many turns of the event loop arrivals may delay a waiter: a burst of 250 connections, some 50 ms of work. Counted
 * in turns, not in time: on a busy machine, where a burst takes longest, a time limit would run out before the burst is
 * over.
 */
const HELD_UP = 250;

/**
 * Lets one waiter through per turn of the event loop. Between two computed answers, everything that has arrived is read
 * and acknowledged, so the acknowledgement of the last of 200 requests does not wait for the answers to the first 199.
 * Where each arrival takes a turn, as connections do, `arrivals` counts them, and waiters are let through once a turn
 * has brought none.
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
