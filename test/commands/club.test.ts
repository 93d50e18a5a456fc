import { beforeEach, describe, expect, it } from "vitest";
import type { Chat } from "../../src/chat/chat.ts";
import type { Caller } from "../../src/chat/command.ts";
import { plainText, type Reply } from "../../src/chat/reply.ts";
import type { Runner } from "../../src/delivery/runner.ts";
import type { Library } from "../../src/library/library.ts";
import type { Services } from "../../src/present/services.ts";
import { writeBatch } from "../../src/store/database.ts";
import { forgetServer } from "../../src/store/forgetting.ts";
import { someApp } from "../support/app.ts";
import { createClock, type TestClock } from "../support/clock.ts";
import { createFakePlatform, type FakePlatform, type Fate } from "../support/delivery/fake-poster.ts";
import { someLibrary } from "../support/library/library.ts";

const ann: Caller = { platform: "fake", user: "ann", admin: true, channel: "C1", server: "S1", prefix: "/" };
const bob: Caller = { ...ann, user: "bob", admin: false };
const cat: Caller = { ...ann, user: "cat", admin: false };

const STREAMING = "Streaming Long Video Understanding with Large Language Models";
const MAMBA = "Mamba: Linear-Time Sequence Modeling with Selective State Spaces";

let chat: Chat;
let clock: TestClock;
let library: Library;
let platform: FakePlatform;
let fate: Fate;
let runners: Runner[];
let services: Services;

beforeEach(async () => {
  // A Monday.
  clock = createClock("2026-11-23T07:00:00Z");
  fate = "take";
  library = await someLibrary();
  platform = createFakePlatform({ now: clock.now, fate: () => fate });
  const posters = new Map([["fake", platform]]);
  // Two processes on one database.
  const one = someApp(library, clock.now, { posters });
  const two = someApp(library, clock.now, { posters });
  ({ chat, services } = one);
  runners = [one.runner, two.runner];
});

const ask = (line: string, caller = ann) => chat.runLine(line, caller);
const say = async (line: string, caller = ann) => plainText(await ask(line, caller));
const titles = async (line = "/club") => (await ask(line)).cards.map(({ title }) => title);
const posts = () => platform.messages.map(({ text }) => text);

async function beatAt(iso: string): Promise<void> {
  clock.set(iso);
  await Promise.all(runners.map((runner) => runner.tick()));
  await Promise.all(runners.map((runner) => runner.idle()));
}

