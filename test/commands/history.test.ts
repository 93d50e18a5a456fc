import { beforeEach, describe, expect, it } from "vitest";
import type { Chat } from "../../src/chat/chat.ts";
import type { Caller } from "../../src/chat/command.ts";
import { plainText } from "../../src/chat/reply.ts";
import type { Runner } from "../../src/delivery/runner.ts";
import { someApp } from "../support/app.ts";
import { createClock, type TestClock } from "../support/clock.ts";
import { createFakePlatform } from "../support/delivery/fake-poster.ts";
import { someLibrary } from "../support/library/library.ts";

const ann: Caller = { platform: "fake", user: "ann", admin: true, channel: "C1", server: "S1", prefix: "/" };
const bob: Caller = { ...ann, user: "bob" };
const elsewhere: Caller = { ...ann, user: "eve", channel: "C9", server: "S9" };
const direct: Caller = { platform: "fake", user: "ann", admin: false, prefix: "/" };
const host: Caller = { platform: "terminal", admin: true, prefix: "/" };

const STREAMING = "Streaming Long Video Understanding with Large Language Models";
const MAMBA = "Mamba: Linear-Time Sequence Modeling with Selective State Spaces";

let chat: Chat;
let clock: TestClock;
let runner: Runner;

beforeEach(async () => {
  clock = createClock("2026-11-23T07:00:00Z");
  const library = await someLibrary();
  const posters = new Map([["fake", createFakePlatform({ now: clock.now })]]);
  ({ chat, runner } = someApp(library, clock.now, { posters }));
});

const ask = (line: string, caller = ann) => chat.runLine(line, caller);
const say = async (line: string, caller = ann) => plainText(await ask(line, caller));
const titles = async (line: string, caller = ann) =>
  (await ask(line, caller)).cards.map(({ title }) => title);

async function post(iso: string): Promise<void> {
  clock.set(iso);
  await runner.tick();
  await runner.idle();
}

describe("/saved", () => {
  it("shows what one saved oneself, privately, the newest first, and takes it off", async () => {
    expect(await say("/saved")).toBe(
      "You haven't saved any papers yet. Press Save below a paper, or type /save and its link.",
    );
    await ask("/save 2405.16009");
    clock.advance(1000);
    await ask("/save 2312.00752");
    const reply = await ask("/saved");
    expect(reply).toMatchObject({ audience: "asker", outcome: "answer" });
    expect(reply.cards.map(({ title }) => title)).toEqual([MAMBA, STREAMING]);
    expect(await titles("/saved", direct)).toEqual([MAMBA, STREAMING]);
    expect(await titles("/saved", bob)).toEqual([]);

    expect(await say("/unsave 1")).toContain(`Removed “${MAMBA}”`);
    expect(await titles("/saved")).toEqual([STREAMING]);
  });

  it("has pages, and says where they end", async () => {
    for (const paper of ["2405.16009", "2312.00752", "2307.08691", "2406.11816", "2005.14165", "1706.03762"])
      await ask(`/save ${paper}`);
    const count = (await titles("/saved")).length + (await titles("/saved 2")).length;
    const saved = (await ask("/export saved bib")).text;
    expect(saved).toContain(`${count} papers`);
    expect((await ask("/saved 40")).outcome).toBe("usage");
  });
});

describe("/top", () => {
  it("ranks by this server's votes alone, in any of its channels", async () => {
    expect(await say("/top week")).toContain("Nobody here has upvoted a paper in the last 7 days.");
    await ask("/vote 2312.00752 up");
    await ask("/vote 2405.16009 up");
    await ask("/vote 2405.16009 up", { ...bob, channel: "C2" });
    await ask("/vote 2307.08691 down");
    await ask("/vote 2406.11816 up", elsewhere);
    const reply = await ask("/top");
    expect(reply.audience).toBe("conversation");
    expect(reply.cards.map(({ title }) => title)).toEqual([STREAMING, MAMBA]);
    expect(reply.cards[0]?.facts).toContain("👍 2");
    expect(await titles("/top", host)).toHaveLength(3);
  });

  it("looks back as far as it is told", async () => {
    await ask("/vote 2405.16009 up");
    clock.set("2026-12-05T07:00:00Z");
    await ask("/vote 2312.00752 up");
    expect(await titles("/top week")).toEqual([MAMBA]);
    expect(await titles("/top month")).toHaveLength(2);
    clock.set("2028-01-01T07:00:00Z");
    expect(await titles("/top year")).toEqual([]);
    expect(await titles("/top all")).toHaveLength(2);
  });

  it("gives away nothing in a private conversation without a server", async () => {
    await ask("/vote 2405.16009 up");
    expect(await say("/top", direct)).toContain("Run this in a channel");
  });
});

