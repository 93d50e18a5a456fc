import { beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../src/delivery/subscription-settings.ts";
import { addPapers } from "../../src/library/add-papers.ts";
import { type Database, writeBatch } from "../../src/store/database.ts";
import { readSetting } from "../../src/store/settings.ts";
import { putSubscription } from "../../src/store/subscriptions.ts";
import { findVotes } from "../../src/store/votes.ts";
import { createTaste, type Taste, type Who } from "../../src/taste/taste.ts";
import { createClock } from "../support/clock.ts";
import { aPaper } from "../support/library/a-paper.ts";
import { someDatabase } from "../support/library/database.ts";

const PAPER = "arxiv:2401.00001";
const ann: Who = { platform: "test", user: "ann", server: "S1", channel: "C1" };

let db: Database;
let taste: Taste;
let clock: ReturnType<typeof createClock>;

beforeEach(async () => {
  db = await someDatabase();
  clock = createClock("2026-11-23T09:00:00Z");
  taste = createTaste({ db, now: clock.now });
});

const later = () => clock.advance(60_000);
const votesOf = async () =>
  (await findVotes(db, {})).map(({ channel, value }) => `${channel ?? "private"} ${value}`);

describe("a vote", () => {
  it("is one for each person and paper, changeable, and taken back by the same again", async () => {
    expect(await taste.vote(ann, PAPER, "up")).toBe("new");
    later();
    expect(await taste.vote(ann, PAPER, "down")).toBe("changed");
    expect(await votesOf()).toEqual(["C1 -1"]);
    later();
    expect(await taste.vote(ann, PAPER, "down")).toBe("retracted");
    expect(await votesOf()).toEqual([]);
    expect(await taste.vote(ann, PAPER, "none")).toBe("nothing");
  });

  it("is not taken back by a finger that pressed twice", async () => {
    await taste.vote(ann, PAPER, "up");
    clock.advance(300);
    expect(await taste.vote(ann, PAPER, "up")).toBe("kept");
    expect(await votesOf()).toEqual(["C1 1"]);
  });

  it("moves to the channel of the server where it is cast again", async () => {
    await taste.vote(ann, PAPER, "up");
    later();
    expect(await taste.vote({ ...ann, channel: "C2" }, PAPER, "up")).toBe("moved");
    expect(await votesOf()).toEqual(["C2 1"]);
  });

  it("counts where it was cast: in another server, and in private, everybody has another one", async () => {
    const elsewhere = { ...ann, server: "S2", channel: "C9" };
    const direct: Who = { platform: "test", user: "ann" };
    await taste.vote(ann, PAPER, "up");
    later();
    expect(await taste.vote(elsewhere, PAPER, "down")).toBe("new");
    later();
    expect(await taste.vote(direct, PAPER, "none")).toBe("nothing");
    expect(await taste.vote(direct, PAPER, "up")).toBe("new");
    expect(await votesOf()).toEqual(["C1 1", "C9 -1", "private 1"]);
    expect(await taste.tally(ann, PAPER)).toEqual({ up: 1, down: 0 });
    expect(await taste.tally(elsewhere, PAPER)).toEqual({ up: 0, down: 1 });
    later();
    // For the person the last word counts, once.
    expect((await taste.likes(ann)).likes).toMatchObject([{ paper: PAPER, weight: expect.closeTo(0.5, 3) }]);
    expect(await taste.vote(elsewhere, PAPER, "none")).toBe("retracted");
    expect(await votesOf()).toEqual(["C1 1", "private 1"]);
    expect((await taste.ownData(ann)).votes).toHaveLength(2);
    await taste.forget(ann);
    expect(await votesOf()).toEqual([]);
  });

  it("counts for the channel of a thread, unless the thread has papers of its own", async () => {
    const inThread = { ...ann, channel: "T1", parent: "C1" };
    await taste.vote(inThread, PAPER, "up");
    expect(await votesOf()).toEqual(["C1 1"]);
    await writeBatch(db, (tx) =>
      putSubscription(tx, {
        ...DEFAULT_SETTINGS,
        platform: "test",
        channel: "T1",
        origin: "chat",
        plannedUntil: clock.now(),
      }),
    );
    later();
    await taste.vote(inThread, PAPER, "down");
    expect(await votesOf()).toEqual(["T1 -1"]);
  });

  it("is another person's on another platform", async () => {
    await taste.vote(ann, PAPER, "up");
    await taste.vote({ ...ann, platform: "other" }, PAPER, "up");
    await taste.vote({ platform: "terminal" }, PAPER, "up");
    expect(await findVotes(db, {})).toHaveLength(3);
    expect(await taste.tally(ann, PAPER)).toEqual({ up: 1, down: 0 });
    expect(await taste.tally({ platform: "terminal" }, PAPER)).toEqual({ up: 1, down: 0 });
  });

  it("follows a record that turns out to be another paper, once", async () => {
    const title = "Bees that stream";
    const { id: _, ...untold } = aPaper({ title });
    await addPapers(db, [untold], clock.now());
    const [known] = await db.selectFrom("papers").select("id").execute();
    await taste.vote(ann, known?.id ?? "", "up");
    await addPapers(db, [aPaper({ id: PAPER, title })], clock.now());
    expect((await findVotes(db, { paper: PAPER })).map(({ paper }) => paper)).toEqual([PAPER]);
    expect(await taste.tally(ann, PAPER)).toEqual({ up: 1, down: 0 });
    later();
    expect(await taste.vote(ann, PAPER, "down")).toBe("changed");
    expect(await db.selectFrom("votes").select("paper").execute()).toEqual([{ paper: PAPER }]);
  });

  it("is counted with nobody else's in private, and with the channels' in none", async () => {
    const inPrivate = (user: string): Who => ({ platform: "test", user, server: "S1" });
    await taste.vote(inPrivate("ann"), PAPER, "up");
    await taste.vote(inPrivate("bob"), PAPER, "down");
    expect(await taste.tally(inPrivate("ann"), PAPER)).toEqual({ up: 1, down: 0 });
    expect(await taste.tally(inPrivate("bob"), PAPER)).toEqual({ up: 0, down: 1 });
    expect(await taste.tally(inPrivate("cat"), PAPER)).toEqual({ up: 0, down: 0 });
    expect(await taste.tally(ann, PAPER)).toEqual({ up: 0, down: 0 });
  });

  it("comes a thousandfold at once, and each is counted", async () => {
    const people = Array.from({ length: 1000 }, (_, user) => ({ ...ann, user: `u${user}` }));
    await Promise.all(people.map((who, at) => taste.vote(who, PAPER, at % 4 === 0 ? "down" : "up")));
    expect(await taste.tally(ann, PAPER)).toEqual({ up: 750, down: 250 });
  });
});

describe("people", () => {
  it("stand under a key that is drawn once", async () => {
    const name = await taste.person(ann);
    expect(name).toMatch(/^[\w-]{22}$/);
    expect(await createTaste({ db, now: clock.now }).person(ann)).toBe(name);
    expect(await readSetting(db, "person-key")).toMatch(/^[\w-]{43}$/);
    const other = createTaste({ db: await someDatabase(), now: clock.now });
    expect(await other.person(ann)).not.toBe(name);
  });
});

describe("a saved paper", () => {
  it("is there once, and can be taken off", async () => {
    expect(await taste.save(ann, PAPER)).toBe(true);
    expect(await taste.save(ann, PAPER)).toBe(false);
    expect(await taste.unsave(ann, PAPER)).toBe(true);
    expect(await taste.unsave(ann, PAPER)).toBe(false);
  });
});
