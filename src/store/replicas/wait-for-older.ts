import { sleep } from "../../async/sleep.ts";
import { StoreError } from "../../errors.ts";
import type { Database } from "../dialect.ts";
import { livingReplicas, type ReplicaRecord } from "./replicas.ts";

interface WaitParts {
  /** The clock by which replicas say that they live. */
  readonly now: () => Promise<Date>;
  /** Is told whom it waits for: at first, and when that has changed. */
  readonly onWait: (replicas: readonly ReplicaRecord[]) => void;
  /** Aborting it gives up. */
  readonly signal?: AbortSignal | undefined;
}

/** How often is looked, in milliseconds. */
const LOOK_MS = 1000;

/**
 * Waits until no process works on the database: those that do are of an older version, which could not go on. Throws a StoreError
 * if it was given up.
 */
export async function waitForOlder(db: Database, { now, onWait, signal }: WaitParts): Promise<void> {
  let before = "";
  for (;;) {
    const living = await livingReplicas(db, await now());
    if (living.length === 0) return;
    const names = living.map(({ name }) => name).join();
    if (names !== before) onWait(living);
    before = names;
    await sleep(LOOK_MS, { signal });
    if (signal?.aborted)
      throw new StoreError("Stopped while waiting for processes of an older version. Nothing was changed.", {
        reason: "processes of an older version run",
      });
  }
}
