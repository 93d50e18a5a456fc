import { beforeEach, describe, expect, it } from "vitest";
import { type ChannelAccess, createChannelAccess } from "../../src/access/channel-access.ts";
import { createPageKey } from "../../src/access/page-key.ts";
import type { Database } from "../../src/store/database.ts";
import { forgetServer } from "../../src/store/forgetting.ts";
import { groupCommit } from "../../src/store/group-commit.ts";
import { markLeft, unmarkLeft } from "../../src/store/retention/left-servers.ts";
import { createTaste, type Who } from "../../src/taste/taste.ts";
import { createClock } from "../support/clock.ts";
import { someDatabase } from "../support/library/database.ts";

const clock = createClock("2026-11-23T09:00:00Z");
const here: Who = { platform: "fake", server: "S1", channel: "C1", user: "U-ann" };
const there: Who = { platform: "fake", server: "S2", channel: "C2", user: "U-ann" };

let db: Database;
let channels: ChannelAccess;

beforeEach(async () => {
  db = await someDatabase();
  channels = open();
});

/** As another process would, over the same database. */
function open(): ChannelAccess {
  return createChannelAccess({ db, taste: createTaste({ db, now: clock.now }), key: createPageKey(db) });
}

describe("the link of a channel", () => {
  it("is short, the same for everybody who asks, and opens that channel alone", async () => {
    const token = await channels.link(here);
    expect(token).toMatch(/^[\w-]{33}$/);
    expect(await channels.link({ ...here, user: "U-bob" })).toBe(token);
    expect(await open().open(token)).toMatchObject({ platform: "fake", server: "S1", channel: "C1" });
    expect(await channels.open(await channels.link(there))).toMatchObject({ channel: "C2" });
  });

  it("is that of the channel in its threads", async () => {
    const thread = { ...here, channel: "T9", parent: "C1" };
    expect(await channels.link(thread)).toBe(await channels.link(here));
  });

  it("is not to be had in a direct message", async () => {
    await expect(channels.link({ platform: "fake", user: "U-ann" })).rejects.toThrow("Run this in a channel");
  });

  it("ends with a reset, for every process at once", async () => {
    const [old, other, elsewhere] = [await channels.link(here), await channels.link(there), open()];
    expect(await elsewhere.open(old)).toBeDefined();
    const fresh = await channels.reset(here);
    expect(await elsewhere.open(old)).toBeUndefined();
    expect(await elsewhere.open(fresh)).toMatchObject({ channel: "C1" });
    expect(await elsewhere.open(other)).toMatchObject({ channel: "C2" });
    const again = await channels.reset(here);
    for (const token of [old, fresh]) expect(await channels.open(token)).toBeUndefined();
    expect(await channels.link(here)).toBe(again);
  });

  it.each([
    ["with its server known", { ...here }, { platform: "fake", server: "S1", channels: [] }],
    ["without", { ...here, server: undefined }, { platform: "fake", server: "S1", channels: ["C1"] }],
  ])(
    "ends when the bot is removed from its server, %s, and stays so when it is back",
    async (_, who, left) => {
      const [token, other] = [await channels.link(who), await channels.link(there)];
      await groupCommit(db, (tx) => markLeft(tx, left, clock.now()));
      expect(await channels.open(token)).toBeUndefined();
      expect(await channels.open(other)).toBeDefined();
      await groupCommit(db, (tx) => unmarkLeft(tx, "fake", ["S1"]));
      const fresh = await channels.link(who);
      expect(await channels.open(token)).toBeUndefined();
      expect(await channels.open(fresh)).toBeDefined();
    },
  );

  it("ends when its server is forgotten", async () => {
    const token = await channels.link(here);
    await groupCommit(db, (tx) => forgetServer(tx, { platform: "fake", server: "S1" }));
    expect(await channels.open(token)).toBeUndefined();
    await channels.link(here);
    expect(await channels.open(token)).toBeUndefined();
  });
});

it("opens nothing for what was made up: cut, changed in one place, put together, or of another library", async () => {
  const [one, two] = [await channels.link(here), await channels.link(there)];
  const flipped = Array.from(one, (letter, at) =>
    [one.slice(0, at), letter === "A" ? "B" : "A", one.slice(at + 1)].join(""),
  );
  const forged = [
    "",
    one.slice(0, 11),
    one.slice(0, -1),
    `${one}A`,
    one.slice(0, 11) + two.slice(11),
    two.slice(0, 11) + one.slice(11),
    one.toLowerCase(),
    "A".repeat(33),
    "%00".repeat(11),
    ...flipped,
  ];
  for (const token of forged) expect(await channels.open(token), token).toBeUndefined();
  const [otherDb, before] = [await someDatabase(), db];
  db = otherDb;
  expect(await open().open(one)).toBeUndefined();
  await open().link(here);
  expect(await open().open(one)).toBeUndefined();
  db = before;
});

it("writes nothing by opening, not even the key", async () => {
  expect(await open().open("A".repeat(33))).toBeUndefined();
  expect(await db.selectFrom("settings").selectAll().where("name", "=", "page-key").execute()).toEqual([]);
});
