import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { StoreError } from "../../../src/errors.ts";
import { type Database, openDatabase, writeBatch, writePapers } from "../../../src/store/database.ts";
import { lookIntoDatabase } from "../../../src/store/postgres/look-into.ts";
import { readSetting, writeSetting } from "../../../src/store/settings.ts";
import { findServer } from "../../support/postgres/find-server.ts";
import { startServer } from "../../support/postgres/start-server.ts";
import { emptyAddress, freshAddress, freshDatabase, query } from "../../support/postgres.ts";

async function opened(address: string): Promise<Database> {
  const db = await openDatabase(address);
  onTestFinished(() => db.destroy());
  return db;
}

async function refusal(address: string): Promise<string> {
  const error = await openDatabase(address).then(
    (db) => db.destroy().then(() => undefined),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreError);
  return String(error);
}

describe("openDatabase on PostgreSQL", () => {
  it("makes the tables of an empty database once, also where several programs start together", async () => {
    const address = await emptyAddress();
    expect((await lookIntoDatabase(address)).looked).toMatchObject({ state: "empty", papers: 0 });
    const made: string[] = [];
    const open = () => openDatabase(address, { onEvent: ({ kind }) => made.push(kind) });
    const dbs = await Promise.all([open(), open(), open()]);
    onTestFinished(async () => void (await Promise.all(dbs.map((db) => db.destroy()))));
    expect(made).toEqual(["made"]);
    const { looked, db } = await lookIntoDatabase(address);
    await db?.destroy();
    expect(looked).toMatchObject({ state: "good", mostConnections: expect.any(Number) });
  });

  it("has every text compared byte by byte, and whole numbers of 64 bits", async () => {
    const db = await freshDatabase();
    const { rows } = await sql<{ column: string; type: string; collation: string | null }>`
      select table_name || '.' || column_name as "column", data_type as type, collation_name as collation
      from information_schema.columns where table_schema = 'public' and table_name not like 'kysely%'`.execute(
      db,
    );
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter(({ type, collation }) => type === "text" && collation !== "C")).toEqual([]);
    expect(rows.filter(({ type }) => !["text", "bigint", "bytea"].includes(type))).toEqual([]);
  });

  it("says what to do about an address that leads nowhere, without its password", async () => {
    const url = new URL(await emptyAddress());
    const changed = (change: (url: URL) => void) => {
      const other = new URL(url);
      other.password = "hunter22";
      change(other);
      return other.href;
    };
    const messages = await Promise.all(
      [
        changed((other) => (other.port = "1")),
        changed((other) => (other.pathname = "/nowhere")),
        changed((other) => (other.username = "nobody")),
        changed((other) => other.searchParams.set("sslmode", "require")),
        changed((other) => (other.hostname = "no-such-host.invalid")),
      ].map(refusal),
    );
    expect(messages).toEqual([
      expect.stringMatching(/can't be reached \(ECONNREFUSED\)\. Check that it runs/),
      expect.stringMatching(/nowhere does not exist\. Make it with createdb/),
      expect.stringMatching(/refuses the user or the password/),
      expect.stringMatching(/does not offer TLS/),
      expect.stringMatching(/can't be reached \((?:ENOTFOUND|EAI_AGAIN)\)/),
    ]);
    expect(messages.join()).not.toMatch(/hunter22/);
  });

  it("refuses what is not its own, and a database of a newer program", async () => {
    const address = await emptyAddress();
    await query(address.replace(/\/[^/]*$/, ""), "select 1");
    const other = await freshDatabase();
    await sql`insert into kysely_migration (name, timestamp) values ('9999_future', '2099-01-01')`.execute(
      other,
    );
    const [{ name } = { name: "" }] = (
      await sql<{ name: string }>`select current_database() as name`.execute(other)
    ).rows;
    expect(await refusal(address.replace(/[^/]*$/, name))).toMatch(/newer Paperboy/);
    const foreign = (await lookIntoDatabase(address)).db;
    expect(foreign).toBeUndefined();
  });

  it("refuses a database with tables of another program", async () => {
    const address = await freshAddress("template0");
    const { Client } = (await import("pg")).default;
    const client = new Client({ connectionString: address });
    await client.connect();
    await client.query("create table papers (title text)");
    await client.end();
    expect(await refusal(address)).toMatch(/tables of another program/);
  });

  it("says that a standby takes no writes, and that a query took too long", async () => {
    const address = await freshAddress();
    const db = await opened(address);
    const failure = async (work: (tx: Database) => Promise<unknown>) =>
      String(
        await db
          .transaction()
          .execute(work)
          .catch((error: unknown) => error),
      );
    expect(
      await failure(async (tx) => {
        await sql`set transaction read only`.execute(tx);
        await writeSetting(tx, "colour", "green");
      }),
    ).toMatch(/takes no writes: it is a standby/);
    expect(
      await failure(async (tx) => {
        await sql`set local statement_timeout = 20`.execute(tx);
        await sql`select pg_sleep(5)`.execute(tx);
      }),
    ).toMatch(/did not finish a query in time/);
  });
});

describe("writes on PostgreSQL", () => {
  it("of one row by many at once all count", async () => {
    const address = await freshAddress();
    const dbs = await Promise.all([opened(address), opened(address), opened(address)]);
    const [one] = dbs;
    if (!one) throw new Error("nothing open");
    await writeBatch(one, (tx) => writeSetting(tx, "count", "0"));
    const add = (db: Database) =>
      writeBatch(db, async (tx) => {
        const count = Number(await readSetting(tx, "count"));
        await writeSetting(tx, "count", String(count + 1));
      });
    await Promise.all(Array.from({ length: 5 }, () => dbs.map(add)).flat());
    expect(await readSetting(one, "count")).toBe("15");
  });

  it("of papers become visible in the order of their revisions, and wait for no other write", async () => {
    const address = await freshAddress();
    const [one, other, third] = await Promise.all([opened(address), opened(address), opened(address)]);
    const order: number[] = [];
    let begun = () => {};
    const isBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let end = () => {};
    const isOver = new Promise<void>((resolve) => {
      end = resolve;
    });
    const slow = writePapers(one, async (_, revision) => {
      begun();
      await isOver;
      return revision;
    }).then((revision) => order.push(revision));
    await isBegun;
    const quick = writePapers(other, async (_, revision) => revision).then((revision) =>
      order.push(revision),
    );
    await writeBatch(third, (tx) => writeSetting(tx, "colour", "green"));
    expect(order).toEqual([]);
    end();
    await Promise.all([slow, quick]);
    expect(order).toEqual([1, 2]);
  });
});

describe("a server that goes away", () => {
  it("is said to be out of reach, and is used again once it is back, also after a crash", async () => {
    const found = findServer();
    // A server that somebody else runs is not ours to stop.
    if (!found || "url" in found) return;
    // What was acknowledged is to outlive a crash of the server, though not of the machine.
    const server = await startServer(found, ["synchronous_commit=on"]);
    onTestFinished(() => server.stop());
    await query(server.url, "create database one");
    const db = await opened(`${server.url}/one`);
    let written = 0;
    const write = async () => {
      await writeBatch(db, (tx) => writeSetting(tx, `n${written}`, "here"));
      written += 1;
    };
    for (const signal of ["SIGINT", "SIGQUIT"] as const) {
      for (let at = 0; at < 5; at += 1) await write();
      server.kill(signal);
      await expect.poll(() => write().then(() => "", String), { interval: 50 }).toMatch(/can't be reached/);
      await server.start();
      await expect.poll(() => write().then(() => "", String), { interval: 50 }).toBe("");
    }
    const kept = await db.selectFrom("settings").where("value", "=", "here").select("name").execute();
    expect(kept.length).toBeGreaterThanOrEqual(written);
  });
});
