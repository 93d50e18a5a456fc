import { describe, expect, it } from "vitest";
import { handleRollback } from "../../src/delivery/planning/clock-rollback.ts";
import { createPostEdits } from "../../src/delivery/post-edits.ts";
import { pause, resume, subscribe } from "../../src/delivery/subscribe.ts";
import { DEFAULT_SETTINGS } from "../../src/delivery/subscription-settings.ts";
import { postLook } from "../../src/present/paper-list.ts";
import { writeBatch } from "../../src/store/database.ts";
import { putSave } from "../../src/store/saves.ts";
import { putVote } from "../../src/store/votes.ts";
import { createClock } from "../support/clock.ts";
import { openDesk } from "../support/delivery/delivery.ts";
import { createFakePlatform, type Fate } from "../support/delivery/fake-poster.ts";
import { createRecordingLog } from "../support/recording-log.ts";

const PLACE = { platform: "fake", channel: "C1", server: "S1" };
const WEEKLY = { every: "week", papers: 3, server: "S1" } as const;
const LIKED = "arxiv:2601.00051";
const OTHER = "arxiv:2601.00052";

/** A Monday, an hour before the weekly papers are due. */
async function setUp(fate: (call: number) => Fate = () => "take") {
  const clock = createClock("2026-11-23T08:00:00Z");
  const desk = await openDesk(clock);
  const platform = createFakePlatform({ now: clock.now, fate: (_, call) => fate(call) });
  const runner = desk.runner({ posters: new Map([["fake", platform]]) });
  const beatAt = async (iso: string) => {
    clock.set(iso);
    await runner.tick();
    await runner.idle();
  };
  const vote = (person: string, paper: string, value: 1 | -1, at: string, channel = "C9") =>
    writeBatch(desk.db, (tx) => putVote(tx, { ...PLACE, channel, person, paper, value, at: new Date(at) }));
  const save = (person: string, paper: string, at: string) =>
    writeBatch(desk.db, (tx) =>
      putSave(tx, { platform: "fake", server: "S1", person, paper, at: new Date(at) }),
    );
  const titles = () => platform.messages.map(({ text }) => text.match(/puzzle number \d+/g) ?? []);
  return { clock, desk, platform, beatAt, vote, save, titles };
}

