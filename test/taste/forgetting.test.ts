import { beforeEach, describe, expect, it } from "vitest";
import { createClub } from "../../src/club/club.ts";
import { planNow } from "../../src/delivery/plan.ts";
import { type Database, writeBatch } from "../../src/store/database.ts";
import { forgetPerson, forgetServer } from "../../src/store/forgetting.ts";
import { groupCommit } from "../../src/store/group-commit.ts";
import { findVotes } from "../../src/store/votes.ts";
import { profileOfChannel } from "../../src/taste/profile.ts";
import { createTaste, type Taste, type Who } from "../../src/taste/taste.ts";
import { createClock } from "../support/clock.ts";
import { type Desk, openDesk } from "../support/delivery/delivery.ts";

const clock = createClock("2026-11-23T09:00:00Z");
const ann: Who = { platform: "fake", user: "U-ann", server: "S1", channel: "C1" };
const bob: Who = { ...ann, user: "U-bob" };
const PAPER = "arxiv:2601.00001";
const OTHER = "arxiv:2601.00002";

let desk: Desk;
let db: Database;
let taste: Taste;

beforeEach(async () => {
  clock.set("2026-11-23T09:00:00Z");
  desk = await openDesk(clock);
  db = desk.db;
  taste = createTaste({ db, now: clock.now });
});

/** Every row of every table, as text. */
async function everything(): Promise<Record<string, string>> {
  const tables = await db.introspection.getTables();
  const dumps = tables.map(async ({ name }) => {
    const rows = await db
      .selectFrom(name as "votes")
      .selectAll()
      .execute();
    return [name, JSON.stringify(rows)] as const;
  });
  return Object.fromEntries(await Promise.all(dumps));
}

/** Everything that a person can leave behind. */
async function liveIn(who: Who): Promise<void> {
  await taste.vote(who, PAPER, "up");
  await taste.vote(who, OTHER, "down");
  await taste.save(who, PAPER);
  const mine = await taste.scope(who, "me");
  await taste.follow(mine, [{ kind: "topic", value: "bees" }]);
  await taste.mark(mine, { kind: "topic", value: "bees" }, "muted");
  const channel = await taste.scope(who, "channel");
  await taste.follow(channel, [{ kind: "topic", value: `bees of ${who.channel}` }]);
  await taste.mark(channel, { kind: "paper", value: PAPER }, "muted");
  const club = createClub({ db, taste, timezone: "UTC", now: clock.now });
  await club.join(who, `${who.user} of the bees`);
  await club.add(who, PAPER);
}

describe("forgetting a person", () => {
  it("leaves no trace in any table, and what others said as it was", async () => {
    await liveIn(bob);
    const before = await everything();
    const profile = await profileOfChannel(db, { platform: "fake", channel: "C1" }, clock.now());
    await liveIn(ann);
    await desk.subscribe("C9", { createdBy: "U-ann" });
    const name = await taste.person(ann);
    expect(JSON.stringify(await everything())).toContain(name);

    await taste.forget(ann);
    const after = await everything();
    expect(JSON.stringify(after)).not.toContain(name);
    expect(JSON.stringify(after)).not.toContain("U-ann");
    for (const table of ["votes", "saves", "profile_marks"]) expect(after[table]).toBe(before[table]);
    expect(await profileOfChannel(db, { platform: "fake", channel: "C1" }, clock.now())).toEqual(profile);
    expect(await taste.tally(bob, PAPER)).toEqual({ up: 1, down: 0 });

    await taste.forget(ann);
    expect(await everything()).toMatchObject({ votes: after.votes, follows: after.follows });
  });

  it("finds out about everything that is forgotten", async () => {
    await liveIn(ann);
    await desk.subscribe("C9", { createdBy: "U-ann" });
    const own = await taste.ownData(ann);
    expect(Object.fromEntries(Object.entries(own).map(([name, list]) => [name, list.length]))).toEqual({
      votes: 2,
      saves: 1,
      follows: 1,
      marks: 1,
      subscriptions: 1,
      presents: 1,
      added: 1,
    });
    await taste.forget(ann);
    expect(Object.values(await taste.ownData(ann)).flat()).toEqual([]);
  });

  it("does no harm in the middle of a pick", async () => {
    const subscription = await desk.subscribe("C1", { topics: ["bees"], server: "S1" });
    await liveIn(ann);
    await Promise.all([
      planNow(db, desk.index, subscription, clock.now()),
      taste.forget(ann),
      taste.vote(bob, PAPER, "up"),
    ]);
    expect((await desk.ledger()).map(({ state }) => state)).toEqual(["planned"]);
    expect((await findVotes(db, {})).map(({ person }) => person)).toEqual([await taste.person(bob)]);
  });
});