describe("the queue", () => {
  it("ranks what waits by this server's votes, and shows it to everybody", async () => {
    expect(await say("/club")).toBe(
      "Journal club · no meeting scheduled\nThe queue is empty. To add a paper, type /club add and its link.",
    );
    const added = await ask("/club add 2405.16009", bob);
    expect(added).toMatchObject({ audience: "everyone", cards: [{ title: STREAMING }] });
    expect(await say("/club add 2405.16009")).toBe(`“${STREAMING}” is already in the queue.`);
    clock.advance(1000);
    await ask("/club add 2312.00752");
    expect(await titles()).toEqual([STREAMING, MAMBA]);
    await ask("/vote 2312.00752 up", bob);
    await ask("/vote 2405.16009 up", { ...cat, server: "S9", channel: "C9" });
    expect(await titles()).toEqual([MAMBA, STREAMING]);
    expect((await ask("/club show")).audience).toBe("conversation");
    expect(await say("/club remove 2312.00752")).toContain("from the journal club's queue");
    expect(await titles()).toEqual([STREAMING]);
    expect(await say("/club remove 2312.00752")).toContain("isn't in the queue");
  });

  it("belongs to its channel, threads included", async () => {
    await ask("/club add 2405.16009");
    expect((await ask("/club", { ...ann, channel: "T1", parent: "C1" })).cards).toHaveLength(1);
    expect((await ask("/club", { ...ann, channel: "C2" })).cards).toEqual([]);
    const { channel: _, ...direct } = ann;
    expect(await say("/club", direct)).toContain("Run this in a channel.");
  });

  it("lets a paper go that was discussed, which then is in the history and can come again", async () => {
    await ask("/club add 2405.16009");
    const button = (await ask("/club")).buttons.find(({ label }) => label === "Mark first as done");
    expect(plainText(await chat.runAction(button?.action, ann))).toBe(`Discussed: “${STREAMING}”.`);
    expect(await say("/club done 2405.16009")).toBe(`“${STREAMING}” is already marked as discussed.`);
    expect(await titles()).toEqual([]);
    const history = await ask("/club history");
    expect(history.cards[0]).toMatchObject({ title: STREAMING });
    expect(history.cards[0]?.facts[0]).toBe("Discussed 23 Nov 2026");
    await ask("/club add 2405.16009");
    expect(await titles()).toEqual([STREAMING]);
    expect(await say("/club history")).toContain("No papers have been discussed yet");
  });

  it("goes on without a paper that the library has lost, which can be removed", async () => {
    await ask("/club schedule tuesday time:14:00 timezone:Berlin");
    await ask("/club add 2312.00752");
    clock.advance(1000);
    await ask("/club add 2405.16009");
    await library.db.deleteFrom("papers").where("id", "=", "arxiv:2312.00752").execute();
    await library.index.remove("arxiv:2312.00752");
    const queue = await ask("/club");
    expect(queue.cards.map(({ title }) => title)).toEqual([STREAMING]);
    expect(queue.footer).toContain("no longer in the library");
    expect((await ask("/club calendar")).files?.[0]?.content).toContain("Paper: Streaming Long");
    await beatAt("2026-11-23T13:00:10Z");
    expect(posts()[0]).toContain(STREAMING);
    const button = queue.buttons.find(({ label }) => label === "Mark first as done");
    expect(plainText(await chat.runAction(button?.action, ann))).toContain(`Discussed: “${STREAMING}”`);
    expect(await say("/club remove 2312.00752")).toBe("Removed “2312.00752” from the journal club's queue.");
    expect(await say("/club remove 2312.00752")).toBe("“2312.00752” isn't in the queue.");
  });

  it("asks what is missing or meant", async () => {
    expect(await say("/club add")).toContain("Which paper? Give an arXiv id, a link, part of the title");
    expect(await say("/club add zebra husbandry")).toContain("No title in the library matches");
    const several = await ask("/club add architecture search");
    expect(several.text).toContain("Which one do you mean?");
    const [first] = several.cards;
    expect(plainText(await chat.runAction(first?.buttons[0]?.action, ann))).toContain(
      "Added to the journal club",
    );
    expect(await titles()).toEqual([first?.title]);
    expect(await say("/club dance wildly")).toContain(
      "I don't know /club dance. /club takes show, add, remove, done,",
    );
  });

  it("has room for a hundred papers", async () => {
    const all = (await library.index.searchWords("", { offset: 0, limit: 93 })).hits.map(
      ({ paper }) => paper.id,
    );
    for (const id of [...all, "title:a", "title:b", "title:c", "title:d", "title:e", "title:f", "title:g"])
      await services.club.add(ann, id);
    await expect(services.club.add(ann, "title:h")).rejects.toThrow("The queue is full (100 papers");
    expect((await ask("/club show 19")).cards.length).toBeGreaterThan(0);
  });
});

describe("what these commands were called before", () => {
  it("goes on working where it is typed, and says the new name", async () => {
    expect(await say("/club queue")).toContain("/club queue is now /club show.");
    await ask("/club add 2405.16009");
    expect(await say("/club discussed 2405.16009")).toMatch(
      /^Discussed: “Streaming .*\n\n\/club discussed is now \/club done\.$/,
    );
    expect(await say("/club undiscussed 2405.16009")).toContain("is back in the queue.");
    expect(await say("/club ics")).toContain("/club ics is now /club calendar.");
    expect(await say("/club-schedule tuesday time:14")).toContain("/club-schedule is now /club schedule.");
  });

  it.each<[Record<string, string>, string]>([
    [{ do: "add", what: "2312.00752" }, "Added to the journal club"],
    [{ do: "remove", what: "2405.16009" }, "Removed “Streaming"],
    [{ do: "discussed", what: "2405.16009" }, "Discussed: “Streaming"],
    [{ do: "undiscussed", what: "2405.16009" }, "isn't marked as discussed"],
    [{ do: "queue", page: "1" }, "Queue, most upvotes first:"],
    [{ do: "history", page: "1" }, "No papers have been discussed yet"],
    [{ do: "join", what: "Ann" }, "You joined the presenters as “Ann”."],
    [{ do: "swap", what: "Bob" }, "You aren't one of the presenters yet."],
    [{ do: "leave" }, "Leave the presenters?"],
    [{ do: "ics" }, "No meeting is scheduled"],
    [{ page: "1" }, "Queue, most upvotes first:"],
  ])("goes on working in old buttons and forms: %j", async (options, answer) => {
    await ask("/club add 2405.16009");
    const action = { command: "club", options, effect: "answer" } as const;
    expect(plainText(await chat.runAction(action, ann))).toContain(answer);
    expect(plainText(await chat.run("club", options, ann))).not.toContain("does not take");
  });
});

