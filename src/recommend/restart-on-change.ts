import { yieldIfDue } from "../async/yield-if-due.ts";
import type { IndexReader, SearchIndex } from "../search/search-index.ts";

/** How often work restarts before it is done in one go. */
const ATTEMPTS = 3;

/**
 * Runs steps that refer to docs, with the event loop free in between. If papers are added, changed or removed
 * meanwhile, docs may stand for others: the work then restarts with a new reader and, if changes go on, is at last done
 * in one go.
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
    // A paper may have been added on the way here. That can't go on: whoever adds papers pauses.
    if (reader.isCurrent) return atOnce(work(reader));
  }
}

function atOnce<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
