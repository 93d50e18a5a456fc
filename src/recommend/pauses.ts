/** Other requests get a turn whenever a piece of work has gone on for so long. */
const SLICE_MS = 10;

/** For one piece of work: to be waited for between its steps, it lets others have their turn when that is due. */
export function createPauses(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < SLICE_MS) return;
    await new Promise((resolve) => setImmediate(resolve));
    began = performance.now();
  };
}