describe("/club leave", () => {
  it("asks first, since the turn is lost", async () => {
    await ask("/club join Ann");
    const question = await ask("/club leave");
    expect(question.buttons).toMatchObject([{ label: "Leave", style: "danger" }]);
    expect(await say("/club")).toContain("Next presenters: Ann");
    expect(plainText(await chat.runAction(question.buttons[0]?.action, ann))).toBe(
      "You left the presenters.",
    );
    expect(await say("/club")).not.toContain("Ann");
  });
});

describe("the presenters", () => {
  const order = async () => /Next presenters: (.*)/.exec(await say("/club"))?.[1];

  it("join under a name of their own, take turns, swap and leave", async () => {
    expect(await say("/club join  Ann   of the Bees")).toContain(
      "You joined the presenters as “Ann of the Bees”. You're next.",
    );
    await ask("/club join Bob", bob);
    expect(await say("/club join Cat", cat)).toContain("number 3 of 3");
    expect(await order()).toBe("Ann of the Bees, Bob, Cat");
    expect(await say("/club done 2405.16009")).toContain("Next presenter: Bob.");
    expect(await order()).toBe("Bob, Cat, Ann of the Bees");
    const swap = await ask("/club swap  ANN of the bees", bob);
    expect(swap).toMatchObject({
      audience: "everyone",
      text: "Swapped turns. Next presenters: Ann of the Bees, Cat, Bob.",
    });
    const undo = (caller: Caller) => chat.runAction(swap.buttons[0]?.action, caller);
    expect(await undo(cat)).toMatchObject({
      outcome: "usage",
      text: "Only the two presenters who swapped can undo it. Ask one of them.",
    });
    expect(await order()).toBe("Ann of the Bees, Cat, Bob");
    expect(await undo(ann)).toMatchObject({
      audience: "everyone",
      text: expect.stringMatching(/^Swapped back\./),
    });
    expect(await order()).toBe("Bob, Cat, Ann of the Bees");
    // Others who have these turns by now swapped nothing.
    await ask("/club swap Cat", bob);
    for (const caller of [ann, bob, cat])
      expect((await undo(caller)).text).toBe("This can't be undone any more: the turns have changed since.");
    expect(await order()).toBe("Cat, Bob, Ann of the Bees");
    await ask("/club swap Ann of the Bees", cat);
    await ask("/club swap Cat", bob);
    expect(await order()).toBe("Ann of the Bees, Cat, Bob");
    await ask("/club leave yes", cat);
    expect(await order()).toBe("Ann of the Bees, Bob");
    expect(await say("/club leave yes", cat)).toBe("You aren't one of the presenters.");
    await ask("/club join Robert", bob);
    expect(await order()).toBe("Ann of the Bees, Robert");
  });

  it("are named where nobody says with whom to swap, each with a button", async () => {
    expect(await say("/club swap")).toBe("You aren't one of the presenters yet. Join first.");
    await ask("/club join Ann");
    expect(await say("/club swap")).toContain("There is nobody to swap with.");
    await ask("/club join Bob", bob);
    await ask("/club join Cat", cat);
    const question = await ask("/club swap");
    expect(question.text).toBe("Swap turns with whom? The other presenters are Bob, Cat.");
    expect(question.buttons.map(({ label }) => label)).toEqual(["Swap with Bob", "Swap with Cat"]);
    await chat.runAction(question.buttons[1]?.action, ann);
    expect(await order()).toBe("Cat, Bob, Ann");
  });

  it("cannot be mixed up, nor swapped with nobody", async () => {
    await ask("/club join Ann");
    expect(await say("/club join ann", bob)).toContain("There is already a presenter called “ann”");
    expect(await say("/club swap Ann", bob)).toContain("You aren't one of the presenters yet.");
    expect(await say("/club swap Zoe")).toContain("There is nobody to swap with yet.");
    expect(await say("/club swap ann")).toContain("other presenter called “ann”");
    expect(await say("/club join")).toContain("Which name? Give your name as a presenter.");
    expect(await say(`/club join ${"x".repeat(41)}`)).toContain("at most 40 characters");
  });

  it("are stored under a keyed hash, and forgotten on request", async () => {
    await ask("/club join Ann");
    const rows = await library.db.selectFrom("club_presenters").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(`"ann"`);
    expect(await say("/privacy")).toContain("• 1 journal club where you present");
    expect((await ask("/privacy export")).files?.[0]?.content).toContain(`"name": "Ann"`);
    await ask("/privacy forget yes");
    expect(await order()).toBeUndefined();
    expect(await library.db.selectFrom("club_presenters").selectAll().execute()).toEqual([]);
  });
});

