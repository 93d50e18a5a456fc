import { yieldIfDue } from "../async/yield-if-due.ts";
import type { IndexReader, SearchIndex } from "../search/search-index.ts";

/** So often work begins again before it is done at one go. */
const ATTEMPTS = 3;

/**
 * Restarts work on change: runs steps that keep docs, with the event loop free in between. If papers come, change or go meanwhile,
 * docs may stand for others: then it begins again with another reader, and at last, if they go on coming, is done at one go.
 */
export async function restartOnChange<Result>(
  index: Pick<SearchIndex, "reader">,
  work: (reader: IndexReader) => Generator<void, Result>,
): Promise<Result> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const reader = await index.reader();
    const steps = work(reader);
    while (reader.isCurrent) {
      const { done, value } = steps.next();
      if (done) return value;
      await yieldIfDue();
    }
  }
  for (;;) {
    const reader = await index.reader();
    // A paper may have come on the way here. It cannot come again and again: whoever adds papers pauses.
    if (reader.isCurrent) return atOnce(work(reader));
  }
}

function atOnce<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
