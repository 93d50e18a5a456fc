import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { Poster } from "../../src/chat/poster.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { createClock } from "../support/clock.ts";
import { type Desk, openDesk } from "../support/delivery/delivery.ts";
import { createFakePlatform, type FakePlatform } from "../support/delivery/fake-poster.ts";
import { createMortal } from "../support/delivery/mortal.ts";
import { isOverPostgres } from "../support/postgres.ts";
import { createRecordingLog } from "../support/recording-log.ts";

const CHANNELS = ["C1", "C2"];
/** One is enough to see what a weekly post does otherwise than a daily one. */
const channelsOf = (every: "day" | "week") => (every === "week" ? ["C1"] : CHANNELS);
const KINDS = { day: ["post", "thread"], week: ["digest"] } as const;

/** Made by the first test, and changed by none: each step that a runner is killed at would make it anew. */
let index: SearchIndex | undefined;

async function setUp(
  options: Partial<Parameters<typeof createFakePlatform>[0]> = {},
  every: "day" | "week" = "day",
) {
  const clock = createClock("2026-11-23T08:00:00Z");
  const desk = await openDesk(clock, undefined, index);
  index = desk.index;
  for (const channel of channelsOf(every)) await desk.subscribe(channel, { papers: 2, group: "lab", every });
  const platform = createFakePlatform({ now: clock.now, ...options });
  return { clock, desk, platform };
}

/** One post and one thread in every channel, or a reason that a person can read. */
async function expectAccounts(
  desk: Desk,
  platform: FakePlatform,
  every: "day" | "week" = "day",
): Promise<void> {
  const rows = await desk.rows();
  for (const channel of channelsOf(every)) {
    for (const kind of KINDS[every]) {
      const row = rows.find((one) => one.channel === channel && one.kind === kind);
      const posted = platform.messages.filter(
        (one) => one.channel === channel && (one.thread === undefined) === (kind !== "thread"),
      );
      expect(posted.length, `${channel}, ${kind}`).toBeLessThanOrEqual(1);
      if (row?.state === "sent") expect(posted).toHaveLength(1);
      else if (row?.state === "uncertain") expect(row.reason).toContain("can't tell");
      else expect([row?.state, kind]).toEqual(["planned", "thread"]);
    }
  }
  const titles = platform.messages.flatMap(({ text }) => text.match(/puzzle number \d+/g) ?? []);
  expect(new Set(titles).size).toBe(titles.length);
}

/** Whether everything is sent, or waits for a person. */
async function isOver(desk: Desk, every: "day" | "week"): Promise<boolean> {
  const rows = await desk.ledger();
  const open = rows.filter(({ channel, state }) => {
    if (state === "sent" || state === "uncertain") return false;
    const post = rows.find((row) => row.channel === channel && row.kind === "post");
    return state !== "planned" || post?.state !== "uncertain";
  });
  return rows.length === channelsOf(every).length * KINDS[every].length && open.length === 0;
}

/** Kills a runner at a step and lets another one finish. Whether the first got that far. */
async function killAt(step: number, isReadable: boolean, every: "day" | "week"): Promise<boolean> {
  const { clock, desk, platform } = await setUp({ isReadable }, every);
  const mortal = createMortal(desk.db, step);
  const first = desk.runner({ db: mortal.db, posters: new Map([["fake", mortal.poster(platform)]]) });
  clock.set("2026-11-23T09:00:00Z");
  await first.tick();
  await Promise.race([first.idle(), mortal.died]);
  await first.stop();

  const second = desk.runner({ posters: new Map([["fake", platform]]) });
  // Past the lease of what the first had in hand; when nothing is left to do, twice more, for a post that comes again.
  for (let beat = 0, idle = 0; beat < 12 && idle < 2; beat++) {
    await second.tick();
    await second.idle();
    clock.advance(10_000);
    idle = (await isOver(desk, every)) ? idle + 1 : 0;
  }
  await expectAccounts(desk, platform, every);
  const states = (await desk.ledger()).map(({ state }) => state);
  if (isReadable) expect(states).toEqual(channelsOf(every).flatMap(() => KINDS[every].map(() => "sent")));
  return mortal.isDead();
}

