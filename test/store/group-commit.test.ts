import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { groupCommit } from "../../src/store/group-commit.ts";
import { readSetting, writeSetting } from "../../src/store/settings.ts";
import { temporaryFolder } from "../support/folder.ts";

describe("groupCommit", () => {
  it("writes what comes at once in few transactions, and spoils nothing for one that fails", async () => {
    const db = await openDatabase(join(temporaryFolder(), "paperboy.db"));
    const transactions = new Set<Database>();
    const writes = Array.from({ length: 20 }, (_, at) =>
      groupCommit(db, async (tx) => {
        transactions.add(tx);
        await writeSetting(tx, `n${at}`, "written");
        return at;
      }),
    );
    expect(await Promise.all(writes)).toEqual(Array.from({ length: 20 }, (_, at) => at));
    expect(transactions.size).toBe(1);

    const results = await Promise.allSettled([
      groupCommit(db, (tx) => writeSetting(tx, "good", "written")),
      groupCommit(db, async (tx) => {
        await writeSetting(tx, "bad", "written");
        throw new Error("half way");
      }),
      groupCommit(db, (tx) => writeSetting(tx, "good too", "written")),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await Promise.all(["good", "bad", "good too"].map((name) => readSetting(db, name)))).toEqual([
      "written",
      undefined,
      "written",
    ]);
    await db.destroy();
  });
});
