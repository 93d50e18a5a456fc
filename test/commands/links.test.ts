import { beforeEach, describe, expect, it } from "vitest";
import type { Chat } from "../../src/chat/chat.ts";
import type { Caller } from "../../src/chat/command.ts";
import { plainText } from "../../src/chat/reply.ts";
import type { ObservedMessage } from "../../src/chat/unasked/unasked.ts";
import type { Runner } from "../../src/delivery/runner.ts";
import type { Library } from "../../src/library/library.ts";
import { writeBatch } from "../../src/store/database.ts";
import { forgetServer } from "../../src/store/forgetting.ts";
import { someApp } from "../support/app.ts";
import { createClock, type TestClock } from "../support/clock.ts";
import { createFakePlatform } from "../support/delivery/fake-poster.ts";
import { someLibrary } from "../support/library/library.ts";

const admin: Caller = {
  platform: "fake",
  user: "ann",
  admin: true,
  channel: "C1",
  server: "S1",
  prefix: "/",
};
const STREAMING = "Streaming Long Video Understanding with Large Language Models";

let chat: Chat;
let clock: TestClock;
let library: Library;
let runner: Runner;
let messages: number;

beforeEach(async () => {
  clock = createClock("2026-05-03T09:00:00Z");
  messages = 0;
  library = await someLibrary();
  const posters = new Map([["fake", createFakePlatform({ now: clock.now })]]);
  ({ chat, runner } = someApp(library, clock.now, { posters, observes: new Set(["fake"]) }));
});

const say = async (line: string, caller = admin) => plainText(await chat.runLine(line, caller));
function observe(text: string, more: Partial<ObservedMessage> = {}) {
  messages += 1;
  return chat.observe({
    platform: "fake",
    server: "S1",
    channel: "C1",
    message: `h${messages}`,
    text,
    ...more,
  });
}

describe("/daily links", () => {
  it("is off at first, for admins, and forgets when it is switched off", async () => {
    expect(await say("/daily links")).toBe("Off. I don't point out repeated links in this channel.");
    await observe("https://arxiv.org/abs/2405.16009");
    expect(await observe("https://arxiv.org/abs/2405.16009")).toBeUndefined();
    expect(await say("/daily links on", { ...admin, admin: false })).toContain(
      "Only channel managers can use",
    );
    expect(await say("/daily links on")).toBe(
      "On. When someone shares a paper again, I link to the first time.",
    );
    await observe("https://arxiv.org/abs/2405.16009");
    await say("/daily links off");
    await say("/daily links on");
    expect(await observe("https://arxiv.org/abs/2405.16009")).toBeUndefined();
  });

  it("says so where links cannot be seen", async () => {
    expect(await say("/daily links on", { ...admin, platform: "other" })).toContain(
      "I can't see links here yet",
    );
  });
});

describe("a link that comes again", () => {
  beforeEach(async () => {
    await say("/daily links on");
  });

  it("is answered with where it was first, and its votes, in whatever form it comes", async () => {
    expect(await observe("look: https://arxiv.org/abs/2405.16009v2 !")).toBeUndefined();
    clock.set("2026-05-20T09:00:00Z");
    await say("/vote 2405.16009 up");
    const reply = await observe("https://arxiv.org/pdf/2405.16009");
    expect(reply).toMatchObject({ audience: "everyone", text: "This paper was shared here before." });
    expect(reply?.cards[0]).toMatchObject({
      title: STREAMING,
      facts: expect.arrayContaining(["First shared 3 May 2026", "👍 1"]),
      link: { label: "Go to first message", url: "https://chat.example.org/C1/h1" },
    });
  });

  it("is answered once a day, and not for the message that was first", async () => {
    const link = "https://arxiv.org/abs/2405.16009";
    await observe(link, { message: "first" });
    expect(await observe(link, { message: "first" })).toBeUndefined();
    expect(await observe(link)).toBeDefined();
    clock.advance(3_600_000);
    expect(await observe(link)).toBeUndefined();
    clock.advance(86_400_000);
    expect(await observe(link)).toBeDefined();
  });

  it("is of this channel alone, threads included, and of papers that the library has", async () => {
    const link = "https://arxiv.org/abs/2405.16009";
    // A message in a thread is not where the channel would look for the first one.
    expect(await observe(link, { channel: "T1", parent: "C1" })).toBeUndefined();
    expect(await observe(link)).toBeUndefined();
    expect(await observe(link, { channel: "C2" })).toBeUndefined();
    expect(await observe(link, { channel: "T1", parent: "C1" })).toBeDefined();
    await observe("https://arxiv.org/abs/2699.00001");
    expect(await observe("https://arxiv.org/abs/2699.00001")).toBeUndefined();
  });

  it("tells of the bot's own post, and of several papers at once", async () => {
    await say("/daily subscribe video time:10:00");
    clock.set("2026-05-04T10:00:00Z");
    await runner.tick();
    await runner.idle();
    const posted = (await chat.runLine("/daily history", admin)).cards[0]?.url ?? "";
    await observe("https://arxiv.org/abs/1706.03762 https://arxiv.org/abs/2312.00752");
    const reply = await observe(`${posted} and https://arxiv.org/abs/2312.00752`);
    expect(reply?.text).toBe("These papers were shared here before.");
    expect(reply?.cards.map(({ link }) => link?.url)).toEqual([
      "https://chat.example.org/C1/m1",
      "https://chat.example.org/C1/h1",
    ]);
  });

  it("is stored as ids and days, and forgotten with its server", async () => {
    await observe("a secret message https://arxiv.org/abs/2405.16009");
    const rows = () => library.db.selectFrom("shared_links").selectAll().execute();
    expect(await rows()).toEqual([
      {
        platform: "fake",
        channel: "C1",
        server: "S1",
        paper: "arxiv:2405.16009",
        message: "h1",
        day: "2026-05-03",
        told_at: null,
      },
    ]);
    await writeBatch(library.db, (tx) => forgetServer(tx, { platform: "fake", server: "S1", channels: [] }));
    expect(await rows()).toEqual([]);
    expect(await library.db.selectFrom("link_channels").selectAll().execute()).toEqual([]);
  });
});