describe("what all see", () => {
  const dan: Caller = {
    ...bob,
    user: "dan",
    askInstead: "Ask someone with the permission “Manage Channels”.",
  };
  const press = (reply: Reply, label: string, caller: Caller) =>
    chat.runAction(reply.buttons.find((one) => one.label === label)?.action, caller);

  it("is moved on by whoever presents next and by managers, publicly, and can be undone", async () => {
    await ask("/club join Bob", bob);
    await ask("/club join Cat", cat);
    await ask("/club add 2312.00752", cat);
    await ask("/club add 2405.16009", cat);
    const refused = await ask("/club done 2405.16009", cat);
    expect(refused).toMatchObject({
      audience: "asker",
      text: "Only the next presenter or a channel manager can mark a paper as discussed. Ask one of them.",
    });
    expect(await say("/club done 2405.16009", dan)).toContain(
      "Ask someone with the permission “Manage Channels”.",
    );
    const unchecked = { ...dan, unchecked: "I couldn't check." };
    expect(await say("/club done 2405.16009", unchecked)).toBe("I couldn't check.");
    const before = await titles();

    const moved = await ask("/club done 2312.00752", bob);
    expect(moved).toMatchObject({
      audience: "everyone",
      text: expect.stringContaining("Next presenter: Cat."),
    });
    expect(await titles()).toEqual([STREAMING]);
    expect(await press(moved, "Undo", dan)).toMatchObject({ audience: "asker", outcome: "usage" });
    expect(await titles()).toEqual([STREAMING]);
    // Bob has presented, and may still take it back.
    const back = await press(moved, "Undo", bob);
    expect(back).toMatchObject({
      audience: "everyone",
      text: expect.stringContaining("Next presenter: Bob."),
    });
    expect(await titles()).toEqual(before);
    expect(await say("/club history")).toContain("No papers have been discussed yet");
    expect(plainText(await press(moved, "Undo", bob))).toContain("isn't marked as discussed");
    expect(await ask("/club done 2405.16009", ann)).toMatchObject({ audience: "everyone" });
  });

  it("loses a paper by who added it, by whoever presents next and by managers, and it can be put back", async () => {
    await ask("/club join Bob", bob);
    await ask("/club add 2312.00752", cat);
    expect(await say("/club remove 2312.00752", dan)).toContain("can remove papers that others added");
    expect(await titles()).toEqual([MAMBA]);
    expect(await ask("/club remove 2312.00752", cat)).toMatchObject({ audience: "asker", outcome: "answer" });
    expect(await titles()).toEqual([]);
    for (const caller of [bob, ann]) {
      await ask("/club add 2312.00752", cat);
      const removed = await ask("/club remove 2312.00752", caller);
      expect(removed, caller.user).toMatchObject({ audience: "everyone" });
      expect(await titles()).toEqual([]);
      await press(removed, "Undo", caller);
      expect(await titles()).toEqual([MAMBA]);
      await ask("/club remove 2312.00752", ann);
    }
  });

  it("is said to all as well where it had to be asked first which paper is meant", async () => {
    const several = await ask("/club done architecture search");
    expect(several.cards[0]?.buttons[0]?.action.effect).toBe("announce");
    await ask("/club add 2405.16009");
    const queue = await ask("/club");
    expect(queue.buttons.find(({ label }) => label === "Mark first as done")?.action.effect).toBe("announce");
  });
});

