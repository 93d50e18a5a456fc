import { pause } from "../async/pause.ts";
import type { SearchIndex } from "../search/search-index.ts";

/** So often work begins again before it is done at one go. */
const ATTEMPTS = 3;

/**
 * Restarts work on change: runs steps that keep docs, with the event loop free in between. If papers come, change or go meanwhile, docs may stand for
 * others: then it begins again, and at last, if they go on coming, is done at one go.
 */
export async function restartOnChange<Result>(
  index: Pick<SearchIndex, "version" | "vectors">,
  work: () => Generator<void, Result>,
): Promise<Result> {
  // Not one of the steps: it takes seconds after a start, and papers that come meanwhile do not matter to it.
  await index.vectors.prepare();
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { version } = index;
    const steps = work();
    while (index.version === version) {
      const { done, value } = steps.next();
      if (done) return value;
      await pause();
    }
  }
  return atOnce(work());
}

function atOnce<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
