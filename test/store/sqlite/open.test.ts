import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Database, openDatabase, writeBatch } from "../../../src/store/database.ts";
import { migrations } from "../../../src/store/migrations/index.ts";
import { readSetting, writeSetting } from "../../../src/store/settings.ts";
import { withConnection } from "../../../src/store/sqlite/connection.ts";
import { temporaryFolder } from "../../support/folder.ts";

async function opened(file: string): Promise<Database> {
  const db = await openDatabase(file, { derived: ["search.index"] });
  onTestFinished(() => db.destroy());
  return db;
}

/** The files of an open library, copied as a careless backup does. */
async function copied(names: readonly string[]): Promise<string> {
  const [from, to] = [temporaryFolder(), temporaryFolder()];
  const db = await opened(join(from, "paperboy.db"));
  await writeBatch(db, (tx) => writeSetting(tx, "colour", "green"));
  for (const name of names) copyFileSync(join(from, name), join(to, name));
  return to;
}

describe("a library that was lost", () => {
  it("is missed where its file is gone and its write-ahead log is there", async () => {
    const home = await copied(["paperboy.db-wal"]);
    await expect(opened(join(home, "paperboy.db"))).rejects.toThrow(
      /is missing, but paperboy\.db-wal beside it shows that there was a library\. Restore a backup/,
    );
    expect(readdirSync(home).filter((name) => !name.endsWith(".lock"))).toEqual(["paperboy.db-wal"]);
  });

  it("is missed where its file is empty, and the log is left for whoever can read it", async () => {
    const home = await copied(["paperboy.db", "paperboy.db-wal"]);
    truncateSync(join(home, "paperboy.db"));
    const log = readFileSync(join(home, "paperboy.db-wal"));
    await expect(opened(join(home, "paperboy.db"))).rejects.toThrow(
      /is empty \(0 bytes\), but paperboy\.db-wal/,
    );
    expect(readFileSync(join(home, "paperboy.db-wal")).equals(log)).toBe(true);
  });

  it("is missed where it holds no papers, but an index was made of it", async () => {
    const home = await copied(["paperboy.db", "paperboy.db-wal"]);
    writeFileSync(join(home, "search.index"), "an index");
    await expect(opened(join(home, "paperboy.db"))).rejects.toThrow(/holds no papers, but .*search\.index/);
  });

  it("is found again by its log after a kill", async () => {
    const home = await copied(["paperboy.db", "paperboy.db-wal"]);
    expect(await readSetting(await opened(join(home, "paperboy.db")), "colour")).toBe("green");
  });

  it("leaves no empty file behind where a new one could not be made", async () => {
    const home = temporaryFolder();
    await Promise.all([1, 2, 3].map(() => opened(join(home, "paperboy.db"))));
    expect(readdirSync(home).filter((name) => name.includes("draft"))).toEqual([]);
  });
});

describe("a library whose tables are to change", () => {
  /** A library of the version before the newest migration, as far as anybody can tell. */
  async function older(): Promise<string> {
    const file = join(temporaryFolder(), "paperboy.db");
    const db = await openDatabase(file);
    await writeSetting(db, "colour", "green");
    await db.destroy();
    return file;
  }

  it("is copied first, with what is in its log, and only then", async () => {
    const file = await older();
    const copy = join(file, "..", "paperboy.before-migration.db");
    await (await openDatabase(file)).destroy();
    expect(existsSync(copy)).toBe(false);

    const last = Object.keys(migrations).at(-1) ?? "";
    const db = await openDatabase(file);
    await sql`delete from kysely_migration where name = ${last}`.execute(db);
    await writeSetting(db, "colour", "blue");
    const events: unknown[] = [];
    // The last migration cannot run twice; whatever becomes of it, the copy was made before.
    await openDatabase(file, { onEvent: (event) => events.push(event) }).then(
      (other) => other.destroy(),
      () => {},
    );
    await db.destroy();
    expect(events).toEqual([{ kind: "copied", file, copy: "paperboy.before-migration.db" }]);
    const colour = "select value from settings where name = 'colour'";
    expect(withConnection(copy, (connection) => connection.prepare(colour).all(), true)).toEqual([
      { value: "blue" },
    ]);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
  });
});