describe("/daily history", () => {
  it("shows what was posted to this channel: when, with its votes, and where", async () => {
    expect(await say("/daily history")).toContain(
      "No papers have been posted in this channel yet. To start a daily paper: /daily subscribe",
    );
    await ask("/daily subscribe streaming video papers:2 time:9:00");
    await post("2026-11-23T09:00:00Z");
    await post("2026-11-24T09:00:00Z");
    const before = await ask("/daily history");
    expect(before.cards).toHaveLength(4);
    expect(before.cards[0]?.facts[0]).toBe("Posted 24 Nov 2026");
    expect(before.cards[0]?.link).toEqual({ label: "Go to the post", url: "https://chat.example.org/C1/m3" });
    // The second paper of a day stands in the thread of the first.
    expect(before.cards[3]?.link?.url).toBe("https://chat.example.org/C1/m1");
    expect(before.cards[0]?.facts.join()).not.toContain("👍");

    const id = /abs\/(\S+)/.exec(before.cards[0]?.url ?? "")?.[1];
    await ask(`/vote ${id} up`, bob);
    expect((await ask("/daily history")).cards[0]?.facts).toContain("👍 1");
    expect((await ask("/daily history", { ...ann, channel: "T1", parent: "C1" })).cards).toHaveLength(4);
    expect((await ask("/daily history", elsewhere)).cards).toEqual([]);
    expect((await ask("/daily history", direct)).outcome).toBe("usage");
  });
});

describe("/export", () => {
  it("gives a file, privately, with keys that stay the same", async () => {
    await ask("/save 2405.16009");
    const reply = await ask("/export");
    expect(reply).toMatchObject({ audience: "asker", outcome: "answer" });
    expect(reply.files?.[0]?.name).toBe("saved.bib");
    expect(reply.files?.[0]?.content).toContain("@inproceedings{qian2024streaming,");
    for (const line of ["/export ris", "/export csl", "/export saved md"])
      expect((await ask(line)).files?.[0]?.content).toContain("qian2024streaming");
  });

  it("goes by what formats are called elsewhere, too", async () => {
    await ask("/save 2405.16009");
    const name = async (line: string) => (await ask(line)).files?.[0]?.name;
    expect(await name("/export bibtex")).toBe("saved.bib");
    expect(await name("/export format:json saved")).toBe("saved.json");
    expect(await name("/export markdown")).toBe("saved.md");
    expect((await ask("/export biblatex")).files?.[0]?.content).toContain("date = {2024}");
    expect((await ask("/export format:docx")).outcome).toBe("usage");
  });

  it("gives keys that name a paper wherever one is asked for", async () => {
    const key = "qian2024streaming";
    expect(await say(`/abstract ${key}`)).toContain(`No title in the library matches “${key}”`);
    await ask("/save 2405.16009");
    await ask("/export");
    for (const line of [`/abstract ${key}`, `/abstract @${key}`, `/paper ${key}`, `/paper [@${key}]`])
      expect(await say(line)).toContain(STREAMING);
    expect(await say(`/similar ${key}`)).toContain(`similar to “${STREAMING}`);
    expect(await say(`/related ${key}`)).toContain(`Papers similar to “${STREAMING}”`);
    expect(await say(`/vote ${key} up`)).toContain(STREAMING);
    expect(await say(`/follow add ${key}`)).toContain(STREAMING);
    expect(await say(`/follow remove ${key}`)).toContain(STREAMING);
    expect(await say(`/unsave ${key}`)).toContain(STREAMING);
  });

  it("takes the lab's list, the channel's, or both, of a period", async () => {
    await ask("/daily subscribe streaming video papers:2 time:9:00");
    await post("2026-11-23T09:00:00Z");
    await ask("/vote 2312.00752 up");
    const entries = async (line: string) => (await ask(line)).files?.[0]?.content.match(/^@/gm)?.length ?? 0;
    expect(await entries("/export top")).toBe(1);
    expect(await entries("/export history")).toBe(2);
    expect(await entries("/export lab week")).toBe(3);
    expect(await entries("/export lab count:2")).toBe(2);
    expect((await ask("/export lab count:2")).footer).toBe("1 more paper is left out because of count:2.");
    clock.set("2027-02-01T09:00:00Z");
    expect(await entries("/export lab week")).toBe(0);
    expect((await ask("/export top bib year")).files?.[0]?.name).toBe("top-year.bib");
  });

  it.each(["saved", "top", "history", "lab"])("says so where %s has nothing in it", async (what) => {
    const reply = await ask(`/export ${what} week`);
    expect(reply.text).toMatch(/^Nothing to export: .*in the last 7 days\./);
    expect(reply.files).toBeUndefined();
  });
});
