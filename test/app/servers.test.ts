import { beforeEach, describe, expect, it } from "vitest";
import { KEPT_DAYS, purgeServers, watchServers } from "../../src/app/servers.ts";
import type { ServerWatch, Sight } from "../../src/chat/unasked/server-watch.ts";
import { planNow } from "../../src/delivery/planning/plan.ts";
import { fromSettings } from "../../src/delivery/subscribe.ts";
import { DEFAULT_SETTINGS } from "../../src/delivery/subscription-settings.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import type { Database } from "../../src/store/database.ts";
import { groupCommit } from "../../src/store/group-commit.ts";
import { createProvenTime, type ProvenTime } from "../../src/store/retention/proven-time.ts";
import { findSubscription, putSubscription, removeSubscription } from "../../src/store/subscriptions.ts";
import { createTaste, type Taste, type Who } from "../../src/taste/taste.ts";
import { DAY_MS } from "../../src/time/day.ts";
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
let provenTime: ProvenTime;
/** Whatever the wall clock is set to. */
let steady: number;
/** Sees all servers, and which channels are in them as far as `serverOf` says. */
const seeing = (serverOf: Sight["serverOf"]): Sight => ({ serverOf, covers: () => true });
const NOBODY_KNOWS = seeing(() => undefined);

beforeEach(async () => {
  clock.set(START);
  db = await someDatabase();
  taste = createTaste({ db, now: clock.now });
  start();
  for (const who of [ann, elsewhere]) {
    await taste.vote(who, PAPER, "up");
    await taste.follow(await taste.scope(who, "channel"), [{ kind: "topic", value: "bees" }]);
  }
});

/** Begins a run of the program. */
function start(): void {
  steady = 0;
  provenTime = createProvenTime({ db, now: clock.now, elapsed: () => steady });
  servers = watchServers({ db, provenTime, log: createRecordingLog() });
}

function pass(days: number): void {
  steady += days * DAY_MS;
  clock.advance(days * DAY_MS);
}

/** Which servers still have their vote, after a deletion now. */
async function kept(): Promise<readonly string[]> {
  await purgeServers({ db, provenTime, log: createRecordingLog() });
  const standing = await Promise.all([ann, elsewhere].map((who) => taste.tally(who, PAPER)));
  return ["S1", "S2"].filter((_, at) => standing[at]?.up === 1);
}

/** The same, so many days after the beginning. */
async function keptAfter(days: number): Promise<readonly string[]> {
  pass(days - (clock.now().getTime() - Date.parse(START)) / DAY_MS);
  return kept();
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
    await servers.present("fake", ["S2", "S3"], NOBODY_KNOWS);
    expect(await keptAfter(20)).toEqual(["S1", "S2"]);
    await servers.present("fake", ["S2"], NOBODY_KNOWS);
    expect(await keptAfter(30)).toEqual(["S2"]);
  });

  it("takes the mark from those to which the bot has come back, and marks no other platform's", async () => {
    await servers.present("fake", [], NOBODY_KNOWS);
    await servers.present("other", [], NOBODY_KNOWS);
    await servers.present("fake", ["S1", "S2"], NOBODY_KNOWS);
    expect(await keptAfter(40)).toEqual(["S1", "S2"]);
  });

  it("marks none that another process sees", async () => {
    await servers.present("fake", [], { serverOf: () => undefined, covers: (server) => server === "S1" });
    expect(await keptAfter(31)).toEqual(["S2"]);
  });

  it("leaves alone what was said where nobody knows the server", async () => {
    const lost = { platform: "fake", user: "U-ann", channel: "C9" };
    await taste.vote(lost, PAPER, "up");
    await servers.present("fake", ["S2"], NOBODY_KNOWS);
    await keptAfter(31);
    expect(await taste.tally(lost, PAPER)).toEqual({ up: 1, down: 0 });
  });
});

