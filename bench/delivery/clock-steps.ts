import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createRunner } from "../../src/delivery/runner.ts";
import { DEFAULT_SETTINGS } from "../../src/delivery/subscription-settings.ts";
import { addPapers } from "../../src/library/add-papers.ts";
import { createLogger } from "../../src/log.ts";
import { postLook } from "../../src/present/paper-list.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import { openDatabase, writeBatch } from "../../src/store/database.ts";
import { putSubscription } from "../../src/store/subscriptions.ts";
import { createFakePlatform } from "../../test/support/delivery/fake-poster.ts";
import { manyPapers } from "../../test/support/library/many-papers.ts";
import { print } from "../support/command.ts";
import { turning } from "../support/measure.ts";

/**
 * `npm run bench:clock -- [--channels N] [--papers N]`: what it costs a running bot that its machine's clock is set. Ends
 * with 1 if anybody had to wait for longer than a tenth of a second.
 */
const { values } = parseArgs({
  options: { channels: { type: "string", default: "1000" }, papers: { type: "string", default: "2000" } },
});
const LONGEST_TURN_MS = 100;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** From just before the papers are due; each step begins where the last one ended. */
const START = Date.parse("2026-11-23T08:59:00Z");
const STEPS: readonly (readonly [string, number])[] = [
  ["none", 0],
  ["+72 h", 3 * DAY],
  ["-90 s", -90_000],
  ["-1 h", -HOUR],
  ["-1 day", -DAY],
  ["+400 days", 400 * DAY],
  ["-400 days", -400 * DAY],
];
const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC", "Australia/Lord_Howe"];

const home = await mkdtemp(join(tmpdir(), "paperboy-clock-"));
let time = START;
const now = () => new Date(time);
const db = await openDatabase(join(home, "paperboy.db"));
const papers = manyPapers(Number(values.papers));
for (let at = 0; at < papers.length; at += 200) await addPapers(db, papers.slice(at, at + 200), now());
const index = createSearchIndex({ now: () => time });
await index.add(papers);
await writeBatch(db, async (tx) => {
  for (let at = 0; at < Number(values.channels); at++)
    await putSubscription(tx, {
      ...DEFAULT_SETTINGS,
      platform: "fake",
      channel: `C${at}`,
      timezone: ZONES[at % ZONES.length] ?? "UTC",
      days: [1, 2, 3, 4, 5, 6, 7],
      origin: "chat",
      plannedUntil: new Date(START - DAY),
    });
});
const runner = createRunner({
  db,
  index,
  isReady: () => true,
  posters: new Map([["fake", createFakePlatform({ now })]]),
  ...postLook,
  owner: "clock",
  now,
  random: Math.random,
  log: createLogger("silent"),
});
const tick = async () => {
  await runner.tick();
  await runner.idle();
};
await tick();
let longest = 0;
for (const [name, step] of STEPS) {
  time += step;
  const { seconds, cpu, turn } = await turning(tick);
  longest = Math.max(longest, turn);
  print(
    `${name.padEnd(10)} ${seconds.toFixed(1).padStart(5)} s, ${cpu.toFixed(1).padStart(4)} s of CPU, longest turn ${turn.toFixed(0)} ms of CPU`,
  );
}
await runner.stop();
await db.destroy();
await rm(home, { recursive: true });
if (longest > LONGEST_TURN_MS) process.exitCode = 1;
