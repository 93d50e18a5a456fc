import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { createClub } from "../../src/club/club.ts";
import { DEFAULT_SETTINGS } from "../../src/delivery/subscription-settings.ts";
import { type Database, openDatabase, writeBatch } from "../../src/store/database.ts";
import { eraseDeleted } from "../../src/store/erasure.ts";
import { readSetting } from "../../src/store/settings.ts";
import { connect } from "../../src/store/sqlite/connection.ts";
import { putSubscription } from "../../src/store/subscriptions.ts";
import { createTaste } from "../../src/taste/taste.ts";
import { temporaryFolder } from "../support/folder.ts";

const now = () => new Date("2026-11-23T09:00:00Z");
const ann = { platform: "fake", user: "U-ANN-0001", server: "S1", channel: "C1" };
const PAPERS = Array.from({ length: 60 }, (_, at) => `arxiv:2601.${10_000 + at}`);

/** Rhythm of the meetings texts occur in each file of a folder. Read by another process: one that closes a file loses its locks on it. */
function occurrences(home: string, texts: readonly string[]): Readonly<Record<string, number>> {
  const program = `const fs = require("fs"); const found = {};
    for (const name of fs.readdirSync(${JSON.stringify(home)})) {
      const bytes = fs.readFileSync(${JSON.stringify(home)} + "/" + name);
      for (const text of ${JSON.stringify(texts)})
        for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) found[name] = (found[name] ?? 0) + 1;
    }
    console.log(JSON.stringify(found));`;
  return JSON.parse(spawnSync(process.execPath, ["-e", program], { encoding: "utf8" }).stdout);
}

/** Everything that a person can leave behind, among what others leave. */
async function live(db: Database): Promise<readonly string[]> {
  const taste = createTaste({ db, now });
  const club = createClub({ db, taste, timezone: "UTC", now });
  for (const paper of PAPERS) {
    for (const user of ["U-BOB", ann.user, "U-EVE"]) await taste.vote({ ...ann, user }, paper, "up");
    await taste.save(ann, paper);
  }
  const mine = await taste.scope(ann, "me");
  await taste.follow(mine, [{ kind: "topic", value: "bees" }]);
  await taste.mark(mine, { kind: "topic", value: "bees" }, "muted");
  await taste.follow(
    await taste.scope(ann, "channel"),
    PAPERS.map((value) => ({ kind: "paper" as const, value })),
  );
  await club.join(ann, "Ann of the bees");
  await writeBatch(db, (tx) =>
    putSubscription(tx, {
      ...DEFAULT_SETTINGS,
      platform: "fake",
      channel: "C9",
      origin: "chat",
      createdBy: ann.user,
      plannedUntil: now(),
    }),
  );
  return [await taste.person(ann), ann.user, "Ann of the bees"];
}

it("leaves nothing of a person in any file of the home, whoever reads meanwhile, and however it ends", async () => {
  const home = temporaryFolder();
  const file = join(home, "paperboy.db");
  const db = await openDatabase(file);
  const texts = await live(db);
  const [hash = ""] = texts;
  expect(Object.keys(occurrences(home, [hash]))).toContain("paperboy.db-wal");
  writeFileSync(join(home, "paperboy.before-migration.db"), `a copy with ${hash}`);
  writeFileSync(join(home, "paperboy.before-restore-2026.db"), `a copy with ${hash}`);

  const reader = connect(file);
  reader.exec("begin; select count(*) from votes");
  await createTaste({ db, now }).forget(ann);
  expect(occurrences(home, texts)).toHaveProperty("paperboy.db-wal");
  expect(readdirSync(home).filter((name) => name.includes("before"))).toEqual([]);
  // A program that is killed now goes on at the next start.
  const killed = temporaryFolder();
  spawnSync("cp", ["-r", `${home}/.`, killed]);

  reader.exec("commit");
  reader.close();
  await expect.poll(() => readSetting(db, "erasure")).toBe(undefined);
  expect(occurrences(home, texts)).toEqual({});
  await db.destroy();
  expect(occurrences(home, texts)).toEqual({});

  expect(occurrences(killed, texts)).not.toEqual({});
  const again = await openDatabase(join(killed, "paperboy.db"));
  await eraseDeleted(again);
  expect(occurrences(killed, texts)).toEqual({});
  await again.destroy();
});

it("overwrites once what older versions deleted and left in the file", async () => {
  const home = temporaryFolder();
  const file = join(home, "paperboy.db");
  const db = await openDatabase(file);
  const texts = await live(db);
  await sql`pragma secure_delete = off`.execute(db);
  await createTaste({ db, now }).forget(ann);
  await sql`pragma user_version = 0`.execute(db);
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  await db.destroy();
  expect(occurrences(home, texts)).not.toEqual({});

  const events: unknown[] = [];
  for (let start = 0; start < 2; start += 1) {
    const opened = await openDatabase(file, { onEvent: (event) => events.push(event) });
    expect(occurrences(home, texts)).toEqual({});
    await opened.destroy();
  }
  expect(events).toEqual([{ kind: "overwritten", file }]);
});
