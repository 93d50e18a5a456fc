import { retry } from "../../async/retry.ts";
import type { Database } from "../database.ts";
import { isBusy } from "../dialect.ts";
import { writeSetting } from "../settings.ts";

/** How long another program may hold the lock before that counts as a failure, in milliseconds. */
const PATIENCE_MS = 2000;

/**
 * Writes one row to the disk, the same one each time, to see whether that can be done. It is no batch, and takes no
 * revision: nobody has to read anything anew. Rejects with a StoreError that says why it failed.
 */
export function probeWrite(db: Database, now: Date): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  const write = () => db.transaction().execute((tx) => writeSetting(tx, "write-probe", now.toISOString()));
  return retry(write, {
    waitAfter: (error) => (isBusy(error) && performance.now() < end ? 50 : undefined),
  });
}
