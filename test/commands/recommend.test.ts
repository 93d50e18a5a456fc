import { beforeEach, describe, expect, it } from "vitest";
import type { Chat } from "../../src/chat/chat.ts";
import type { Caller } from "../../src/chat/command.ts";
import type { Library } from "../../src/library/library.ts";
import { someApp } from "../support/app.ts";
import { createClock } from "../support/clock.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";

const ID = "2405.16009";
const ann: Caller = {
  platform: "test",
  user: "ann",
  admin: false,
  channel: "C1",
  server: "S1",
  prefix: "/",
};
const admin = { ...ann, user: "boss", admin: true };

let chat: Chat;
let library: Library;
let clock: ReturnType<typeof createClock>;

beforeEach(async () => {
  clock = createClock(TODAY.toISOString());
  library = await someLibrary();
  ({ chat } = someApp(library, clock.now));
});

const ask = (line: string, caller = ann) => {
  clock.advance(60_000);
  return chat.runLine(line, caller);
};
const say = async (line: string, caller = ann) => (await ask(line, caller)).text ?? "";
const idsOf = async (line: string, caller = ann) =>
  (await ask(line, caller)).cards.map(({ url = "" }) => url.split("/").at(-1));

describe("/foryou", () => {
  it("says what would make it useful where nothing is known", async () => {
    const reply = await ask("/foryou");
    expect(reply).toMatchObject({ audience: "asker", cards: [] });
    expect(reply.text).toContain(
      "I don't know your interests yet. Vote on a few papers, save some, or follow a topic: /follow",
    );
  });

  it("is what a person's own votes and lists say, for that person alone", async () => {
    await say("/follow mixture of experts");
    await say(`/vote ${ID} up`, admin);
    const reply = await ask("/foryou 3");
    expect(reply.audience).toBe("asker");
    expect(reply.cards).toHaveLength(3);
    for (const { facts } of reply.cards) expect(facts.at(-1)).toMatch(/expert|MoE/i);
    expect(reply.footer).toContain("/profile");
    const bobs = await ask("/foryou", admin);
    const close = /close to “Streaming Long Video Understanding.*” \(you upvoted it\)/;
    expect(bobs.cards.some(({ facts }) => close.test(facts.at(-1) ?? ""))).toBe(true);
  });

  it("leaves out what the person liked, or does not want", async () => {
    await say("/follow mixture of experts");
    const [first, second] = await idsOf("/foryou 2");
    await say(`/vote ${first} down`);
    await say(`/save ${second}`);
    const after = await idsOf("/foryou 10");
    expect(after).not.toContain(first);
    expect(after).not.toContain(second);
    await say(`/vote ${first} none`);
    await say(`/unsave ${second}`);
    expect(await idsOf("/foryou 2")).toEqual([first, second]);
  });

  it("is like a saved list alone, if that is wanted, also by the button below the list", async () => {
    expect(await say("/foryou saved")).toContain("You haven't saved any papers yet");
    await say("/follow mixture of experts");
    await say(`/save ${ID}`);
    const reply = await ask("/foryou 2 saved");
    expect(reply).toMatchObject({ audience: "asker", text: "New papers like the ones you saved" });
    expect(reply.cards[0]?.facts.at(-1)).toMatch(
      /close to “Streaming Long Video Understanding.*” \(you saved it\)/,
    );
    const listed = await ask("/saved");
    expect((await chat.runAction(listed.buttons.at(-1)?.action, ann)).text).toBe(
      "New papers like the ones you saved",
    );
  });

  it.each(["/foryou 0", "/foryou 11", "/foryou many"])("explains %s", async (line) => {
    expect((await ask(line)).outcome).toBe("usage");
  });
});

describe("/daily why", () => {
  it("gives the score by part where nobody has said what is wanted", async () => {
    const [today = ""] = await idsOf("/today");
    expect(await say(`/daily why ${today}`)).not.toContain("Score");
    expect(await say(`/daily why ${today} scores:show`)).toMatch(
      /^“.*”\n\nPicked for today: .*\nScore 0\.\d\d of 1: /,
    );
    const reply = await ask(`/daily why ${ID}`);
    const [scores] = reply.buttons;
    expect(scores?.label).toBe("Show scores");
    expect((await chat.runAction(scores?.action, ann)).text).toMatch(
      /Skipped: \d+ other papers? match(?:es)? better today\.\nScore 0\.\d\d of 1: /,
    );
  });

  it("names the stage at which a paper is left out", async () => {
    await say("/follow mixture of experts for:channel", admin);
    await say(`/vote ${ID} down`);
    expect(await say(`/daily why ${ID}`)).toContain("it was voted not relevant");
    await say("/vote 2312.00752 up");
    expect(await say("/daily why 2312.00752")).toContain("it is liked already");
    await say("/daily subscribe categories:math", admin);
    expect(await say("/daily why gpipe")).toMatch(/it is in .*, not in math/);
  });

  it("shows each interest, with what is liked under it", async () => {
    await say("/follow streaming video for:channel", admin);
    await say(`/follow ${ID} for:channel interest:"streaming video"`, admin);
    expect(await say("/daily why videollm-online scores:show")).toMatch(
      /“streaming video”: words [+−]\d\.\d+, meaning .*, topic .*; close to “Streaming Long Video/,
    );
  });

  it("asks which paper is meant, and explains what it does not know", async () => {
    expect((await ask("/daily why architecture search")).text).toContain("Which one do you mean?");
    expect(await say("/daily why zebra husbandry")).toContain("No title in the library matches");
  });
});

describe("/daily preview", () => {
  it("is for people who manage the place", async () => {
    expect((await ask("/daily preview")).outcome).not.toBe("answer");
  });

  it("counts papers, quiet days and what was liked since, and posts and writes nothing", async () => {
    await say("/daily subscribe streaming video", admin);
    await say(`/vote ${ID} up`);
    const tables = async () => [
      await library.db.selectFrom("deliveries").selectAll().execute(),
      await library.db.selectFrom("shown").selectAll().execute(),
      await library.db.selectFrom("subscriptions").selectAll().execute(),
      await library.db.selectFrom("votes").selectAll().execute(),
    ];
    const before = await tables();
    const lines = (await say("/daily preview 30", admin)).split("\n");
    expect(lines[0]).toBe("The last 30 days with the current settings:");
    expect(lines[1]).toBe("• 1.0 papers a day, on 20 days");
    expect(lines[2]).toMatch(/without a match/);
    expect(lines[3]).toBe("• picked 1 of the 1 paper upvoted since (100%)");
    expect(await tables()).toEqual(before);
  });

  it("tries other settings", async () => {
    await say("/daily subscribe streaming video", admin);
    await say(`/vote ${ID} up`);
    const other = await say('/backtest 14 topics:"mixture of experts" papers:2', admin);
    expect(other).toContain("with these settings (");
    expect(other).toMatch(/• 1\.\d papers a day, on 10 days/);
    expect(other).toContain("• picked 0 of the 1 paper");
    expect(await say("/daily preview topics:zebras", admin)).toContain("10 days without a match");
  });

  it("says so where nobody has voted, and explains what it cannot take", async () => {
    expect(await say("/daily preview", admin)).toContain("no upvotes since");
    expect((await ask("/daily preview 91", admin)).outcome).toBe("usage");
    // It is Monday, and yesterday was a Sunday.
    expect(await say("/daily preview 1", admin)).toContain("Yesterday wasn't one of this channel's days.");
    expect(await say("/daily preview 3", admin)).toContain("on 1 day\n");
    expect(await say("/daily preview categories:???", admin)).toContain("is not an arXiv category");
  });
});