describe("every table there is", () => {
  /** A row of any table with the given values where it has such columns, and something in all the others. */
  async function fill(table: string, values: Readonly<Record<string, string>>): Promise<boolean> {
    const columns = (await db.introspection.getTables()).find(({ name }) => name === table)?.columns ?? [];
    const row = columns.map(({ name, dataType }) => [
      name,
      values[name] ?? (/int/i.test(dataType) ? 1 : "x"),
    ]);
    if (!columns.some(({ name }) => Object.hasOwn(values, name) && name !== "platform")) return false;
    await db
      .insertInto(table as "votes")
      .values(Object.fromEntries(row))
      .execute();
    return true;
  }

  async function expectTraces(value: string, wanted: boolean): Promise<void> {
    const left = Object.entries(await everything()).filter(([, rows]) => rows.includes(value));
    expect(left.length > 0, left.map(([name]) => name).join()).toBe(wanted);
  }

  it("forgets a person", async () => {
    const person = "the-hash-of-a-person";
    const values = {
      platform: "fake",
      person,
      owner: `person:${person}`,
      added_by: person,
      created_by: "U-person",
    };
    for (const { name } of await db.introspection.getTables()) await fill(name, values);
    await expectTraces(person, true);
    await expectTraces("U-person", true);
    // The lease of a delivery is held by a process, not by a person.
    await db.deleteFrom("deliveries").execute();
    await groupCommit(db, (tx) => forgetPerson(tx, { platform: "fake", person, user: "U-person" }));
    await expectTraces(person, false);
    await expectTraces("U-person", false);
  });

  it("forgets a server", async () => {
    const values = { platform: "fake", server: "S77", channel: "C77", owner: "channel:fake:C77" };
    for (const { name } of await db.introspection.getTables()) await fill(name, values);
    await expectTraces("S77", true);
    await groupCommit(db, (tx) => forgetServer(tx, { platform: "fake", server: "S77", channels: [] }));
    await expectTraces("S77", false);
    await expectTraces("C77", false);
  });
});

describe("forgetting a server", () => {
  const elsewhere: Who = { ...ann, server: "S2", channel: "C2" };

  it("deletes what was said, wished for and posted there, and nothing of other servers", async () => {
    await liveIn(elsewhere);
    const other = await desk.subscribe("C2", { server: "S2" });
    await planNow(db, desk.index, other, clock.now());
    const before = await everything();

    await liveIn(bob);
    for (const channel of ["C1", "C5"]) {
      const one = await desk.subscribe(channel, channel === "C1" ? { server: "S1" } : {});
      await planNow(db, desk.index, one, clock.now());
    }
    await groupCommit(db, (tx) =>
      forgetServer(tx, { platform: "fake", server: "S1", channels: ["C1", "C5", "C7"] }),
    );
    const after = await everything();
    for (const table of [
      "subscriptions",
      "deliveries",
      "shown",
      "votes",
      "saves",
      "follows",
      "profile_marks",
    ])
      expect(after[table], table).toBe(before[table]);
  });

  it("takes what is not known to belong elsewhere, where a platform does not name its channels", async () => {
    await liveIn(elsewhere);
    await writeBatch(db, (tx) => forgetServer(tx, { platform: "other", server: "S2" }));
    expect(await findVotes(db, {})).toHaveLength(2);
    for (const channel of ["C2", "C5"]) {
      const one = await desk.subscribe(channel, channel === "C2" ? { server: "S2" } : {});
      await planNow(db, desk.index, one, clock.now());
    }
    await writeBatch(db, (tx) => forgetServer(tx, { platform: "fake", server: "S1" }));
    expect((await desk.rows()).map(({ channel }) => channel)).toEqual(["C2"]);
    expect(await findVotes(db, {})).toHaveLength(2);
  });
});
