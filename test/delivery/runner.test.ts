import { describe, expect, it } from "vitest";
import { settle } from "../../src/delivery/ledger.ts";
import { addPapers } from "../../src/library/add-papers.ts";
import { deliveryId, findDelivery } from "../../src/store/deliveries.ts";
import { findSubscription } from "../../src/store/subscriptions.ts";
import { createClock } from "../support/clock.ts";
import { openDesk } from "../support/delivery/delivery.ts";
import { createFakePlatform, type Fate } from "../support/delivery/fake-poster.ts";
import { somePaper } from "../support/library/papers.ts";

const PLACE = { platform: "fake", channel: "C1" };
const MINUTE = 60_000;

/** One channel, subscribed on Monday at 8:00 for 9:00 UTC, on a platform that does what `fate` says. */
async function setUp(
  fate: (call: number) => Fate = () => "take",
  more: { isReadable?: boolean; missing?: readonly string[] } = {},
) {
  const clock = createClock("2026-11-23T08:00:00Z");
  const desk = await openDesk(clock);
  const platform = createFakePlatform({ now: clock.now, fate: (_, call) => fate(call), ...more });
  const runner = desk.runner({ posters: new Map([["fake", platform]]) });
  const beatAt = async (iso: string) => {
    clock.set(iso);
    await runner.tick();
    await runner.idle();
  };
  return { clock, desk, platform, runner, beatAt };
}

