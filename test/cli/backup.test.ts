import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { groupCommit } from "../../src/store/group-commit.ts";
import { findVotes } from "../../src/store/votes.ts";
import { createTaste } from "../../src/taste/taste.ts";
import { temporaryFolder } from "../support/folder.ts";
import { runProgram, startProgram } from "../support/program.ts";

const PAPER = "arxiv:2405.16009";

async function votesIn(home: string): Promise<readonly string[]> {
  const db = await openDatabase(join(home, "paperboy.db"));
  try {
    return (await findVotes(db, {})).map(({ channel }) => channel ?? "");
  } finally {
    await db.destroy();
  }
}

/** A home whose library has been used once. */
async function someHome(): Promise<string> {
  const home = temporaryFolder();
  expect((await runProgram(["ask", "/vote 2405.16009 up"], { home })).status).toBe(0);
  return home;
}

describe("backup", () => {
  it("taken while votes come holds all that were acknowledged before it began, and is sound", async () => {
    const home = await someHome();
    const db = await openDatabase(join(home, "paperboy.db"));
    const taste = createTaste({ db, now: () => new Date() });
    const acknowledged: string[] = [];
    let voting = true;
    const votes = (async () => {
      for (let at = 0; voting; at += 1) {
        const who = { platform: "fake", user: `U${at}`, server: `S${at}`, channel: `C${at}` };
        await taste.vote(who, PAPER, "up");
        acknowledged.push(`C${at}`);
        await sleep(15);
      }
    })();
    await expect.poll(() => acknowledged.length).toBeGreaterThan(30);
    const before = [...acknowledged];
    const { status, out } = await startProgram(["backup", "copy.db"], { home }).ended;
    const during = acknowledged.length - before.length;
    voting = false;
    await votes;
    await db.destroy();
    expect(status).toBe(0);
    expect(out).toMatch(/^Wrote copy\.db: 93 papers, \d+ votes, \d\.\d MB\n$/);
    expect(during).toBeGreaterThan(0);
    expect(statSync(join(home, "copy.db")).mode & 0o777).toBe(0o600);

    const other = temporaryFolder();
    const restored = await runProgram(["restore", join(home, "copy.db")], { home: other });
    expect(restored).toMatchObject({ status: 0, err: "" });
    expect(await votesIn(other)).toEqual(expect.arrayContaining(before));
    const answer = await runProgram(["ask", "gpipe"], { home: other });
    expect(answer.out).toContain("GPipe");
  });

  it("overwrites nothing unless told to, and never the library itself", async () => {
    const home = await someHome();
    writeFileSync(join(home, "copy.db"), "mine");
    const refused = await runProgram(["backup", "copy.db"], { home });
    expect(refused).toMatchObject({
      status: 2,
      err: "copy.db already exists. Add --force to replace it.\n",
    });
    expect(readFileSync(join(home, "copy.db"), "utf8")).toBe("mine");
    expect((await runProgram(["backup", "copy.db", "--force"], { home })).status).toBe(0);
    const itself = await runProgram(["backup", "paperboy.db", "--force"], { home });
    expect(itself).toMatchObject({
      status: 2,
      err: "paperboy.db is the library itself. Name another file.\n",
    });
    expect((await runProgram(["backup", "no/such/copy.db"], { home })).status).toBe(1);
  });

  it("that is killed leaves the file that was there, whole", async () => {
    const home = await someHome();
    expect((await runProgram(["backup", "copy.db"], { home })).status).toBe(0);
    const before = readFileSync(join(home, "copy.db"));
    for (const wait of [60, 120, 180, 240, 300]) {
      const running = startProgram(["backup", "copy.db", "--force"], { home });
      await sleep(wait);
      running.process.kill("SIGKILL");
      await running.ended;
      const now = readFileSync(join(home, "copy.db"));
      expect(now.length).toBe(before.length);
    }
    expect((await runProgram(["restore", "copy.db", "--force"], { home })).status).toBe(0);
  });
});

describe("restore", () => {
  it("replaces a library only when told to, keeps it beside, and has the index made anew", async () => {
    const home = await someHome();
    await runProgram(["backup", "copy.db"], { home });
    await runProgram(["ask", "/vote 2405.16009 none"], { home });
    expect(existsSync(join(home, "search.index"))).toBe(true);
    const refused = await runProgram(["restore", "copy.db"], { home });
    expect(refused.status).toBe(1);
    expect(refused.err).toContain("is there already. Add --force to replace it");
    expect(await votesIn(home)).toEqual([]);

    const { status, out } = await runProgram(["restore", "copy.db", "--force"], { home });
    expect(status).toBe(0);
    expect(out).toMatch(
      /^Restored copy\.db: 93 papers, 1 vote, \d\.\d MB\. The old library is kept as paperboy\.before-restore-\S+Z\.db\.\n$/,
    );
    expect(existsSync(join(home, "search.index"))).toBe(false);
    expect(await votesIn(home)).toHaveLength(1);
    const kept = readdirSync(home).find((name) => name.startsWith("paperboy.before-restore")) ?? "";
    const other = temporaryFolder();
    expect((await runProgram(["restore", join(home, kept)], { home: other })).status).toBe(0);
    expect(await votesIn(other)).toEqual([]);
  });

  it("refuses while anybody has the library open, and not after they were killed", async () => {
    const home = await someHome();
    await runProgram(["backup", "copy.db"], { home });
    const db = await openDatabase(join(home, "paperboy.db"));
    await groupCommit(db, (tx) => tx.deleteFrom("votes").execute());
    const refused = await runProgram(["restore", "copy.db", "--force"], { home });
    expect(refused.status).toBe(1);
    expect(refused.err).toContain("is in use. Stop the bot");
    await db.destroy();
    expect((await runProgram(["restore", "copy.db", "--force"], { home })).status).toBe(0);
  });

  it.each([
    [
      "a file of something else",
      "a diary, not a database at all",
      /is not a Paperboy library, or is damaged/,
    ],
    ["half a backup", undefined, /is not a Paperboy library, or is damaged/],
  ])("refuses %s, and changes nothing", async (_, content, words) => {
    const home = await someHome();
    await runProgram(["backup", "copy.db"], { home });
    if (content === undefined) truncateSync(join(home, "copy.db"), 150_000);
    else writeFileSync(join(home, "copy.db"), content);
    const names = readdirSync(home);
    const { status, err } = await runProgram(["restore", "copy.db", "--force"], { home });
    expect(status).toBe(1);
    expect(err).toMatch(words);
    expect(err).not.toContain("    at ");
    expect(readdirSync(home)).toEqual(names);
    expect(await votesIn(home)).toHaveLength(1);
    mkdirSync(join(home, "folder"));
    expect((await runProgram(["restore", "folder", "--force"], { home })).status).toBe(1);
  });
});