describe("/club schedule", () => {
  it("sets weekly meetings, changes what is said, and calls them off", async () => {
    expect(await say("/club schedule tuesday time:14:00 timezone:Berlin")).toBe(
      "Journal club · next: Tue 24 Nov, 14:00 Berlin time\nMeets every week for 60 minutes, with a reminder 24 hours before.",
    );
    expect(await say("/club schedule time:2:30pm every:2-weeks minutes:90 remind:0")).toBe(
      "Journal club · next: Tue 24 Nov, 14:30 Berlin time\nMeets every 2 weeks for 90 minutes, without a reminder.",
    );
    expect(await say("/club schedule 2026-12-24")).toContain("Meets once");
    expect(await say("/club schedule time:10")).toContain("next: Thu 24 Dec, 10:00 Berlin time\nMeets once");
    expect(await say("/club schedule monday")).toContain("Mon 23 Nov, 10:00 Berlin time\nMeets every week");
    clock.set("2026-11-23T10:00:00Z");
    expect(await say("/club")).toContain("next: Mon 30 Nov, 10:00");
    const off = await ask("/club schedule off");
    expect(off.text).toContain("Meetings cancelled");
    expect(await say("/club schedule off")).toContain("There was no meeting to cancel");
    expect(await say("/club")).toContain("no meeting scheduled");
    const undo = (caller = ann) => chat.runAction(off.buttons[0]?.action, caller);
    expect((await undo(bob)).text).toContain("Only channel managers can use");
    expect(plainText(await undo())).toBe("Restored.\nJournal club · next: Mon 30 Nov, 10:00 Berlin time");
    expect((await undo()).text).toBe("Nothing to restore: meetings are scheduled.");
    clock.advance(1);
    await ask("/club schedule off");
    expect(plainText(await undo()), "an older one").toContain("This can't be undone any more.");
  });

  it("explains everything that is wrong, and is for admins alone", async () => {
    const text = await say("/club schedule someday time:25 timezone:Berln");
    expect(text).toContain(
      "when must be a weekday such as tuesday, or a date such as 2026-12-01, not “someday”.",
    );
    expect(text).toContain("time must be a time of day");
    expect(text).toContain("Did you mean Europe/Berlin?");
    expect(await say("/club schedule")).toContain("When? Give a weekday");
    expect(await say("/club schedule tuesday")).toContain("At what time?");
    expect(await say("/club schedule 2026-02-30 time:9")).toContain("2026-02-30 isn't a date");
    expect(await say("/club schedule 2026-11-01 time:9")).toContain("2026-11-01 is in the past");
    expect(await say("/club schedule 2026-11-23 time:7:00"), "now").toContain(
      "2026-11-23 07:00 is in the past. Give",
    );
    expect(await say("/club schedule 2027-11-24 time:9")).toContain(
      "2027-11-24 is more than a year away. Check the year.",
    );
    expect(await say("/club schedule tue,wed time:9")).toContain("when must be a weekday");
    expect(await say("/club schedule tuesday time:9", bob)).toContain("Only channel managers can use");
    expect(await say("/club")).toContain("no meeting scheduled");
  });
});