describe("what was posted where no row names the server", () => {
  const SUBSCRIBED = { ...DEFAULT_SETTINGS, platform: "fake", origin: "settings" as const };
  const channelsOf = async () =>
    (await db.selectFrom("deliveries").select("channel").orderBy("channel").execute()).map(
      ({ channel }) => channel,
    );

  async function postIn(channel: string): Promise<void> {
    const subscription = { ...SUBSCRIBED, channel, plannedUntil: clock.now() };
    await groupCommit(db, (tx) => putSubscription(tx, subscription));
    await planNow(db, createSearchIndex({ now: () => 0 }), subscription, clock.now());
    await groupCommit(db, (tx) => removeSubscription(tx, subscription));
  }

  it("goes with the server that it was seen in, though it was left while nothing ran", async () => {
    for (const channel of ["C1", "C7", "C8", "C9"]) await postIn(channel);
    const serverOf = (channel: string) => ({ C7: "S1", C8: "S2" })[channel];
    await servers.present("fake", ["S1", "S2"], seeing(serverOf));
    start();
    await servers.present(
      "fake",
      ["S2"],
      seeing((channel) => (channel === "C8" ? "S2" : undefined)),
    );
    pass(30);
    await kept();
    expect(await channelsOf()).toEqual(["C8", "C9"]);
  });
});

it("notes to which server a channel of the settings belongs, so that those who manage it see it", async () => {
  const place = { platform: "fake", channel: "C7" };
  await groupCommit(db, (tx) =>
    putSubscription(tx, { ...DEFAULT_SETTINGS, ...place, origin: "settings", plannedUntil: clock.now() }),
  );
  await servers.present(
    "fake",
    ["S1", "S2"],
    seeing(() => "S2"),
  );
  await servers.present(
    "fake",
    ["S1", "S2"],
    seeing(() => "S1"),
  );
  expect((await findSubscription(db, place))?.server).toBe("S2");
  await groupCommit(db, async (tx) => {
    const before = await findSubscription(tx, place);
    await putSubscription(tx, fromSettings(before, place, DEFAULT_SETTINGS, clock.now()));
  });
  expect((await findSubscription(db, place))?.server).toBe("S2");
});

describe("a clock that is wrong", () => {
  const LEFT = { platform: "fake", server: "S1", channels: ["C1"] };

  it.each([40, 400])("deletes nothing early by running %d days ahead at a start", async (days) => {
    await servers.left(LEFT);
    pass(1);
    await kept();
    clock.advance(days * DAY_MS);
    start();
    expect(await kept()).toEqual(["S1", "S2"]);
    pass(20);
    expect(await kept()).toEqual(["S1", "S2"]);
    clock.advance(-days * DAY_MS);
    expect(await kept()).toEqual(["S1", "S2"]);
    start();
    await kept();
    // A day of what nobody saw was believed.
    pass(8);
    expect(await kept()).toEqual(["S2"]);
  });

  it("deletes nothing early by being set forward while it runs", async () => {
    await servers.left(LEFT);
    clock.advance(365 * DAY_MS);
    expect(await kept()).toEqual(["S1", "S2"]);
    pass(29.9);
    expect(await kept()).toEqual(["S1", "S2"]);
    pass(0.1);
    expect(await kept()).toEqual(["S2"]);
  });

  it("keeps nothing for ever by having been ahead when the server was left", async () => {
    clock.advance(3650 * DAY_MS);
    await servers.left(LEFT);
    clock.advance(-3650 * DAY_MS);
    await kept();
    pass(30);
    expect(await kept()).toEqual(["S2"]);
  });

  it("counts the days over many short runs, and those of several programs once", async () => {
    await servers.left(LEFT);
    for (let day = 0; day < 15; day++) {
      start();
      const other = createProvenTime({ db, now: clock.now, elapsed: () => steady });
      pass(0.5);
      await kept();
      await other();
      clock.advance(0.5 * DAY_MS);
    }
    for (let day = 0; day < 15; day++) {
      start();
      clock.advance(DAY_MS);
      expect(await kept()).toEqual(["S1", "S2"]);
    }
    clock.advance(0.5 * DAY_MS);
    start();
    expect(await kept()).toEqual(["S2"]);
  });
});
