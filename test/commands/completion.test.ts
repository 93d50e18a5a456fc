import { beforeEach, describe, expect, it } from "vitest";
import type { Chat } from "../../src/chat/chat.ts";
import type { Caller } from "../../src/chat/command.ts";
import { plainText } from "../../src/chat/reply.ts";
import { complete } from "../../src/platforms/terminal/complete.ts";
import { someApp } from "../support/app.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";

const boss: Caller = {
  platform: "fake",
  user: "boss",
  admin: true,
  prefix: "/",
  channel: "C1",
  server: "S1",
};
const ann: Caller = { ...boss, user: "ann", admin: false };
const { channel: _, server: __, ...inPrivate } = boss;

const STREAMING = "2405.16009";

let chat: Chat;

beforeEach(async () => {
  ({ chat } = someApp(await someLibrary(), () => TODAY, { timezone: "Europe/Berlin" }));
});

const ask = async (line: string, caller = boss) => plainText(await chat.runLine(line, caller));
const values = async (command: string, option: string, partial: string, caller = boss) =>
  (await chat.suggest(command, option, partial, caller)).map(({ value }) => value);
const labels = async (command: string, option: string, partial: string, caller = boss) =>
  (await chat.suggest(command, option, partial, caller)).map(({ label }) => label);

describe("completion", () => {
  it("of a saved paper to take off is of one's own", async () => {
    await ask(`/save ${STREAMING}`);
    expect(await values("unsave", "paper", "")).toEqual([`arxiv:${STREAMING}`]);
    const [title = ""] = await labels("unsave", "paper", "");
    const [, second = ""] = title.split(" ");
    expect(await labels("unsave", "paper", second.slice(0, 4).toUpperCase())).toEqual([title]);
    expect(await labels("unsave", "paper", "zebra")).toEqual([]);
    expect(await values("unsave", "paper", "", ann)).toEqual([]);
  });

  it("of a paper for the journal club is of its queue, and of what it has discussed", async () => {
    await ask(`/club add ${STREAMING}`);
    for (const command of ["club remove", "club done"])
      expect(await values(command, "paper", "")).toEqual([`arxiv:${STREAMING}`]);
    expect(await values("club reopen", "paper", "")).toEqual([]);
    await ask(`/club done ${STREAMING}`);
    expect(await values("club done", "paper", "")).toEqual([]);
    expect(await values("club reopen", "paper", "")).toEqual([`arxiv:${STREAMING}`]);
    expect(await values("club done", "paper", "", inPrivate)).toEqual([]);
  });

  it("of a presenter is of the others", async () => {
    await ask("/club join Bob");
    await ask("/club join Ann", ann);
    await ask("/club join Ángel", { ...ann, user: "angel" });
    expect(await values("club swap", "name", "")).toEqual(["Ann", "Ángel"]);
    expect(await values("club swap", "name", "an")).toEqual(["Ann", "Ángel"]);
    expect(await values("club swap", "name", "", ann)).toEqual(["Bob", "Ángel"]);
  });

  it("of what to unfollow is of what is followed, by oneself and here", async () => {
    await ask("/follow add author hinton");
    await ask("/follow add bees");
    await ask("/follow add hives for:channel");
    await ask("/daily subscribe streaming video");
    expect(await labels("follow remove", "what", "")).toEqual([
      "hinton",
      "bees",
      "hives (this channel)",
      "streaming video (this channel)",
    ]);
    expect(await values("follow remove", "what", "vid")).toEqual(["streaming video"]);
    expect(await values("follow remove", "what", "", ann)).toEqual(["hives", "streaming video"]);
    expect(await values("follow remove", "what", "", { ...inPrivate, user: "ann" })).toEqual([]);
  });

  it("of a line of the profile is of what was learned, here or in private", async () => {
    await ask("/follow add bees", inPrivate);
    await ask("/daily subscribe streaming video");
    expect(await labels("profile", "line", "")).toEqual(["streaming video"]);
    expect(await labels("profile", "line", "be", inPrivate)).toEqual(["bees"]);
  });

  it("of categories is of arXiv's, by code and by name, the last of several", async () => {
    expect(await labels("daily subscribe", "categories", "cs.cv")).toEqual([
      "cs.CV Computer Vision and Pattern Recognition",
    ]);
    expect(await values("daily subscribe", "categories", "cs.LG, machine l")).toEqual([
      "cs.LG, cs.LG",
      "cs.LG, stat.ML",
    ]);
    expect((await values("daily preview", "categories", "")).length).toBe(25);
  });

  it("of a time zone has the channel's first", async () => {
    await ask("/daily subscribe bees timezone:Lisbon");
    expect((await values("club schedule", "timezone", ""))[0]).toBe("Europe/Lisbon");
    expect((await values("daily subscribe", "timezone", ""))[0]).toBe("Europe/Lisbon");
    expect((await values("daily subscribe", "timezone", "", inPrivate))[0]).toBe("Asia/Tokyo");
    expect(await values("daily subscribe", "timezone", "muni")).toEqual(["Europe/Berlin"]);
  });

  it("in the terminal fills in what is understood", async () => {
    const [zones, fragment] = await complete(chat, "/club schedule tuesday timezone:san");
    expect(fragment).toBe("timezone:san");
    expect(zones).toContain('timezone:"san Francisco (America/Los_Angeles)"');
    expect(zones).toContain('timezone:"santiago (America/Santiago)"');
    expect((await complete(chat, "/daily subscribe bees categories:cs.c"))[0]).toContain("categories:cs.cV");
    expect((await complete(chat, "/daily subscribe bees categories:computer-"))[0]).toEqual([]);
  });

  it("in the terminal is of words as people write them, and of filters", async () => {
    const [words] = await complete(chat, "streaming vid");
    expect(words).toContain("streaming video");
    expect(
      (await complete(chat, "streaming author:ch"))[0].every((one) => one.startsWith("streaming author:")),
    ).toBe(true);
    expect(
      (await complete(chat, "streaming category:cs."))[0].every((one) => /category:cs\.[A-Z]{2}$/.test(one)),
    ).toBe(true);
  });
});