describe("/club calendar", () => {
  it("gives the next meetings with the channel, the paper of the first, and who presents at each", async () => {
    expect(await say("/club calendar")).toContain("No meeting is scheduled");
    await ask("/club schedule tuesday time:14:00 timezone:Berlin");
    await ask("/club add 2405.16009");
    await ask("/club join Ann");
    await ask("/club join Bob", bob);
    const reply = await ask("/club calendar", bob);
    expect(reply).toMatchObject({ audience: "asker", files: [{ name: "journal-club.ics" }] });
    const content = reply.files?.[0]?.content ?? "";
    expect(content.match(/^BEGIN:VEVENT/gm)).toHaveLength(12);
    expect(content).toContain("DTSTART:20261124T130000Z\r\n");
    const lines = content.replaceAll("\r\n ", "").split("\r\n");
    const values = (name: string) =>
      lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1));
    const url = "https://chat.example.org/C1";
    expect(values("SUMMARY").slice(0, 2)).toEqual([`Journal club #c1: ${STREAMING}`, "Journal club #c1"]);
    expect(values("DESCRIPTION").slice(0, 3)).toEqual([
      `Paper: ${STREAMING}\\nPresenting: Ann\\n${url}`,
      `Presenting: Bob\\n${url}`,
      `Presenting: Ann\\n${url}`,
    ]);
    expect(values("URL")).toEqual(Array(12).fill(url));

    const uids = (text: string) => [...text.matchAll(/^UID:(.*)\r$/gm)].map(([, uid]) => uid);
    await ask("/club schedule thursday time:15:00");
    const moved = (await ask("/club calendar")).files?.[0]?.content ?? "";
    // Moved within the week, so that calendars move what they have.
    expect(uids(moved)).toEqual(uids(content));
    expect(content).toContain("SEQUENCE:0\r\n");
    expect(moved).toContain("SEQUENCE:1\r\n");
  });

  /** What a calendar holds after it has imported these files, one after the other, as RFC 5545 has it. */
  async function importInto(calendar: Map<string, { sequence: number; start: string }>): Promise<void> {
    const content = (await ask("/club calendar", bob)).files?.[0]?.content ?? "";
    for (const event of content.split("BEGIN:VEVENT").slice(1)) {
      const field = (name: string) => new RegExp(`^${name}:(.*)\r$`, "m").exec(event)?.[1] ?? "";
      const sequence = Number(field("SEQUENCE"));
      const known = calendar.get(field("UID"));
      if (known && sequence < known.sequence) continue;
      if (known && field("STATUS") === "CANCELLED" && sequence === known.sequence) continue;
      if (field("STATUS") === "CANCELLED") calendar.delete(field("UID"));
      else calendar.set(field("UID"), { sequence, start: field("DTSTART") });
    }
  }

  it("takes meetings that are called off out of calendars, and the next ones come in", async () => {
    const calendar = new Map();
    await ask("/club schedule tuesday time:14:00 timezone:Berlin");
    expect((await ask("/club schedule off")).files, "nobody has them").toBeUndefined();
    await ask("/club schedule tuesday time:14:00");
    await importInto(calendar);
    expect(calendar.size).toBe(12);

    const off = await ask("/club schedule off");
    expect(off.buttons.map(({ label }) => label)).toEqual(["Undo"]);
    expect(off.text).toContain("or get it later with /club calendar");
    expect(off.files?.[0]?.content.match(/^STATUS:CANCELLED/gm)).toHaveLength(12);
    expect(await say("/club calendar", bob)).toBe(
      "No meeting is scheduled any more. Import this file to remove the old ones from your calendar.",
    );
    await importInto(calendar);
    expect([...calendar]).toEqual([]);
    expect(
      (await ask("/club calendar")).files?.[0]?.content.match(/^SEQUENCE:1\r/gm),
      "told once",
    ).toHaveLength(12);

    await ask("/club schedule wednesday time:15:00 timezone:Berlin every:2-weeks");
    await importInto(calendar);
    expect(calendar.size).toBe(12);
    expect([...calendar.values()][0]).toEqual({ sequence: 2, start: "20261125T140000Z" });
    // What is over needs no file.
    await ask("/club schedule off");
    clock.set("2028-01-01T00:00:00Z");
    expect(await say("/club calendar")).toBe(
      "No meeting is scheduled. To schedule one: /club schedule tuesday time:14:00",
    );
  });

  it("moves a single meeting to another week, and back", async () => {
    const calendar = new Map();
    await ask("/club schedule 2026-12-01 time:14:00 timezone:Berlin");
    await importInto(calendar);
    const moved = await ask("/club schedule 2026-12-15");
    expect(moved.text).toContain(
      "Calendars still show the old times. To update one, import the file from /club calendar again.",
    );
    await importInto(calendar);
    expect([...calendar.values()]).toEqual([{ sequence: 1, start: "20261215T130000Z" }]);
    expect(await say("/club schedule remind:2"), "calendars know").not.toContain("imports");
    // The week of the first date gets a meeting of its own, under another name.
    await ask("/club schedule tuesday every:week");
    await importInto(calendar);
    expect(calendar.size).toBe(12);
    expect(new Set([...calendar.values()].map(({ start }) => start)).size).toBe(12);
    await ask("/club schedule 2026-12-08");
    await importInto(calendar);
    expect([...calendar.values()].map(({ start }) => start)).toEqual(["20261208T130000Z"]);
  });

  it("drops the weeks in which a club does not meet any more, and says so", async () => {
    const calendar = new Map();
    await ask("/club schedule tuesday time:14:00 timezone:Berlin");
    await importInto(calendar);
    await ask("/club schedule every:2-weeks");
    expect(await say("/club calendar")).toContain("The next 12 meetings for your calendar, and 6 cancelled.");
    await importInto(calendar);
    const starts = [...calendar.values()].map(({ start }) => start).sort();
    expect(starts).toHaveLength(12);
    expect(starts.slice(0, 2)).toEqual(["20261124T130000Z", "20261208T130000Z"]);
  });
});