describe("a runner", () => {
  it("posts once when it is time, and not before", async () => {
    const { desk, platform, beatAt } = await setUp();
    await desk.subscribe("C1");
    await beatAt("2026-11-23T08:59:50Z");
    expect(platform.messages).toEqual([]);
    await beatAt("2026-11-23T09:00:00Z");
    await beatAt("2026-11-23T09:00:10Z");
    await beatAt("2026-11-23T15:00:00Z");
    expect(platform.postsIn("C1")).toHaveLength(1);
    expect(platform.messages[0]?.text).toMatch(
      /^Paper of the day · Monday, 23 November 2026\n\nToy .* puzzle/,
    );
    expect(await desk.rows()).toEqual([
      { channel: "C1", day: "2026-11-23", kind: "post", state: "sent", reason: null },
    ]);
  });

  it("says below the post where papers are missing, and posts all the same if that cannot be told", async () => {
    const { clock, desk, platform } = await setUp();
    const notices = [
      async () => "Today's papers may be incomplete: arXiv is late.",
      () => Promise.reject(new Error("no")),
    ];
    const posters = new Map([["fake", platform]]);
    const runner = desk.runner({ posters, notice: async () => notices.shift()?.() });
    await desk.subscribe("C1");
    for (const day of ["23", "24"]) {
      clock.set(`2026-11-${day}T09:00:00Z`);
      await runner.tick();
      await runner.idle();
    }
    const texts = platform.postsIn("C1").map(({ text }) => text);
    expect(texts).toHaveLength(2);
    expect(texts[0]).toMatch(/arXiv is late\.$/);
    expect(texts[1]).not.toContain("incomplete");
  });

  it("puts the other papers of a day into the thread of the first", async () => {
    const { desk, platform, beatAt } = await setUp();
    await desk.subscribe("C1", { papers: 4 });
    await beatAt("2026-11-23T09:00:00Z");
    const [post, thread, ...more] = platform.messages;
    expect(more).toEqual([]);
    expect(thread?.thread).toBe(post?.id);
    const titles = `${post?.text}\n${thread?.text}`.match(/puzzle number \d+/g);
    expect(new Set(titles).size).toBe(4);
  });

  it("tries again after a refusal, with longer and longer pauses, and gives up when the day is over", async () => {
    const { clock, desk, platform, runner } = await setUp(() => "refuse");
    await desk.subscribe("C1");
    const tries: number[] = [];
    for (
      clock.set("2026-11-23T09:00:00Z");
      clock.now() < new Date("2026-11-24T00:01:00Z");
      clock.advance(MINUTE)
    ) {
      const before = platform.calls.length;
      await runner.tick();
      await runner.idle();
      if (platform.calls.length > before) tries.push(clock.now().getTime());
    }
    const pauses = tries.slice(1).map((time, at) => (time - (tries[at] ?? 0)) / MINUTE);
    expect(pauses.slice(0, 6)).toEqual([1, 1, 1, 2, 3, 6]);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(31);
    expect(await desk.rows()).toEqual([
      {
        channel: "C1",
        day: "2026-11-23",
        kind: "post",
        state: "skipped",
        reason: "The platform is busy. The day has ended.",
      },
    ]);
  });

  it("gives a paper that was never posted to another day", async () => {
    const { desk, platform, beatAt } = await setUp((call) => (call === 1 ? "refuse" : "take"));
    await desk.subscribe("C1", { topics: ["puzzle number 17"] });
    await beatAt("2026-11-23T09:00:00Z");
    await beatAt("2026-11-24T09:00:00Z");
    expect(platform.calls[0]?.reply.cards[0]?.title).toBe("Toy bees follow puzzle number 17");
    expect(platform.postsIn("C1").map(({ text }) => text)).toEqual([
      expect.stringContaining("Toy bees follow puzzle number 17"),
    ]);
  });

  it("pauses a channel that is closed to it, and tells who subscribed", async () => {
    const { desk, platform, beatAt } = await setUp(() => "close", { missing: ["Let me in."] });
    await desk.subscribe("C1", { papers: 3 });
    await beatAt("2026-11-23T09:00:00Z");
    await beatAt("2026-11-24T09:00:00Z");
    expect(platform.calls).toHaveLength(1);
    expect((await findSubscription(desk.db, PLACE))?.paused?.reason).toBe("I may not post in that channel.");
    expect(platform.told).toEqual([{ user: "admin", text: expect.stringContaining("I may not post") }]);
    expect((await desk.rows()).map(({ day, kind, state, reason }) => [day, kind, state, reason])).toEqual([
      ["2026-11-23", "post", "skipped", "I may not post in that channel. The day has ended."],
      ["2026-11-23", "thread", "skipped", "the first paper of the day was not posted"],
      ["2026-11-24", "post", "planned", null],
      ["2026-11-24", "thread", "planned", null],
    ]);
  });

  it.each(["lose answer", "lose request"] as const)("looks whether a post is there: %s", async (mishap) => {
    const { desk, platform, beatAt } = await setUp((call) => (call === 1 ? mishap : "take"));
    await desk.subscribe("C1");
    await beatAt("2026-11-23T09:00:00Z");
    await beatAt("2026-11-23T09:00:10Z");
    expect(await desk.ledger()).toMatchObject([{ state: "sending" }]);
    await beatAt("2026-11-23T09:00:40Z");
    await beatAt("2026-11-23T09:00:50Z");
    expect(platform.postsIn("C1")).toHaveLength(1);
    expect(await desk.ledger()).toMatchObject([{ state: "sent" }]);
  });

  it.each(["lose answer", "lose request"] as const)(
    "asks a person where it cannot look, and never guesses: %s",
    async (mishap) => {
      const options = { isReadable: false };
      const { clock, desk, platform, beatAt } = await setUp(
        (call) => (call === 1 ? mishap : "take"),
        options,
      );
      await desk.subscribe("C1", { papers: 2 });
      await beatAt("2026-11-23T09:00:00Z");
      await beatAt("2026-11-23T09:01:00Z");
      await beatAt("2026-11-23T09:02:00Z");
      expect(platform.calls).toHaveLength(1);
      expect(await desk.ledger()).toMatchObject([{ state: "uncertain" }, { state: "planned" }]);

      const row = await findDelivery(desk.db, deliveryId(PLACE, "2026-11-23", "post"));
      if (!row) throw new Error("no row");
      const answer = mishap === "lose answer" ? "drop" : "post";
      expect(await settle(desk.db, row, answer, clock.now(), new Date("2026-11-23T10:00:00Z"))).toBe(true);
      expect(await settle(desk.db, row, answer, clock.now(), new Date("2026-11-23T10:00:00Z"))).toBe(false);
      await beatAt("2026-11-23T09:03:00Z");
      expect(platform.postsIn("C1")).toHaveLength(1);
      expect((await desk.ledger())[0]).toMatchObject({ state: answer === "drop" ? "skipped" : "sent" });
    },
  );

  it("makes up for today after a standstill, but not for the days before", async () => {
    const { desk, platform, beatAt } = await setUp();
    await desk.subscribe("C1");
    await beatAt("2026-11-26T17:30:00Z");
    expect((await desk.rows()).map(({ day, state, reason }) => [day, state, reason])).toEqual([
      ["2026-11-23", "skipped", "I was not running here that day"],
      ["2026-11-24", "skipped", "I was not running here that day"],
      ["2026-11-25", "skipped", "I was not running here that day"],
      ["2026-11-26", "sent", null],
    ]);
    expect(platform.messages).toHaveLength(1);
  });

  it("makes up for nothing at the weekend", async () => {
    const { desk, platform, beatAt } = await setUp();
    await desk.subscribe("C1", { plannedUntil: new Date("2026-11-26T12:00:00Z") });
    await beatAt("2026-11-28T10:00:00Z");
    expect(await desk.ledger()).toMatchObject([{ day: "2026-11-27", state: "skipped" }]);
    expect(platform.messages).toEqual([]);
  });

  it("is not misled by a clock that was a year ahead for a while", async () => {
    const { desk, platform, beatAt } = await setUp();
    await desk.subscribe("C1");
    await beatAt("2027-11-22T08:00:00Z");
    expect(platform.messages).toEqual([]);
    for (const day of ["23", "24", "25"]) {
      await beatAt(`2026-11-${day}T08:59:50Z`);
      await beatAt(`2026-11-${day}T09:00:00Z`);
    }
    expect(platform.messages.map(({ at }) => at.toISOString().slice(0, 10))).toEqual([
      "2026-11-23",
      "2026-11-24",
      "2026-11-25",
    ]);
  });

  it("says on an empty day what it posts instead, or keeps quiet and records why", async () => {
    const { clock, desk, platform, beatAt } = await setUp();
    await desk.subscribe("C1", { topics: ["quantum chess"], whenEmpty: "best" });
    await desk.subscribe("C2", { topics: ["quantum chess"], whenEmpty: "quiet" });
    await beatAt("2026-11-23T09:00:00Z");
    expect(platform.messages).toEqual([]);
    expect((await desk.rows()).map(({ reason }) => reason)).toEqual([
      "no new papers match quantum chess, and all papers of the last 30 days were posted already",
      "no new papers match quantum chess, and this channel stays quiet on such days",
    ]);
    const fresh = somePaper({ id: "arxiv:2611.09999", title: "Ferns Write Poems", published: "2026-11-20" });
    await addPapers(desk.db, [fresh], clock.now());
    await desk.index.add([fresh]);
    await beatAt("2026-11-24T09:00:00Z");
    expect(platform.messages.map(({ channel, text }) => [channel, text])).toEqual([
      ["C1", expect.stringMatching(/No new papers match today\. .*\n\nFerns Write Poems/)],
    ]);
  });

  it("leaves the plan alone until the library is in memory", async () => {
    const { clock, desk, platform } = await setUp();
    await desk.subscribe("C1");
    let isReady = false;
    const runner = desk.runner({ posters: new Map([["fake", platform]]), isReady: () => isReady });
    clock.set("2026-11-23T09:00:00Z");
    await runner.tick();
    expect(await desk.rows()).toEqual([]);
    isReady = true;
    await runner.tick();
    await runner.idle();
    expect(platform.messages).toHaveLength(1);
  });
});
