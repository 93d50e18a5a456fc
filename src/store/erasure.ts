import { randomUUID } from "node:crypto";
import { backoff } from "../async/backoff.ts";
import { sleep } from "../async/sleep.ts";
import type { Database } from "./database.ts";
import { dialectOf } from "./dialect.ts";
import { groupCommit } from "./group-commit.ts";
import { readSetting, writeSetting } from "./settings.ts";

/** Remembers, also over a restart, that the traces of deleted rows have to be erased. Each request has a value of its own. */
const SETTING = "erasure";

const WAIT = { firstMs: 250, longestMs: 30_000 };
/** After this many failures in a row (the database is closed, or its disk gone) the next start goes on. */
const MOST_FAILURES = 10;

const erasing = new WeakSet<Database>();

/** Records, as part of the batch that deletes something, that its traces are to be overwritten; then call `eraseDeleted`. */
export function requestErasure(tx: Database): Promise<void> {
  return writeSetting(tx, SETTING, randomUUID());
}

/**
 * Erases the traces of deleted rows, if that was requested. While somebody reads the database, it resolves and goes on
 * in the background until it is done; it never fails.
 */
export async function eraseDeleted(db: Database): Promise<void> {
  const isDone = await erase(db).catch(() => false);
  if (isDone || erasing.has(db)) return;
  erasing.add(db);
  void keepErasing(db).finally(() => erasing.delete(db));
}

async function keepErasing(db: Database): Promise<void> {
  let failures = 0;
  for (let earlier = 0; failures < MOST_FAILURES; earlier += 1) {
    await sleep(backoff(WAIT, earlier), { ref: false });
    try {
      if (await erase(db)) return;
      failures = 0;
    } catch {
      failures += 1;
    }
  }
}

/** Whether nothing is left to do. */
async function erase(db: Database): Promise<boolean> {
  const request = await readSetting(db, SETTING);
  if (request === undefined) return true;
  if (!(await dialectOf(db).eraseTraces(db))) return false;
  // Another request may have come in the meantime; it has another value, and stays.
  await groupCommit(db, (tx) =>
    tx.deleteFrom("settings").where("name", "=", SETTING).where("value", "=", request).execute(),
  );
  return (await readSetting(db, SETTING)) === undefined;
}
