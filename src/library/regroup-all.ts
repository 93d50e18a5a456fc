import { yieldIfDue } from "../async/yield-if-due.ts";
import { type Database, writeBatch, writePapers } from "../store/database.ts";
import { sharedTitleKeys } from "../store/papers.ts";
import { readSetting, writeSetting } from "../store/settings.ts";
import { gatherRecords } from "./gather-records.ts";
import { joinRecords } from "./join-records.ts";

const SETTING = "grouping";
/** Goes up whenever records are grouped differently than before: papers with the same title are then regrouped. */
const GROUPING = "1";
const AT_ONCE = 100;

/** Updates an older library, once: papers with the same title that are a preprint and its published version become one. */
export async function regroupAll(db: Database, now: Date): Promise<void> {
  if ((await readSetting(db, SETTING)) === GROUPING) return;
  const titleKeys = await sharedTitleKeys(db);
  for (let at = 0; at < titleKeys.length; at += AT_ONCE) {
    await writePapers(db, async (tx, revision) => {
      const gathered = await gatherRecords(tx, { ids: [], titleKeys: titleKeys.slice(at, at + AT_ONCE) });
      await joinRecords(tx, [], gathered, { revision, now });
    });
    await yieldIfDue();
  }
  await writeBatch(db, (tx) => writeSetting(tx, SETTING, GROUPING));
}
