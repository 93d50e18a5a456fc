import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { App } from "../../src/app/app.ts";
import type { Library } from "../../src/library/library.ts";
import { backUp, restore } from "../../src/store/sqlite/backup.ts";
import { someApp } from "../support/app.ts";
import { createClock } from "../support/clock.ts";
import { createFakePlatform } from "../support/delivery/fake-poster.ts";
import { temporaryFolder } from "../support/folder.ts";
import { someLibrary } from "../support/library/library.ts";

const CATALOGUE = join(import.meta.dirname, "..", "..", "data", "papers.jsonl");
const clock = createClock("2026-11-23T08:00:00Z");
const ann = { platform: "slack", user: "U1", server: "T1", channel: "C1", prefix: "/", admin: true };

function appOver(library: Library): App {
  const platform = createFakePlatform({ now: clock.now });
  return someApp(library, clock.now, { posters: new Map([["slack", platform]]), operators: [ann] });
}

/** What people see, in the channel and in private. */
async function seenIn({ chat }: App): Promise<Readonly<Record<string, unknown>>> {
  const lines = [
    "/status",
    "/daily history",
    "/daily show",
    "/top",
    "/saved",
    "/profile",
    "/foryou",
    "/club show",
  ];
  const here = lines.map(async (line) => [line, await chat.runLine(line, ann)] as const);
  const { channel: _, ...alone } = ann;
  const inPrivate = ["/profile", "/privacy"].map(
    async (line) => [`${line} in private`, await chat.runLine(line, alone)] as const,
  );
  return Object.fromEntries(await Promise.all([...here, ...inPrivate]));
}

it("a library that was lost is back from its backup with everything that people see", async () => {
  const home = temporaryFolder();
  const file = join(home, "paperboy.db");
  // A few papers are enough, and read in no time.
  const catalogue = join(temporaryFolder(), "papers.jsonl");
  writeFileSync(catalogue, readFileSync(CATALOGUE, "utf8").split("\n").slice(30, 50).join("\n"));
  const library = await someLibrary(catalogue, home);
  const app = appOver(library);
  for (const line of [
    "/vote 2405.16009 up",
    "/save 2405.16009",
    "/follow streaming video",
    "/daily subscribe streaming video time:09:00",
    "/club add 2405.16009",
  ])
    expect((await app.chat.runLine(line, ann)).outcome, line).toBe("answer");
  clock.set("2026-11-23T09:00:30Z");
  await app.runner.tick();
  await app.runner.idle();
  const before = await seenIn(app);
  expect(JSON.stringify(before["/daily history"])).toContain("Posted");

  const backup = join(temporaryFolder(), "papers.backup");
  await backUp(file, backup, { replace: false });
  await app.runner.stop();
  await library.close();
  for (const name of readdirSync(home)) rmSync(join(home, name));
  await restore(backup, file, { replace: false, derived: [join(home, "search.index")], now: clock.now() });

  expect(await seenIn(appOver(await someLibrary(catalogue, home)))).toEqual(before);
});
