import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { createReplica } from "../../src/app/replica.ts";
import { type Database, type OpenEvent, openDatabase } from "../../src/store/database.ts";
import type { TableChange } from "../../src/store/migrations/compatibility.ts";
import { migrations } from "../../src/store/migrations/index.ts";
import { openPostgres } from "../../src/store/postgres/open.ts";
import { readSetting, writeSetting } from "../../src/store/settings.ts";
import { freshAddress } from "../support/postgres.ts";
import { createRecordingLog } from "../support/recording-log.ts";

/** Makes a table that the version before has never heard of. */
const harmless: TableChange = {
  olderGoesOn: true,
  up: (db) => db.schema.createTable("extra").addColumn("name", "text").execute(),
};

/** Takes a table away that the version before still uses. */
const breaking: TableChange = { up: (db) => db.schema.dropTable("follows").execute() };

/** A database on which a process of this version runs. */
async function someRunning() {
  const address = await freshAddress();
  const db = await openDatabase(address);
  const log = createRecordingLog();
  const older = createReplica({ db, version: "1.1.0", now: () => new Date(), log, name: "bot-1.abc" });
  await older.start();
  onTestFinished(async () => {
    await older.stop();
    await db.destroy();
  });
  return { address, db, older };
}

/** A process of the next version, which brings a change of the tables along. */
function upgrade(address: string, change: TableChange, options: Parameters<typeof openPostgres>[1] = {}) {
  const events: OpenEvent[] = [];
  const opening = openPostgres(
    address,
    { onEvent: (event) => events.push(event), ...options },
    { ...migrations, "9000_planted": change },
  );
  const opened = opening.then((db: Database) => {
    onTestFinished(() => db.destroy());
    return db;
  });
  return { events, opened };
}

describe("an upgrade beside a running process of the version before", () => {
  it("changes the tables at once where the older one can go on, and lets it start again", async () => {
    const { address, db } = await someRunning();
    const { opened, events } = upgrade(address, harmless);
    const newer = await opened;
    expect(events).toEqual([]);
    await writeSetting(newer, "colour", "blue");
    expect(await readSetting(db, "colour")).toBe("blue");
    const again = await openDatabase(address);
    await writeSetting(again, "colour", "red");
    expect(await readSetting(newer, "colour")).toBe("red");
    await again.destroy();
  });

  it("says whom a change would break, and waits until they have ended", async () => {
    const { address, db, older } = await someRunning();
    const { opened, events } = upgrade(address, breaking);
    await expect
      .poll(() => events)
      .toMatchObject([{ kind: "waiting", running: ["bot-1.abc (version 1.1.0)"] }]);
    expect(await db.selectFrom("follows").selectAll().execute()).toEqual([]);
    await older.stop();
    await opened;
    await expect(openDatabase(address)).rejects.toThrow(/newer Paperboy/);
  });

  it("changes nothing where the wait is given up, and does not wait where it is told not to", async () => {
    const { address, db } = await someRunning();
    const given = new AbortController();
    const { opened, events } = upgrade(address, breaking, { signal: given.signal });
    await expect.poll(() => events).toHaveLength(1);
    given.abort();
    await expect(opened).rejects.toThrow(/Nothing was changed/);
    expect(await db.selectFrom("follows").selectAll().execute()).toEqual([]);
    await upgrade(address, breaking, { isForced: true }).opened;
    const { rows } = await sql<{ name: string | null }>`select to_regclass('follows') as name`.execute(db);
    expect(rows).toEqual([{ name: null }]);
  });
});
