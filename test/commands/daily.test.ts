import { beforeEach, describe, expect, it } from "vitest";
import type { Chat } from "../../src/chat/chat.ts";
import type { Caller } from "../../src/chat/command.ts";
import { plainText, type Reply } from "../../src/chat/reply.ts";
import type { Runner } from "../../src/delivery/runner.ts";
import type { Library } from "../../src/library/library.ts";
import { someApp } from "../support/app.ts";
import { createClock, type TestClock } from "../support/clock.ts";
import { createFakePlatform, type FakePlatform, type Fate } from "../support/delivery/fake-poster.ts";
import { someLibrary } from "../support/library/library.ts";

const admin: Caller = {
  platform: "fake",
  user: "boss",
  admin: true,
  prefix: "/",
  channel: "C1",
  server: "S1",
};
const host: Caller = { platform: "terminal", admin: true, prefix: "/" };

let clock: TestClock;
let library: Library;
let platform: FakePlatform;
let fate: Fate;
let chat: Chat;
let runner: Runner;

beforeEach(async () => {
  clock = createClock("2026-11-23T07:00:00Z");
  fate = "take";
  library = await someLibrary();
  platform = createFakePlatform({
    now: clock.now,
    fate: () => fate,
    isReadable: false,
    missing: ["Send Messages"],
  });
  const posters = new Map([["fake", platform]]);
  ({ chat, runner } = someApp(library, clock.now, {
    posters,
    timezone: "Europe/Berlin",
    platforms: () => [{ name: "fake", state: "ready" }],
    syncer: {
      fetchPaper: async () => "unknown",
      notices: [],
      report: async () => ({
        lines: ["arXiv: 612 papers for Fri 20 Nov"],
        notice: "Papers may be missing.",
      }),
    },
  }));
});

const ask = async (line: string, caller = admin) => plainText(await chat.runLine(line, caller));
async function beatAt(iso: string): Promise<void> {
  clock.set(iso);
  await runner.tick();
  await runner.idle();
}
const button = (reply: Reply, label: string) =>
  [...reply.buttons, ...reply.cards.flatMap((card) => card.buttons)].find((one) => one.label === label);

describe("/subscribe", () => {
  it("sets a channel up, names what is missing, and posts", async () => {
    const text = await ask("/subscribe streaming video, pruning time:9:30 papers:2");
    expect(text).toContain(
      "This channel gets 2 papers weekdays at 09:30 (Europe/Berlin), on streaming video, pruning.",
    );
    expect(text).toContain("Next: Mon 23 Nov, 09:30 (in 2 h).");
    expect(text).toContain("• Send Messages");
    await beatAt("2026-11-23T08:30:00Z");
    expect(platform.postsIn("C1")).toHaveLength(1);
  });

  it("changes only what is said the second time", async () => {
    await ask("/subscribe streaming video time:9:30 days:daily group:lab");
    const text = await ask("/subscribe time:17:00 group:none");
    expect(text).toContain(
      "From now on, this channel gets 1 paper daily at 17:00 (Europe/Berlin), on streaming video.",
    );
    expect(await ask("/subscribe everything")).toContain("on anything good");
  });

  it("does not post twice on a day because the time was changed", async () => {
    await ask("/subscribe time:9:00");
    await beatAt("2026-11-23T08:00:10Z");
    await ask("/subscribe time:9:00 timezone:Lisbon");
    expect(await ask("/subscribe time:12:00")).toContain("Next: Tue 24 Nov, 12:00");
    await beatAt("2026-11-23T12:00:00Z");
    expect(await ask("/subscriptions")).toContain("Next: Tue 24 Nov, 12:00");
  });

  it("refuses a topic that has no word to go by", async () => {
    expect(await ask("/subscribe bees, the of")).toContain(
      "There are no words in the topic “the of” to go by.",
    );
    expect(await ask("/subscribe 🐝")).toContain("There are no words in the topic “🐝” to go by.");
    expect(await ask("/subscriptions")).not.toContain("bees");
  });

  it("explains everything that is wrong, and then changes nothing", async () => {
    const reply = await chat.runLine("/subscribe bees time:25 timezone:Berln days:someday", admin);
    expect(reply).toMatchObject({ outcome: "usage", audience: "asker" });
    expect(reply.text).toContain("time is a time of day such as 09:00 or 5:30pm, not “25”.");
    expect(reply.text).toContain("Did you mean Europe/Berlin?");
    expect(reply.text).toContain("days is weekdays, daily, or names");
    expect(await ask("/subscriptions")).toContain("No channel gets papers yet");
  });

  it.each(["subscribe bees", "unsubscribe", "pause", "resume", "subscriptions", "status"])(
    "/%s is for admins alone",
    async (line) => {
      expect(await ask(`/${line}`, { ...admin, admin: false })).toContain("Only channel managers can use");
    },
  );

  it("needs a channel", async () => {
    expect(await ask("/subscribe bees", host)).toContain("in the channel that it is about");
  });

  it("completes time zones, and the last topic", async () => {
    expect((await chat.suggest("subscribe", "timezone", "berl")).map(({ value }) => value)).toEqual([
      "Europe/Berlin",
    ]);
    const topics = await chat.suggest("subscribe", "topics", "bees, strea");
    expect(topics.length).toBeGreaterThan(0);
    for (const { value } of topics) expect(value).toMatch(/^bees, .*strea/i);
  });
});