describe("a runner that is killed", () => {
  it.each([
    [true, "day", 40],
    [false, "day", 40],
    [true, "week", 10],
  ] as const)(
    "never posts twice nor forgets a post, whatever it was doing (channel readable: %s, every %s)",
    async (isReadable, every, steps) => {
      let step = 1;
      while (await killAt(step, isReadable, every)) step += 1;
      // The steps of all messages, planned and sent: the loop really went through them.
      expect(step).toBeGreaterThan(steps);
    },
    300_000,
  );
});

describe("two runners on one database", () => {
  it("share the work and post everything once", async () => {
    const { clock, desk, platform } = await setUp();
    const other = await openDatabase(desk.target);
    const posters = new Map([["fake", platform]]);
    const runners = [desk.runner({ posters }), desk.runner({ posters, db: other })];
    clock.set("2026-11-23T09:00:00Z");
    for (let beat = 0; beat < 3; beat++) {
      await Promise.all(runners.map((runner) => runner.tick()));
      await Promise.all(runners.map((runner) => runner.idle()));
      clock.advance(10_000);
    }
    await Promise.all(runners.map((runner) => runner.stop()));
    await other.destroy();
    expect((await desk.ledger()).map(({ state }) => state)).toEqual(["sent", "sent", "sent", "sent"]);
    expect(platform.calls).toHaveLength(4);
    await expectAccounts(desk, platform);
  });
});

describe("a database that cannot be written", () => {
  // The disk is full from the moment at which a row is to be planned, claimed, or recorded as sent.
  it.skipIf(isOverPostgres()).each([
    ["insert", "planned"],
    ["update", "sending"],
    ["update", "sent"],
  ])("delays a post, but neither repeats nor loses it: %s of %s", async (statement, state) => {
    const { clock, desk, platform } = await setUp();
    const log = createRecordingLog();
    const runner = desk.runner({ posters: new Map([["fake", platform]]), log });
    const trigger = `create trigger full before ${statement} on deliveries when new.state = '${state}'`;
    await sql.raw(`${trigger} begin select raise(abort, 'database or disk is full'); end`).execute(desk.db);
    clock.set("2026-11-23T09:00:00Z");
    await runner.tick();
    // Each channel has come to what it cannot write.
    const failures = () => log.entries.filter(({ level }) => level === "error").length;
    await expect.poll(failures).toBeGreaterThanOrEqual(CHANNELS.length);
    // What cannot be claimed is not posted; what was posted is not posted again.
    expect(platform.calls).toHaveLength(state === "sent" ? CHANNELS.length : 0);
    await sql`drop trigger full`.execute(desk.db);
    await runner.idle();
    clock.advance(10_000);
    await runner.tick();
    await runner.idle();
    await expectAccounts(desk, platform);
    expect(platform.calls).toHaveLength(4);
    expect((await desk.ledger()).map((row) => row.state)).toEqual(["sent", "sent", "sent", "sent"]);
  });

  it.skipIf(isOverPostgres())(
    "waits for another program that holds the lock while a post is on its way",
    async () => {
      const { clock, desk, platform } = await setUp();
      const other = await openDatabase(desk.target);
      const poster: Poster = {
        ...platform,
        post: async (message) => {
          if (platform.calls.length > 0) return platform.post(message);
          await lock(other);
          setTimeout(() => void sql`rollback`.execute(other), 300);
          return platform.post(message);
        },
      };
      const runner = desk.runner({ posters: new Map([["fake", poster]]) });
      clock.set("2026-11-23T09:00:00Z");
      await runner.tick();
      await runner.idle();
      await other.destroy();
      await expectAccounts(desk, platform);
      expect(platform.calls).toHaveLength(4);
    },
  );
});

/** Takes the write lock as soon as it is free. */
async function lock(db: Database): Promise<void> {
  for (let locked = false; !locked; ) {
    locked = await sql`begin immediate`.execute(db).then(
      () => true,
      () => false,
    );
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
