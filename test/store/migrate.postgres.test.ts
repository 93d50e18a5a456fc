import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Database, openDatabase, writeBatch } from "../../src/store/database.ts";
import { migrateLibrary } from "../../src/store/migrate/migrate-library.ts";
import { canonical } from "../../src/store/migrate/rows.ts";
import { OWNERSHIP } from "../../src/store/ownership.ts";
import type { Schema } from "../../src/store/schema.ts";
import { writeSetting } from "../../src/store/settings.ts";
import { openAlone } from "../../src/store/sqlite/open-alone.ts";
import { temporaryFolder } from "../support/folder.ts";
import { emptyAddress, freshAddress } from "../support/postgres.ts";

const TABLES = (Object.keys(OWNERSHIP) as (keyof Schema)[]).filter(
  (name) => !["index_snapshots", "index_chunks", "migration_flags"].includes(name),
);

/** Texts that a language would sort in another order, and that need care on their way. */
const HARD = [
  "a",
  "B",
  "é",
  "_",
  "-",
  "Z",
  "'); drop table papers; --",
  '"',
  "\\",
  "𝔘𝕟𝕚",
  "\u2028",
  "%",
  " a",
  "a b",
  "",
];

/** A library with 15 rows in every table. */
async function someFile(): Promise<{ readonly file: string; readonly tables: readonly string[] }> {
  const file = join(temporaryFolder(), "paperboy.db");
  const db = await openDatabase(file);
  for (const table of TABLES) {
    const { rows: columns } = await sql<{ name: string; type: string; required: number }>`
      select name, type, "notnull" or pk > 0 as required from pragma_table_info(${table})`.execute(db);
    for (const [at, text] of HARD.entries()) {
      const row = Object.fromEntries(
        columns.map(({ name, type, required }) => [
          name,
          type === "TEXT" ? (required === 0 && at % 3 === 0 ? null : text) : at * 2 ** 30,
        ]),
      );
      await sql`insert into ${sql.table(table)} (${sql.join(Object.keys(row).map((name) => sql.ref(name)))})
        values (${sql.join(Object.values(row))})`.execute(db);
    }
  }
  await writeSetting(db, "library-id", "this library");
  await db.destroy();
  return { file, tables: TABLES };
}

async function target(address: string): Promise<Database> {
  const db = await openDatabase(address, { isComing: true });
  onTestFinished(() => db.destroy());
  return db;
}

async function everything(db: Database): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables = TABLES.map(async (table) => {
    const rows = await db.selectFrom(table).selectAll().execute();
    return [table, rows.map(canonical).sort()] as const;
  });
  return Object.fromEntries(await Promise.all(tables));
}

describe("migrateLibrary", () => {
  it("copies every row of every table, broken off again and again", async () => {
    const { file } = await someFile();
    const from = await openAlone(file);
    onTestFinished(() => from.destroy());
    const address = await emptyAddress();
    let breaks = 0;
    let sums: Awaited<ReturnType<typeof migrateLibrary>>;
    for (let most = 100; !sums; most += 400) {
      const to = await openDatabase(address, { isComing: true });
      const stop = new AbortController();
      sums = await migrateLibrary(from, to, {
        slice: 4,
        signal: stop.signal,
        onProgress: (done) => done >= most && stop.abort(),
      });
      await to.destroy();
      if (!sums) {
        breaks += 1;
        await expect(openDatabase(address)).rejects.toThrow(/not all of it has come/);
      }
    }
    expect(breaks).toBeGreaterThan(2);
    const to = await openDatabase(address);
    onTestFinished(() => to.destroy());
    expect(await everything(to)).toEqual(await everything(from));
    expect(sums.map(({ table }) => table)).toEqual(TABLES);
    expect(new Set(sums.map(({ checksum }) => checksum)).size).toBeGreaterThan(TABLES.length / 2);
    await expect(migrateLibrary(from, to)).rejects.toThrow(/in that database already/);
  });

  it("takes over what has changed between two tries", async () => {
    const { file } = await someFile();
    const address = await emptyAddress();
    const to = await target(address);
    const first = await openAlone(file);
    const stop = new AbortController();
    await migrateLibrary(first, to, {
      slice: 4,
      signal: stop.signal,
      onProgress: (done) => done > 600 && stop.abort(),
    });
    await first.destroy();
    const bot = await openDatabase(file);
    await writeBatch(bot, async (tx) => {
      await tx.updateTable("papers").set({ title: "Corrected" }).where("id", "=", "B").execute();
      await tx.deleteFrom("papers").where("id", "=", "Z").execute();
      await tx.updateTable("votes").set({ value: -1 }).execute();
    });
    await bot.destroy();
    const from = await openAlone(file);
    onTestFinished(() => from.destroy());
    expect(await migrateLibrary(from, to, { slice: 4 })).toBeDefined();
    expect(await everything(to)).toEqual(await everything(from));
  });

  it("refuses a database that holds something else, and a library that is in use", async () => {
    const { file } = await someFile();
    const address = await freshAddress();
    const other = await openDatabase(address);
    onTestFinished(() => other.destroy());
    await writeSetting(other, "library-id", "another library");
    const from = await openAlone(file);
    await expect(migrateLibrary(from, other)).rejects.toThrow(/holds another library/);
    await from.destroy();
    const bot = await openDatabase(file);
    onTestFinished(() => bot.destroy());
    await expect(openAlone(file)).rejects.toThrow(/in use. Stop the bot/);
    await expect(openAlone(`${file}.none`)).rejects.toThrow(/no library/);
  });
});