describe("/unsubscribe, /pause and /resume", () => {
  it("stop and go on", async () => {
    await ask("/subscribe");
    expect(await ask("/pause")).toContain("no papers until /resume");
    await beatAt("2026-11-23T08:00:00Z");
    expect(platform.messages).toEqual([]);
    expect(await ask("/subscriptions")).toMatch(
      /Paused: by an admin\nLast: Mon 23 Nov, 09:00, not posted: paused/,
    );
    expect(await ask("/resume")).toContain("Next: Tue 24 Nov, 09:00");
    await beatAt("2026-11-24T08:00:00Z");
    expect(platform.messages).toHaveLength(1);
    expect(await ask("/unsubscribe")).toContain("no more papers");
    await beatAt("2026-11-25T08:00:00Z");
    expect(platform.messages).toHaveLength(1);
    expect(await ask("/pause")).toContain("/subscribe makes one");
  });
});

describe("/today", () => {
  it("shows what would be posted and why, and then what was, to anybody", async () => {
    await ask("/subscribe streaming video papers:2");
    const member = { ...admin, admin: false };
    const before = await chat.runLine("/today", member);
    expect(before).toMatchObject({ audience: "asker", text: "What would be posted today" });
    expect(before.cards[0]?.why).toMatch(/video|stream/i);
    expect(platform.messages).toEqual([]);
    await beatAt("2026-11-23T08:00:00Z");
    const after = await chat.runLine("/today", member);
    expect(after.text).toContain("(posted)");
    expect(after.cards.map(({ title }) => title)).toEqual(before.cards.map(({ title }) => title));
  });

  it("answers in private, where there is no channel", async () => {
    const reply = await chat.runLine("/today", host);
    expect(reply.cards).toHaveLength(1);
  });
});

describe("the sources", () => {
  it("are in /status with a line each, and below /today where it matters", async () => {
    expect(await ask("/status")).toContain("arXiv: 612 papers for Fri 20 Nov");
    expect(await ask("/today")).toMatch(/Papers may be missing\.$/);
  });
});

describe("/status", () => {
  it("tells how things stand, and lets an admin settle an uncertain post once", async () => {
    await ask("/subscribe");
    fate = "lose answer";
    await beatAt("2026-11-23T08:00:00Z");
    await beatAt("2026-11-23T08:01:00Z");
    const status = await chat.runLine("/status", admin);
    expect(status.text).toContain("Platforms: fake ready\nLibrary: 93 papers, the newest of");
    expect(status.text).toContain("Uncertain posts: 1");
    expect(await ask("/status")).toContain("I cannot tell whether it was posted");

    const stranger = { ...admin, channel: "C9", server: "S2" };
    expect(await ask("/status", stranger)).not.toContain("C1");
    const press = (caller: Caller) => chat.runAction(button(status, "Drop")?.action, caller);
    expect((await press(stranger)).outcome).toBe("usage");
    expect((await press({ ...admin, admin: false })).outcome).toBe("usage");
    expect(plainText(await press(admin))).toContain("Dropped");
    expect((await press(admin)).outcome).toBe("usage");
    expect(await ask("/status")).toContain("last not posted: dropped by an admin");
  });

  it("shows the host everything, and others only what is theirs", async () => {
    await ask("/subscribe");
    const other = { ...admin, channel: "C2", server: "S2" };
    await ask("/subscribe", other);
    for (const [caller, seen] of [
      [host, ["fake:C1", "fake:C2"]],
      [{ ...admin, channel: "C3" }, ["fake:C1"]],
      [{ ...other, channel: "C4" }, ["fake:C2"]],
    ] as const) {
      const reply = await chat.runLine("/subscriptions", caller);
      expect(reply.cards.map(({ title }) => title)).toEqual(seen);
    }
  });
});

describe("an uncertain post, in a direct message", () => {
  const privately = (user: string): Caller => ({ platform: "fake", user, admin: false, prefix: "/" });
  const answer = (chat: Chat, user: string, id: string) =>
    chat.runAction(
      { command: "status", options: { uncertain: id, answer: "drop" }, effect: "answer" },
      privately(user),
    );

  it("is decided by who subscribed or an operator, and by nobody else", async () => {
    await ask("/subscribe time:9:00");
    fate = "lose answer";
    await beatAt("2026-11-23T08:00:00Z");
    await beatAt("2026-11-23T08:01:00Z");
    const id = /\(([\w-]{22})\)/.exec(await ask("/status"))?.[1] ?? "";
    expect(plainText(await answer(chat, "stranger", id))).toContain("no uncertain post");
    expect(plainText(await answer(chat, "boss", id))).toContain("Dropped");
    expect(await ask("/status", privately("boss"))).toContain("Only channel managers can use");
  });
});