describe("weekly papers", () => {
  it("come in one post, once a week, on the first of the days, and never twice", async () => {
    const { desk, platform, beatAt, titles } = await setUp();
    await desk.subscribe("C1", { ...WEEKLY, topics: ["puzzle"] });
    for (let day = 23; day <= 30; day++) {
      await beatAt(`2026-11-${day}T08:59:50Z`);
      await beatAt(`2026-11-${day}T09:00:00Z`);
      await beatAt(`2026-11-${day}T17:00:00Z`);
    }
    expect(platform.messages.map(({ at }) => at.toISOString())).toEqual([
      "2026-11-23T09:00:00.000Z",
      "2026-11-30T09:00:00.000Z",
    ]);
    expect(platform.messages[0]?.text).toMatch(/^Papers of the week · Monday, 23 November 2026\n\n1\. Toy /);
    // What stands in the title is plain to see.
    expect(platform.messages[0]?.text).not.toContain("in the title");
    expect(titles().map(({ length }) => length)).toEqual([3, 3]);
    expect(new Set(titles().flat()).size).toBe(6);
    expect(await desk.ledger()).toEqual([
      { channel: "C1", day: "2026-11-23", kind: "digest", state: "sent" },
      { channel: "C1", day: "2026-11-30", kind: "digest", state: "sent" },
    ]);
  });

  it("name what the lab liked that week, and never what a single person saved", async () => {
    const { desk, platform, beatAt, vote, save } = await setUp();
    await desk.subscribe("C1", { ...WEEKLY, topics: ["bees"] });
    await vote("ann", LIKED, 1, "2026-11-20T10:00:00Z");
    await vote("bob", LIKED, 1, "2026-11-22T10:00:00Z");
    // Before the week, outvoted, after it, and saved by one person alone.
    await vote("ann", "arxiv:2601.00053", 1, "2026-11-16T08:00:00Z");
    await vote("ann", "arxiv:2601.00054", 1, "2026-11-20T10:00:00Z");
    await vote("bob", "arxiv:2601.00054", -1, "2026-11-20T10:00:00Z");
    await save("ann", "arxiv:2601.00055", "2026-11-20T10:00:00Z");
    await save("ann", OTHER, "2026-11-20T10:00:00Z");
    await save("bob", OTHER, "2026-11-21T10:00:00Z");
    await beatAt("2026-11-23T09:00:00Z");
    const [, ...cards] = platform.messages[0]?.text.split(/\n\n/) ?? [];
    const liked = cards.filter((card) => card.includes("Liked here this week"));
    expect(liked).toHaveLength(2);
    expect(liked[0]).toMatch(/puzzle number 51\nLiked here this week.*👍 2/);
    expect(liked[1]).toMatch(/puzzle number 52\nLiked here this week.*saved by 2 people/);
    // What was named counts as shown.
    const shown = await desk.db.selectFrom("shown").select("paper").execute();
    expect(shown.map(({ paper }) => paper)).toEqual(expect.arrayContaining([LIKED, OTHER]));
  });

  it("show the votes as they are now, on what was liked as well", async () => {
    const { desk, platform, beatAt, vote } = await setUp();
    await desk.subscribe("C1", WEEKLY);
    await vote("ann", LIKED, 1, "2026-11-20T10:00:00Z");
    await beatAt("2026-11-23T09:00:00Z");
    await vote("bob", LIKED, 1, "2026-11-23T10:00:00Z");
    const posters = new Map([["fake", platform]]);
    const log = createRecordingLog();
    const edits = createPostEdits({
      ...postLook,
      db: desk.db,
      posters,
      log,
      remind: async () => undefined,
      everyMs: 1,
    });
    edits.votesChanged(PLACE, LIKED);
    await edits.idle();
    expect(platform.edits).toHaveLength(1);
    expect(platform.messages[0]?.text).toMatch(/puzzle number 51\nLiked here this week.*👍 2/);
  });

  it("are made up for until the week is over", async () => {
    const { desk, platform, beatAt } = await setUp();
    await desk.subscribe("C1", WEEKLY);
    await beatAt("2026-11-29T23:00:00Z");
    expect(platform.messages).toHaveLength(1);
    await beatAt("2026-11-30T09:00:00Z");
    expect(platform.messages).toHaveLength(2);
  });

  it("tell of a week in which nothing ran, and post those of this week", async () => {
    const { desk, platform, beatAt } = await setUp();
    await desk.subscribe("C1", WEEKLY);
    await beatAt("2026-12-02T12:00:00Z");
    expect(platform.messages).toHaveLength(1);
    expect((await desk.rows()).map(({ day, state, reason }) => [day, state, reason])).toEqual([
      ["2026-11-23", "skipped", "I was not running here that week"],
      ["2026-11-30", "sent", null],
    ]);
  });

  it.each(["lose answer", "lose request"] as const)(
    "are posted once whatever is lost: %s",
    async (mishap) => {
      const { desk, platform, beatAt } = await setUp((call) => (call === 1 ? mishap : "take"));
      await desk.subscribe("C1", WEEKLY);
      for (const time of ["09:00:00", "09:00:40", "09:00:50", "10:00:00"])
        await beatAt(`2026-11-23T${time}Z`);
      expect(platform.messages).toHaveLength(1);
      expect(await desk.ledger()).toMatchObject([{ kind: "digest", state: "sent" }]);
    },
  );

  it("wait in a closed channel, and give up with a reason when the week is over", async () => {
    const { desk, platform, beatAt } = await setUp(() => "close");
    await desk.subscribe("C1", WEEKLY);
    await beatAt("2026-11-23T09:00:00Z");
    expect(await desk.ledger()).toMatchObject([{ state: "failed" }]);
    await beatAt("2026-11-30T08:00:00Z");
    expect(platform.messages).toEqual([]);
    expect(await desk.rows()).toMatchObject([
      { state: "skipped", reason: expect.stringMatching(/The week has ended\.$/) },
    ]);
    expect(await desk.db.selectFrom("shown").selectAll().execute()).toEqual([]);
  });

  it("say plainly that a week is quiet, or keep quiet and record why", async () => {
    const { desk, platform, beatAt } = await setUp();
    await desk.subscribe("C1", { ...WEEKLY, topics: ["quantum chess"] });
    await desk.subscribe("C2", { ...WEEKLY, topics: ["quantum chess"], whenEmpty: "quiet" });
    await beatAt("2026-11-23T09:00:00Z");
    expect(platform.messages.map(({ channel, text }) => [channel, text])).toEqual([
      [
        "C1",
        "Papers of the week · Monday, 23 November 2026\n\nNo new papers match this channel's topics this week.",
      ],
    ]);
    expect((await desk.rows()).map(({ channel, state, reason }) => [channel, state, reason])).toEqual([
      ["C1", "sent", null],
      ["C2", "skipped", "no new papers match quantum chess, and this channel stays quiet on such weeks"],
    ]);
  });

  it("are not posted in a pause, and go on after it", async () => {
    const { clock, desk, platform, beatAt } = await setUp();
    await desk.subscribe("C1", WEEKLY);
    await pause(desk.db, PLACE, "by an admin", clock.now());
    await beatAt("2026-11-23T09:00:00Z");
    await resume(desk.db, PLACE, clock.now());
    await beatAt("2026-11-25T09:00:00Z");
    expect(platform.messages).toEqual([]);
    await beatAt("2026-11-30T09:00:00Z");
    expect(platform.messages).toHaveLength(1);
  });

  it("are picked again after a clock that was ahead, until the week is over", async () => {
    const { clock, desk, platform, beatAt } = await setUp();
    await desk.subscribe("C1", WEEKLY);
    await beatAt("2027-06-09T08:00:00Z");
    const posted = platform.messages.length;
    clock.set("2026-11-25T08:00:00Z");
    await handleRollback(desk.db, clock.now());
    await beatAt("2026-11-25T08:00:10Z");
    await beatAt("2026-11-30T09:00:00Z");
    expect(platform.messages.slice(posted).map(({ text }) => text.split("\n")[0])).toEqual([
      "Papers of the week · Monday, 23 November 2026",
      "Papers of the week · Monday, 30 November 2026",
    ]);
  });

  it("begin with the next day that is chosen when a daily channel changes, and not with one that is over", async () => {
    const { clock, desk, platform, beatAt } = await setUp();
    const change = (typed: Parameters<typeof subscribe>[2]) =>
      subscribe(desk.db, PLACE, typed, {}, DEFAULT_SETTINGS, clock.now());
    await change({ days: "weekdays" });
    await beatAt("2026-11-26T09:00:00Z");
    clock.set("2026-11-26T10:00:00Z");
    const { subscription } = await change({ every: "week", days: "wed" });
    expect(subscription).toMatchObject({ every: "week", papers: 5, days: [3] });
    await beatAt("2026-11-27T09:00:00Z");
    expect(platform.messages).toHaveLength(1);
    await beatAt("2026-12-02T09:00:00Z");
    expect(platform.messages.map(({ text }) => text.split(" · ")[0])).toEqual([
      "Paper of the day",
      "Papers of the week",
    ]);
    // On the day of the weekly post a daily one is too much.
    expect((await change({ every: "day", days: "daily", time: "09:30" })).subscription.papers).toBe(1);
    await beatAt("2026-12-02T12:00:00Z");
    expect(platform.messages).toHaveLength(2);
    await beatAt("2026-12-03T09:30:00Z");
    expect(platform.messages).toHaveLength(3);
  });
});
