/** Everything else gets a turn whenever work has gone on for so long. */
const SLICE_MS = 10;

let turned = performance.now();

/**
 * To be waited for between the steps of long work: lets the event loop turn if that is due. What counts is when it last did,
 * whoever was at work since then: many short pieces, one right after the other, hold it up like a long one.
 */
export async function pause(): Promise<void> {
  if (performance.now() - turned < SLICE_MS) return;
  await new Promise((resolve) => setImmediate(resolve));
  turned = performance.now();
}
