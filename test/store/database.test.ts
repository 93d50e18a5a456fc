import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { StoreError } from "../../src/errors.ts";
import { type Database, openDatabase, writeBatch, writePapers } from "../../src/store/database.ts";
import { readSetting, writeSetting } from "../../src/store/settings.ts";
import { explainStoreError } from "../../src/store/sqlite/explain-error.ts";
import { temporaryFolder } from "../support/folder.ts";

async function withDatabase<T>(file: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase(file);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

describe("openDatabase", () => {
  it("makes the folder and the tables, in WAL mode, and opens them again", async () => {
    const file = join(temporaryFolder(), "a", "b", "paperboy.db");
    await withDatabase(file, (db) => writeSetting(db, "colour", "green"));
    await withDatabase(file, async (db) => {
      expect(await readSetting(db, "colour")).toBe("green");
      const { rows } = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db);
      expect(rows.map((row) => row.journal_mode)).toEqual(["wal"]);
    });
  });

  it.each([
    ["some other file", Buffer.from("Dear diary, this is not a database at all.")],
    ["random bytes", Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 89) % 251))],
    [
      "a header and nothing behind it",
      Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(4000, 7)]),
    ],
  ])("refuses %s and leaves it as it was", async (_, bytes) => {
    const file = join(temporaryFolder(), "paperboy.db");
    writeFileSync(file, bytes);
    await expect(openDatabase(file)).rejects.toThrow(/not a Paperboy library, or is damaged/);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it("refuses a file of a newer program and leaves it as it was", async () => {
    const file = join(temporaryFolder(), "paperboy.db");
    await withDatabase(file, async (db) => {
      await sql`insert into kysely_migration (name, timestamp) values ('9999_future', '2099-01-01')`.execute(
        db,
      );
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
    });
    const before = readFileSync(file);
    const opening = openDatabase(file);
    await expect(opening).rejects.toThrow(StoreError);
    await expect(opening).rejects.toThrow(/newer Paperboy/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it("goes on with a file of a newer program that said that it can", async () => {
    const file = join(temporaryFolder(), "paperboy.db");
    await withDatabase(file, async (db) => {
      await sql`insert into kysely_migration (name, timestamp) values ('9999_future', '2099-01-01')`.execute(
        db,
      );
      await db.insertInto("migration_flags").values({ name: "9999_future", older_goes_on: 1 }).execute();
    });
    await withDatabase(file, async (db) => {
      const flags = await db.selectFrom("migration_flags").select(["name", "older_goes_on"]).execute();
      expect(flags).toContainEqual({ name: "0104_rolling_upgrades", older_goes_on: 1 });
    });
  });

  it("says what to do when the home is a file", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "home"), "");
    await expect(openDatabase(join(folder, "home", "paperboy.db"))).rejects.toThrow(
      /not a folder. Set PAPERBOY_HOME/,
    );
  });

  it("says what to do when the file is a folder", async () => {
    await expect(openDatabase(temporaryFolder())).rejects.toThrow(StoreError);
  });
});

describe("writePapers", () => {
  it("counts revisions, and gives back the one of a batch that failed", async () => {
    await withDatabase(join(temporaryFolder(), "paperboy.db"), async (db) => {
      expect(await writePapers(db, async (_, revision) => revision)).toBe(1);
      await expect(
        writePapers(db, () => {
          throw new Error("half way");
        }),
      ).rejects.toThrow("half way");
      expect(await writePapers(db, async (_, revision) => revision)).toBe(2);
    });
  });

  it("lets two connections write at once, one after the other", async () => {
    const file = join(temporaryFolder(), "paperboy.db");
    await withDatabase(file, (one) =>
      withDatabase(file, async (two) => {
        const revisions = await Promise.all(
          [one, two, one, two].map((db) => writePapers(db, async (_, revision) => revision)),
        );
        expect([...revisions].sort()).toEqual([1, 2, 3, 4]);
      }),
    );
  });

  it("leaves the revision alone where no paper is written", async () => {
    await withDatabase(join(temporaryFolder(), "paperboy.db"), async (db) => {
      await writeBatch(db, (tx) => writeSetting(tx, "colour", "green"));
      expect(await writePapers(db, async (_, revision) => revision)).toBe(1);
    });
  });

  it("reports a full disk, keeps what was there, and goes on when there is room", async () => {
    const file = join(temporaryFolder(), "paperboy.db");
    await withDatabase(file, async (db) => {
      await writeSetting(db, "before", "kept");
      const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
      await sql.raw(`pragma max_page_count = ${rows[0]?.page_count}`).execute(db);
      const write = writeBatch(db, (tx) => writeSetting(tx, "big", "x".repeat(100_000)));
      const error = await write.catch((reason) => explainStoreError(reason, file));
      expect(error).toBeInstanceOf(StoreError);
      expect(String(error)).toMatch(/disk that holds .* is full/);
      await sql.raw("pragma max_page_count = 1000000").execute(db);
      await writeBatch(db, (tx) => writeSetting(tx, "big", "x".repeat(100_000)));
      expect(await readSetting(db, "before")).toBe("kept");
    });
  });
});