describe("the reminder", () => {
  it("is posted once, a day before, whoever runs, with the paper and the presenter of that hour", async () => {
    await ask("/club schedule wednesday time:14:00 timezone:Berlin");
    await ask("/club join Ann");
    await ask("/club join Bob", bob);
    await beatAt("2026-11-24T12:59:00Z");
    expect(posts()).toEqual([]);
    await ask("/club add 2405.16009");
    await beatAt("2026-11-24T13:00:10Z");
    await beatAt("2026-11-24T13:00:20Z");
    await beatAt("2026-11-25T12:59:00Z");
    expect(posts()).toHaveLength(1);
    expect(posts()[0]).toContain(
      "Journal club · Wed 25 Nov, 14:00 Berlin time\n\nPresenting: Ann; after that: Bob",
    );
    expect(posts()[0]).toContain(STREAMING);
    await beatAt("2026-12-01T13:00:10Z");
    expect(posts()).toHaveLength(2);
  });

  it("is found out about after a lost answer, tried again after a refusal, and never late", async () => {
    await ask("/club schedule wednesday time:14:00");
    fate = "lose answer";
    await beatAt("2026-11-24T14:00:00Z");
    fate = "take";
    await beatAt("2026-11-24T14:01:00Z");
    await beatAt("2026-11-24T14:02:00Z");
    expect(posts()).toHaveLength(1);
    expect(posts()[0]).toContain("No paper has been chosen yet.");
    fate = "refuse";
    await beatAt("2026-12-01T14:00:00Z");
    fate = "take";
    await beatAt("2026-12-01T14:05:00Z");
    expect(posts()).toHaveLength(2);
    // Nothing ran until the meeting was over.
    await beatAt("2026-12-09T15:00:00Z");
    expect(posts()).toHaveLength(2);
  });

  it("does not come for a meeting that was moved or called off, nor while the channel is paused", async () => {
    await ask("/club schedule wednesday time:14:00");
    fate = "refuse";
    await beatAt("2026-11-24T14:00:00Z");
    fate = "take";
    await ask("/club schedule friday");
    await beatAt("2026-11-24T15:00:00Z");
    expect(posts()).toEqual([]);
    await ask("/daily subscribe");
    await ask("/daily pause");
    await beatAt("2026-11-26T14:00:00Z");
    expect(posts()).toEqual([]);
  });

  it("leaves the daily paper as it is: on the same day both come, and only the papers are in the history", async () => {
    await ask("/daily subscribe time:14:00");
    await ask("/club schedule wednesday time:14:00 remind:1");
    await beatAt("2026-11-25T13:00:05Z");
    await beatAt("2026-11-25T14:00:05Z");
    expect(posts().map((text) => text.split(" · ")[0])).toEqual(["Journal club", "Paper of the day"]);
    expect((await ask("/daily history")).cards).toHaveLength(1);
    expect(await say("/daily list")).toContain("Last: Wed 25 Nov, 14:00, posted");
    expect((await ask("/today")).text).toContain("Today's paper");
  });
});

describe("a server that is left", () => {
  it("leaves no club behind", async () => {
    await ask("/club schedule wednesday time:14:00");
    await ask("/club add 2405.16009");
    await ask("/club join Ann");
    const other = { ...ann, server: "S2", channel: "C2" };
    await ask("/club add 2405.16009", other);
    await ask("/club schedule thursday time:14:00", other);
    await ask("/club calendar");
    await ask("/club calendar", other);
    await beatAt("2026-11-25T14:00:00Z");
    const left = { platform: "fake", server: "S1" };
    await writeBatch(library.db, (tx) => forgetServer(tx, left));
    const channels = (table: "clubs" | "club_papers" | "club_events" | "club_presenters" | "deliveries") =>
      library.db.selectFrom(table).select("channel").distinct().execute();
    for (const table of ["clubs", "club_papers", "club_events", "deliveries"] as const)
      expect(await channels(table)).toEqual([{ channel: "C2" }]);
    expect(await channels("club_presenters")).toEqual([]);
    expect(await say("/club")).toContain("no meeting scheduled\nThe queue is empty");
    expect((await ask("/club", other)).cards).toHaveLength(1);
  });
});
