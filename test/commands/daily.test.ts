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
/** Of the first calls, before `fate` holds. */
let fates: (() => Fate)[];
let chat: Chat;
let runner: Runner;

beforeEach(async () => {
  clock = createClock("2026-11-23T07:00:00Z");
  fate = "take";
  fates = [];
  library = await someLibrary();
  platform = createFakePlatform({
    now: clock.now,
    fate: () => fates.shift()?.() ?? fate,
    isReadable: false,
    missing: ["Send Messages"],
  });
  const posters = new Map([["fake", platform]]);
  ({ chat, runner } = someApp(library, clock.now, {
    posters,
    timezone: "Europe/Berlin",
    platforms: () => [{ name: "fake", state: "ready" }],
    syncer: {
      sources: [],
      fetchPaper: async () => "unknown",
      notices: [],
      report: async () => ({
        lines: [{ source: "arxiv", text: "arXiv: 612 papers for Fri 20 Nov", isFine: true }],
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

describe("/daily subscribe", () => {
  it("sets a channel up, names what is missing, and posts", async () => {
    const text = await ask("/daily subscribe streaming video, pruning time:9:30 papers:2");
    expect(text).toContain(
      "Subscribed. This channel gets 2 papers every weekday at 09:30 Berlin time, on streaming video and pruning.",
    );
    expect(text).toContain("Next: Mon 23 Nov, 09:30 (in 2 h)");
    expect(text).toContain("• Send Messages");
    await beatAt("2026-11-23T08:30:00Z");
    expect(platform.postsIn("C1")).toHaveLength(1);
  });

  it("changes only what is said the second time", async () => {
    await ask("/daily subscribe streaming video time:9:30 days:daily group:lab");
    const text = await ask("/daily subscribe time:17:00 group:none");
    expect(text).toContain(
      "Changed. This channel gets 1 paper every day at 17:00 Berlin time, on streaming video.",
    );
    expect(await ask("/daily subscribe everything")).toContain("on any topic");
  });

  it("does not post twice on a day because the time was changed", async () => {
    await ask("/daily subscribe time:9:00");
    await beatAt("2026-11-23T08:00:10Z");
    await ask("/daily subscribe time:9:00 timezone:Lisbon");
    expect(await ask("/daily subscribe time:12:00")).toContain("Next: Tue 24 Nov, 12:00");
    await beatAt("2026-11-23T12:00:00Z");
    expect(await ask("/daily list")).toContain("Next: Tue 24 Nov, 12:00");
  });

  it("refuses a topic that has no word to go by", async () => {
    expect(await ask("/daily subscribe bees, the of")).toContain(
      "I can't search for the topic “the of”. Use words.",
    );
    expect(await ask("/daily subscribe 🐝")).toContain("I can't search for the topic “🐝”. Use words.");
    expect(await ask("/daily list")).not.toContain("bees");
  });

  it("explains everything that is wrong, and then changes nothing", async () => {
    const reply = await chat.runLine("/daily subscribe bees time:25 timezone:Berln days:someday", admin);
    expect(reply).toMatchObject({ outcome: "usage", audience: "asker" });
    expect(reply.text).toContain("time must be a time of day such as 09:00 or 5:30pm, not “25”.");
    expect(reply.text).toContain("Did you mean Europe/Berlin?");
    expect(reply.text).toContain("days must be weekdays, daily, or names");
    expect(await ask("/daily list")).toContain("No channel gets a daily paper yet");
  });

  it.each([
    "daily subscribe bees",
    "daily stop",
    "daily restore",
    "daily pause",
    "daily resume",
    "daily list",
    "daily preview",
    "daily replies public",
    "subscribe bees",
    "unsubscribe",
    "status",
  ])("/%s is for admins alone", async (line) => {
    expect(await ask(`/${line}`, { ...admin, admin: false })).toContain("Only channel managers can use");
  });

  it("posts weekly where that is wanted; everything that tells of the channel knows it", async () => {
    const text = await ask("/daily subscribe streaming video every:week days:mon time:9:00");
    expect(text).toContain("Subscribed. This channel gets 5 papers every Monday");
    expect(await ask("/today")).toMatch(
      /^This week's best papers so far\. I'll post the next ones on Mon 23 Nov, 09:00\./,
    );
    expect(await ask("/daily preview 30")).toMatch(/• \d\.\d papers a week, in 4 weeks\n/);
    await beatAt("2026-11-23T08:00:00Z");
    expect(platform.messages[0]?.text).toMatch(/^Papers of the week · Monday, 23 November 2026/);
    clock.set("2026-11-27T08:00:00Z");
    expect(await ask("/today")).toMatch(/^This week's papers\n\n1\. /);
    for (const command of ["show", "list"]) {
      const shown = await ask(`/daily ${command}`);
      expect(shown).toContain("5 papers every Monday");
      expect(shown).toMatch(/Last: Mon 23 Nov, 09:00, posted\nNext: Mon 30 Nov, 09:00/);
    }
    expect((await chat.runLine("/daily", admin)).cards[0]?.buttons[0]?.label).toBe("Show week's papers");
    expect(await ask("/daily history")).toContain("Posted 23 Nov 2026");
    const [, first = ""] = /1\. (.*)\n/.exec(platform.messages[0]?.text ?? "") ?? [];
    expect(await ask(`/daily why ${first}`)).toContain("posted before");
    expect(await ask("/daily subscribe every:day")).toContain("This channel gets 1 paper every Monday at");
  });

  it("says of a quiet week what was posted", async () => {
    await ask("/daily subscribe knitting categories:math.LO every:week days:mon time:9:00");
    await beatAt("2026-11-23T08:00:00Z");
    expect(await ask("/today")).toBe(
      "This week's papers\n\nNo new papers match this channel's topics this week.",
    );
  });

  it("needs a channel", async () => {
    expect(await ask("/daily subscribe bees", host)).toContain("Run this in a channel.");
  });

  it("completes time zones, and the last topic", async () => {
    expect(
      (await chat.suggest("daily subscribe", "timezone", "berl", admin)).map(({ value }) => value),
    ).toEqual(["Europe/Berlin"]);
    const topics = await chat.suggest("daily subscribe", "topics", "bees, strea", admin);
    expect(topics.length).toBeGreaterThan(0);
    for (const { value } of topics) expect(value).toMatch(/^bees, .*strea/i);
  });
});

describe("/daily stop, /daily pause and /daily resume", () => {
  it("stop and go on", async () => {
    await ask("/daily subscribe");
    expect(await ask("/daily pause")).toContain("no papers until you run /daily resume");
    await beatAt("2026-11-23T08:00:00Z");
    expect(platform.messages).toEqual([]);
    expect(await ask("/daily list")).toMatch(
      /Paused by a channel manager\nLast: Mon 23 Nov, 09:00, not posted \(paused/,
    );
    expect(await ask("/daily resume")).toContain("Next: Tue 24 Nov, 09:00");
    await beatAt("2026-11-24T08:00:00Z");
    expect(platform.messages).toHaveLength(1);
    expect(await ask("/daily stop")).toContain("won't get papers any more");
    await beatAt("2026-11-25T08:00:00Z");
    expect(platform.messages).toHaveLength(1);
    expect(await ask("/daily pause")).toContain("To start one: /daily subscribe");
  });
});

describe("/daily stop", () => {
  const undo = (reply: Reply, caller = admin) => chat.runAction(button(reply, "Undo")?.action, caller);

  it("restores by Undo what the channel got, and posts nothing twice", async () => {
    await ask("/daily subscribe streaming video, pruning time:9:30 papers:2 group:lab when-empty:quiet");
    await beatAt("2026-11-23T08:30:00Z");
    const before = await ask("/daily");
    const stopped = await chat.runLine("/daily stop", admin);
    expect(stopped.text).toContain("Unsubscribed. This channel won't get papers any more.");
    expect(await ask("/daily list")).toContain("No channel gets a daily paper yet");
    const restored = await undo(stopped, { ...admin, user: "other boss" });
    expect(plainText(restored)).toContain("Restored. This channel gets 2 papers every weekday at 09:30");
    expect(await ask("/daily")).toBe(before);
    expect(await ask("/daily history")).toContain("Posted 23 Nov 2026");
    await beatAt("2026-11-23T10:00:00Z");
    expect(platform.postsIn("C1")).toHaveLength(1);
    await beatAt("2026-11-24T08:30:00Z");
    expect(platform.postsIn("C1")).toHaveLength(2);
  });

  it("keeps a pause", async () => {
    await ask("/daily subscribe");
    await ask("/daily pause");
    await undo(await chat.runLine("/daily stop", admin));
    expect(await ask("/daily")).toContain("Paused by a channel manager");
  });

  it("says when it can't be undone any more, and to whom it never can", async () => {
    await ask("/daily subscribe streaming video");
    const first = await chat.runLine("/daily stop", admin);
    expect(plainText(await undo(first, { ...admin, admin: false }))).toContain(
      "Only channel managers can use",
    );
    await ask("/daily subscribe pruning");
    expect(plainText(await undo(first))).toBe(
      "This channel has a daily paper, so there is nothing to restore.",
    );
    clock.advance(60_000);
    const second = await chat.runLine("/daily stop", admin);
    expect(plainText(await undo(first))).toContain("This can't be undone any more.");
    expect(plainText(await undo(second))).toContain("on pruning");
    clock.advance(60_000);
    const third = await chat.runLine("/daily stop", admin);
    clock.advance(25 * 3_600_000);
    expect(plainText(await undo(third))).toContain("This can't be undone any more.");
    expect(await ask("/daily stop")).toContain("This channel has no daily paper.");
  });

  it("does not make up for the days in between", async () => {
    await ask("/daily subscribe");
    clock.set("2026-11-23T20:00:00Z");
    const stopped = await chat.runLine("/daily stop", admin);
    await beatAt("2026-11-24T12:00:00Z");
    await undo(stopped);
    await beatAt("2026-11-24T12:00:10Z");
    const days = await library.db.selectFrom("deliveries").select(["day", "state"]).execute();
    expect(days).toEqual([{ day: "2026-11-24", state: "sent" }]);
  });
});

describe("/daily pause", () => {
  it("offers to resume, which offers to pause", async () => {
    await ask("/daily subscribe");
    const paused = await chat.runLine("/daily pause", admin);
    expect(paused.buttons).toMatchObject([{ label: "Resume", style: "primary" }]);
    const resumed = await chat.runAction(button(paused, "Resume")?.action, admin);
    expect(resumed.text).toContain("Resumed.");
    expect(resumed.buttons).toMatchObject([{ label: "Pause" }]);
  });
});

describe("/daily", () => {
  it("shows what the channel gets, or how it gets something", async () => {
    expect(await ask("/daily")).toBe(
      "This channel has no daily paper. To start one: /daily subscribe streaming video",
    );
    await ask("/daily subscribe streaming video");
    const labels = async (caller: Caller) =>
      (await chat.runLine("/daily", caller)).cards.map(({ body, buttons }) => [
        body,
        ...buttons.map(({ label }) => label),
      ]);
    const gets = "1 paper every weekday at 09:00 Berlin time, on streaming video.";
    expect(await labels(admin)).toEqual([[gets, "Show today's paper", "Pause", "Stop"]]);
    // Nobody sees a button that they may not press.
    expect(await labels({ ...admin, admin: false })).toEqual([[gets, "Show today's paper"]]);
    await ask("/daily pause");
    expect((await labels(admin))[0]).toContain("Resume");
  });

  it.each([
    ["off", "/daily stop"],
    ["Stop", "/daily stop"],
    ["pause", "/daily pause"],
    ["resume", "/daily resume"],
  ])("asks whether “%s” was meant as %s", async (word, command) => {
    await ask("/daily subscribe streaming video");
    const reply = await chat.runLine(`/daily subscribe ${word}`, admin);
    expect(reply).toMatchObject({ outcome: "usage" });
    expect(reply.text).toContain(`Did you mean ${command}?`);
    expect(reply.buttons[0]?.action.command).toBe(command.slice(1));
    expect(await ask("/daily")).toContain("on streaming video");
  });
});

describe("what these commands were called before", () => {
  it.each([
    ["/subscribe bees", "Changed.", "/subscribe is now /daily subscribe."],
    ["/subscriptions", "1 paper every weekday", "/subscriptions is now /daily list."],
    ["/pause", "Paused.", "/pause is now /daily pause."],
    ["/resume", "Resumed.", "/resume is now /daily resume."],
    ["/history", "No papers have been posted", "/history is now /daily history."],
    ["/why gpipe", "“", "/why is now /daily why."],
    ["/backtest 3", "The last 3 days", "/backtest is now /daily preview."],
    ["/links", "I don't point out repeated links", "/links is now /daily links."],
    ["/unsubscribe", "Unsubscribed.", "/unsubscribe is now /daily stop."],
    ["/daily change every:week", "Changed. This channel gets 5", "/daily change is now /daily subscribe."],
    ["/daily unsubscribe", "Unsubscribed.", "/daily unsubscribe is now /daily stop."],
  ])("%s goes on working, and says the new name", async (line, answer, hint) => {
    await ask("/daily subscribe streaming video");
    const text = await ask(line);
    expect(text).toContain(answer);
    expect(text).toContain(hint);
  });

  it("goes on working in old buttons", async () => {
    await ask("/daily subscribe streaming video");
    const press = async (command: string, options = {}) =>
      plainText(await chat.runAction({ command, options, effect: "answer" }, admin));
    expect(await press("pause")).toContain("Paused.");
    expect(await press("resume")).toContain("Resumed.");
    expect(await press("history", { page: "1" })).toContain("No papers have been posted");
    expect(await press("unsubscribe")).toContain("Unsubscribed.");
    expect(chat.actionSpec({ command: "unsubscribe", options: {}, effect: "answer" })?.admin).toBe(true);
  });
});

describe("/today", () => {
  it("shows what would be posted and why, and then what was, to anybody", async () => {
    await ask("/daily subscribe streaming video papers:2");
    const member = { ...admin, admin: false };
    const before = await chat.runLine("/today", member);
    expect(before).toMatchObject({
      audience: "asker",
      text: "Today's paper, unless a better one comes in. I'll post it on Mon 23 Nov, 09:00.",
    });
    expect(before.cards[0]?.why).toMatch(/video|stream/i);
    expect(platform.messages).toEqual([]);
    await beatAt("2026-11-23T08:00:00Z");
    const after = await chat.runLine("/today", member);
    expect(after.text).toBe("Today's paper");
    expect(after.cards.map(({ title }) => title)).toEqual(before.cards.map(({ title }) => title));
  });

  it("answers in private, where there is no channel", async () => {
    const reply = await chat.runLine("/today", host);
    expect(reply.text).toBe("Today's best new papers");
    expect(reply.cards).toHaveLength(1);
  });
});

describe("what is told of a day", () => {
  const everywhere = async () => ({
    today: await ask("/today"),
    status: await ask("/status", host),
    list: await ask("/daily list"),
    show: await ask("/daily show"),
    history: await ask("/daily history"),
  });
  const titlesOf = async () => {
    const rows = await library.db.selectFrom("deliveries").select(["kind", "content"]).execute();
    const papers = await library.db.selectFrom("papers").select(["id", "title"]).execute();
    const titles = (kind: string) =>
      rows
        .filter((row) => row.kind === kind)
        .flatMap(({ content }) => JSON.parse(content).papers as { id: string }[])
        .map(({ id }) => papers.find((paper) => paper.id === id)?.title ?? id);
    return { post: titles("post"), thread: titles("thread") };
  };

  it("claims no papers below the first where no thread could be opened", async () => {
    await ask("/daily subscribe papers:3");
    fates = [() => "take", () => "close"];
    await beatAt("2026-11-23T08:00:00Z");
    await beatAt("2026-11-23T08:00:10Z");
    const { post, thread } = await titlesOf();
    expect(thread).toHaveLength(2);
    const told = await everywhere();
    const rest = "2 more papers not posted (I may not post in that channel)";
    expect(told.today).toContain(`Today's paper: ${rest}`);
    expect(told.status).toContain(`🟡 Last paper posted; ${rest}.`);
    for (const line of [told.list, told.show]) expect(line).toContain(`09:00, posted; ${rest}`);
    for (const text of [told.today, told.history]) {
      expect(text).toContain(post[0]);
      for (const title of thread) expect(text).not.toContain(title);
    }
  });

  it("says of papers below the first that they are on their way, or to be tried again", async () => {
    await ask("/daily subscribe papers:2");
    fates = [() => "take", () => "refuse"];
    await beatAt("2026-11-23T08:00:00Z");
    const { thread } = await titlesOf();
    const failed = await everywhere();
    const rest = "1 more paper not posted yet, I'll try again (The platform is busy)";
    expect(failed.today).toContain(`Today's paper: ${rest}`);
    expect(failed.today).toContain(thread[0]);
    expect(failed.status).toContain(rest);
    expect(failed.history).not.toContain(thread[0]);
    await beatAt("2026-11-23T08:10:00Z");
    const sent = await everywhere();
    expect(sent.today).toContain("Today's paper\n");
    expect(sent.list).toMatch(/09:00, posted$/m);
    expect(sent.status).not.toContain("Last paper");
    expect(sent.history).toContain(thread[0]);
  });

  it("claims nothing where nothing was posted", async () => {
    await ask("/daily subscribe papers:2");
    fate = "dislike";
    for (const minute of ["00:00", "00:10", "00:20", "00:30", "00:40", "00:50", "01:00"])
      await beatAt(`2026-11-23T08:${minute}Z`);
    const { post, thread } = await titlesOf();
    const told = await everywhere();
    expect(told.today).toBe("No paper was posted today: The platform refuses this message.");
    expect(told.history).toContain("No papers have been posted");
    for (const text of Object.values(told))
      for (const title of [...post, ...thread]) expect(text).not.toContain(title);
    expect(told.status).toContain("Last paper not posted (The platform refuses this message)");
  });

  it.each([
    [
      "no daily paper",
      [],
      /^A new paper for you\. This channel has no daily paper yet\. To start one: \/daily subscribe/,
    ],
    ["a pause", ["/daily subscribe", "/daily pause"], /^Paused by a channel manager\. This would match/],
    ["another day", ["/daily subscribe days:tue"], /^No more papers are due here today\./],
    ["a time that is over", ["/daily subscribe time:7:00"], /^No more papers are due here today\./],
  ])("promises nothing for today with %s", async (_, lines, heading) => {
    for (const line of lines) await ask(line);
    const reply = await chat.runLine("/today", admin);
    expect(reply.text).toMatch(heading);
    expect(reply.cards).toHaveLength(1);
    await beatAt("2026-11-23T22:59:00Z");
    expect(platform.messages).toEqual([]);
  });

  it("plans nothing for a server that the bot was removed from", async () => {
    await ask("/daily subscribe");
    expect(await ask("/daily list", host)).toContain("Next: Mon 23 Nov");
    await chat.left({ platform: "fake", server: "S1", channels: ["C1"] });
    expect(await ask("/daily list", host)).toContain("Nothing scheduled");
    expect(await ask("/status", host)).toContain("🟡 1 channel has a daily paper.");
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
    await ask("/daily subscribe");
    fate = "lose answer";
    await beatAt("2026-11-23T08:00:00Z");
    await beatAt("2026-11-23T08:01:00Z");
    const status = await chat.runLine("/status", admin);
    expect(status.text).toContain("🟢 Fake: connected\n🟢 Library: 93 papers, newest");
    expect(status.text).toContain("🔴 1 post may be missing.");
    expect(await ask("/status")).toContain("Is the paper of 23 Nov 2026 in the channel?");

    const stranger = { ...admin, channel: "C9", server: "S2" };
    expect(await ask("/status", stranger)).not.toContain("C1");
    const press = (caller: Caller) => chat.runAction(button(status, "It's there")?.action, caller);
    expect((await press(stranger)).outcome).toBe("usage");
    expect((await press({ ...admin, admin: false })).outcome).toBe("usage");
    expect(plainText(await press(admin))).toContain("won't post it again");
    expect((await press(admin)).outcome).toBe("usage");
    expect(await ask("/status")).toContain("not posted (a manager chose not to post it again)");
  });

  it("shows nothing of other channels to who manages one alone, nor of other platforms", async () => {
    await ask("/daily subscribe");
    for (const stranger of [
      { ...admin, channel: "C3", onlyHere: true },
      { ...admin, platform: "other" },
      { ...admin, platform: "other", channel: "C3" },
    ])
      expect(await ask("/daily list", stranger)).toContain("No channel gets a daily paper yet.");
  });

  it("shows the host everything, and others only what is theirs", async () => {
    await ask("/daily subscribe");
    const other = { ...admin, channel: "C2", server: "S2" };
    await ask("/daily subscribe", other);
    for (const [caller, seen] of [
      [host, ["Fake channel C1", "Fake channel C2"]],
      [{ ...admin, channel: "C3" }, ["Another channel"]],
      [{ ...other, channel: "C4" }, ["Another channel"]],
      [{ ...admin, onlyHere: true }, ["This channel"]],
    ] as const) {
      const reply = await chat.runLine("/daily list", caller);
      expect(reply.cards.map(({ title }) => title)).toEqual(seen);
    }
  });
});

describe("an uncertain post, in a direct message", () => {
  const privately = (user: string): Caller => ({ platform: "fake", user, admin: false, prefix: "/" });
  const answer = (chat: Chat, user: string, id: string, where: Partial<Caller> = {}) =>
    chat.runAction(
      { command: "status", options: { uncertain: id, answer: "drop" }, effect: "answer" },
      { ...privately(user), ...where },
    );

  const uncertainId = async () =>
    button(await chat.runLine("/status", admin), "It's there")?.action.options.uncertain ?? "";

  it("is decided by who subscribed or an operator, and by nobody else", async () => {
    await ask("/daily subscribe time:9:00");
    fate = "lose answer";
    await beatAt("2026-11-23T08:00:00Z");
    await beatAt("2026-11-23T08:01:00Z");
    const id = await uncertainId();
    expect(plainText(await answer(chat, "stranger", id))).toContain("isn't in question");
    expect(plainText(await answer(chat, "boss", id, { channel: "C9" }))).toContain("isn't in question");
    expect(plainText(await answer(chat, "boss", id))).toContain("won't post it again");
    expect(await ask("/status", privately("boss"))).toContain("Only channel managers can use");
  });

  it("is no longer decided by who subscribed when somebody else took over, or the day is long gone", async () => {
    await ask("/daily subscribe time:9:00");
    fate = "lose answer";
    await beatAt("2026-11-23T08:00:00Z");
    await beatAt("2026-11-23T08:01:00Z");
    const id = await uncertainId();
    await ask("/daily subscribe time:10:00", { ...admin, user: "other" });
    expect(plainText(await answer(chat, String(admin.user), id))).toContain("isn't in question");
    clock.set("2026-11-25T09:00:00Z");
    expect(plainText(await answer(chat, "other", id))).toContain("isn't in question");
    clock.set("2026-11-24T20:00:00Z");
    expect(plainText(await answer(chat, "other", id))).toContain("won't post it again");
  });
});
