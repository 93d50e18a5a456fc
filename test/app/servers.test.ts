import { beforeEach, describe, expect, it } from "vitest";
import { KEPT_DAYS, purgeServers, watchServers } from "../../src/app/servers.ts";
import type { ServerWatch } from "../../src/chat/chat.ts";
import type { Database } from "../../src/store/database.ts";
import { createTaste, type Taste, type Who } from "../../src/taste/taste.ts";
import { createClock } from "../support/clock.ts";
import { someDatabase } from "../support/library/database.ts";
import { createRecordingLog } from "../support/recording-log.ts";

const PAPER = "arxiv:2601.00001";
const ann: Who = { platform: "fake", user: "U-ann", server: "S1", channel: "C1" };
const elsewhere: Who = { ...ann, server: "S2", channel: "C2" };
const START = "2026-11-23T09:00:00Z";
const clock = createClock(START);

let db: Database;
let taste: Taste;
let servers: ServerWatch;

beforeEach(async () => {
  clock.set(START);
  db = await someDatabase();
  taste = createTaste({ db, now: clock.now });
  servers = watchServers({ db, now: clock.now, log: createRecordingLog() });
  for (const who of [ann, elsewhere]) {
    await taste.vote(who, PAPER, "up");
    await taste.follow(await taste.scope(who, "channel"), [{ kind: "topic", value: "bees" }]);
  }
});

/** Which servers still have their vote, after the deletions of the day so many days later. */
async function keptAfter(days: number): Promise<readonly string[]> {
  clock.set(new Date(Date.parse(START) + days * 86_400_000).toISOString());
  await purgeServers({ db, now: clock.now, log: createRecordingLog() });
  const standing = await Promise.all([ann, elsewhere].map((who) => taste.tally(who, PAPER)));
  return ["S1", "S2"].filter((_, at) => standing[at]?.up === 1);
}

describe("a server that the bot was removed from", () => {
  const S1 = { platform: "fake", server: "S1" };

  it("keeps what is its for 30 days, and then it is deleted, others' never", async () => {
    await servers.left({ ...S1, channels: ["C1"] });
    expect(await keptAfter(KEPT_DAYS - 0.1)).toEqual(["S1", "S2"]);
    expect(await keptAfter(KEPT_DAYS)).toEqual(["S2"]);
    expect(await db.selectFrom("left_servers").selectAll().execute()).toEqual([]);
    expect((await taste.following(await taste.scope(ann, "channel"))).follows).toEqual([]);
  });

  it("has it back when the bot is back in time, and a later removal counts anew", async () => {
    await servers.left({ ...S1, channels: ["C1"] });
    await keptAfter(20);
    await servers.joined(S1);
    expect(await keptAfter(50)).toEqual(["S1", "S2"]);
    await servers.left({ ...S1, channels: ["C1"] });
    expect(await keptAfter(79)).toEqual(["S1", "S2"]);
    expect(await keptAfter(80)).toEqual(["S2"]);
  });

  it("is told twice, and the first time counts", async () => {
    await servers.left(S1);
    await keptAfter(29);
    await servers.left(S1);
    expect(await keptAfter(30)).toEqual(["S2"]);
  });
});

describe("at a start", () => {
  it("notices servers that were left meanwhile, each once", async () => {
    await servers.present("fake", ["S2", "S3"]);
    expect(await keptAfter(20)).toEqual(["S1", "S2"]);
    await servers.present("fake", ["S2"]);
    expect(await keptAfter(30)).toEqual(["S2"]);
  });

  it("takes the mark from those to which the bot has come back, and marks no other platform's", async () => {
    await servers.present("fake", []);
    await servers.present("other", []);
    await servers.present("fake", ["S1", "S2"]);
    expect(await keptAfter(40)).toEqual(["S1", "S2"]);
  });

  it("leaves alone what was said where nobody knows the server", async () => {
    const lost = { platform: "fake", user: "U-ann", channel: "C9" };
    await taste.vote(lost, PAPER, "up");
    await servers.present("fake", ["S2"]);
    await keptAfter(31);
    expect(await taste.tally(lost, PAPER)).toEqual({ up: 1, down: 0 });
  });
});
