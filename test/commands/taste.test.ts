import { beforeEach, describe, expect, it } from "vitest";
import type { Chat } from "../../src/chat/chat.ts";
import type { Caller } from "../../src/chat/command.ts";
import type { Reply } from "../../src/chat/reply.ts";
import type { Library } from "../../src/library/library.ts";
import { someApp } from "../support/app.ts";
import { createClock } from "../support/clock.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";

const ID = "arxiv:2405.16009";
const TITLE = "Streaming Long Video Understanding with Large Language Models";
const ann: Caller = {
  platform: "test",
  user: "ann",
  admin: false,
  channel: "C1",
  server: "S1",
  prefix: "/",
};
const bob: Caller = { ...ann, user: "bob" };

let chat: Chat;
let library: Library;
let clock: ReturnType<typeof createClock>;

beforeEach(async () => {
  clock = createClock(TODAY.toISOString());
  library = await someLibrary();
  ({ chat } = someApp(library, clock.now));
});

async function say(line: string, caller = ann): Promise<string> {
  clock.advance(60_000);
  const reply = await chat.runLine(line, caller);
  expect(reply.audience).toBe("asker");
  return reply.text ?? "";
}

describe("/vote", () => {
  it("counts one vote a person, says how the paper stands, and how to take it back", async () => {
    expect(await say("/vote 2405.16009 up")).toBe(`Marked “${TITLE}” as relevant. Votes here: 1 relevant.`);
    expect(await say(`/vote ${ID} down`, bob)).toContain("Votes here: 1 relevant, 1 not relevant.");
    expect(await say("/vote 2405.16009 vote:down")).toContain("Changed your vote");
    expect(await say("/vote 2405.16009 down")).toBe(
      `Took back your vote on “${TITLE}”. Votes here: 1 not relevant.`,
    );
    expect(await say("/vote 2405.16009 none")).toContain("You haven't voted on");
  });

  it("undoes by its button what the press of another has done", async () => {
    const [card] = (await chat.runLine(`/abstract ${ID}`, ann)).cards;
    const press = card?.buttons.find(({ action }) => action.command === "vote")?.action;
    const reply = await chat.runAction(press, ann);
    expect(reply).toMatchObject({ audience: "asker", cards: [] });
    expect(reply.text).toContain("1 relevant");
    expect((await chat.runAction(reply.buttons[0]?.action, ann)).text).toContain("Took back");
  });

  it.each([
    ["/vote 2405.16009", "vote must be up, down or none"],
    ["/vote up", "Which paper? Give an arXiv id"],
    ["/vote 2301.99999 up", "The library doesn't have 2301.99999"],
    ["/vote title:0123456789abcdef up", "no longer in the library"],
  ])("explains %s", async (line, hint) => {
    expect(await say(line)).toContain(hint);
  });

  it("asks which of several papers is meant, and takes the answer", async () => {
    const reply = await chat.runLine("/vote architecture search up", ann);
    expect(reply.text).toContain("Which one");
    expect((await chat.runAction(reply.cards[0]?.buttons[0]?.action, ann)).text).toContain("1 relevant");
  });
});

describe("/save", () => {
  it("takes back what was said of a paper that the library has lost", async () => {
    await say(`/vote ${ID} up`);
    await say(`/save ${ID}`);
    await library.db.deleteFrom("papers").where("id", "=", ID).execute();
    await library.index.remove(ID);
    expect(await say(`/vote ${ID} up`)).toContain(`The library doesn't have ${ID}.`);
    expect(await say(`/vote ${ID} none`)).toBe(`Took back your vote on “${ID}”.`);
    expect(await say(`/vote https://arxiv.org/abs/2405.16009 none`)).toContain("You haven't voted on");
    expect(await say(`/unsave ${ID}`)).toBe(`Removed “${ID}” from your saved papers.`);
    expect(await say(`/unsave ${ID}`)).toBe(`“${ID}” isn't on your list.`);
    expect(await say("/privacy")).toContain("I don't keep any data about you.");
  });

  it("keeps a paper for a person until it is taken off", async () => {
    expect(await say("/save 2405.16009")).toBe(`Saved “${TITLE}”.`);
    expect(await say("/save 2405.16009")).toContain("already saved");
    expect(await say("/save 2405.16009", bob)).toContain("Saved “");
    expect(await say("/unsave 2405.16009")).toContain("Removed “");
    expect(await say("/unsave 2405.16009")).toContain("isn't on your list");
  });
});

describe("/follow add", () => {
  const admin = { ...ann, admin: true };

  it.each([
    ["KV cache compression", "You now follow the topic “KV cache compression”."],
    ["cs.CV", "the category “cs.CV”"],
    ["https://arxiv.org/abs/2405.16009v2", `the paper “${TITLE}”`],
    [TITLE.toUpperCase(), `the paper “${TITLE}”`],
    ["author:hinton", "the author “hinton”"],
    ["Song Han kind:author", "the author “Song Han”"],
    ["architecture search kind:paper", "Which one do you mean?"],
    ["topic streaming video", "the topic “streaming video”"],
    ["Topic kernel bees", "the topic “kernel bees”"],
    ["author hinton", "the author “hinton”"],
    ["author Nobody Hasthisname", "the author “Nobody Hasthisname”"],
    ["category cs.CV", "the category “cs.CV”"],
    ["category theory", "the topic “category theory”"],
    ["category cs.VC", "Did you mean cs.CV"],
    ["paper 2405.16009", `the paper “${TITLE}”`],
    ["paper folding", "the topic “paper folding”"],
  ])("guesses what %j is", async (typed, hint) => {
    expect(await say(`/follow add ${typed}`)).toContain(hint);
  });

  it.each([
    ["", "What? Give a topic, an author"],
    ["???", "I can't read that topic"],
    ["the of and is", "I can't read that topic"],
    ["a", "I can't read that topic"],
    ['""', "I can't read that topic"],
    [`${"x".repeat(101)}`, "can have 100 characters at most"],
    ["bees kind:category", "“bees” is not an arXiv category"],
    ["2301.99999", "The library doesn't have 2301.99999"],
    ["bees for:channel", "Only channel managers can change"],
  ])("explains %j", async (typed, hint) => {
    expect(await say(`/follow add ${typed}`)).toContain(hint);
  });

  it("is for a channel where an admin says so, and for nobody in a private conversation", async () => {
    expect(await say("/follow add bees for:channel", admin)).toContain(
      "This channel now follows the topic “bees”.",
    );
    const { channel: _, ...direct } = admin;
    expect(await say("/follow add bees for:channel", direct)).toContain("Run this in a channel");
  });

  it("keeps lists to a length that means something", async () => {
    for (let at = 0; at < 100; at++) await say(`/follow add subject number ${at}`);
    expect(await say("/follow add one more")).toContain("The list is full: 100 topics");
    expect(await say("/follow add 2405.16009")).toContain("You now follow the paper");
    expect(await say("/follow add subject number 7")).toContain("already");
  });

  it.each(["zebra husbandry", "author:Nobody Hasthisname"])(
    "says that nothing matches %j yet",
    async (what) => {
      expect(await say(`/follow add ${what}`)).toContain("No paper in the library matches it yet");
      expect((await chat.runLine("/foryou", ann)).cards).toEqual([]);
    },
  );

  it("says so of a category, which is a preference and leaves room for others", async () => {
    expect(await say("/follow add nucl-ex")).toContain("No paper in the library matches it yet");
    for (const known of ["cs.CV", "cs"]) expect(await say(`/follow add ${known}`)).not.toContain("No paper");
  });

  it("is undone by its button, and the other way round", async () => {
    const followed = await chat.runLine("/follow add bees", ann);
    const undone = await chat.runAction(followed.buttons[0]?.action, ann);
    expect(undone.text).toBe("You stopped following the topic “bees”.");
    expect((await chat.runAction(undone.buttons[0]?.action, ann)).text).toContain("You now follow");
  });
});

describe("/follow", () => {
  it("by itself lists, and with words follows them", async () => {
    expect(await say("/follow")).toContain("You don't follow anything yet");
    expect(await say("/follow streaming video")).toBe("You now follow the topic “streaming video”.");
    expect(await say("/follow author hinton")).toContain("the author “hinton”");
    expect(await say("/follow")).toBe("You follow:\n• Topics: streaming video\n• Authors: hinton");
    expect(await say("/follow remove author hinton")).toBe("You stopped following the author “hinton”.");
    // A slip is no topic.
    expect(await say("/follow remov streaming video")).toContain("Did you mean /follow remove?");
  });

  it("goes on answering to what its commands were called before", async () => {
    expect(await say("/following")).toContain("You don't follow anything yet");
    expect(await say("/unfollow bees")).toContain("You don't follow “bees”");
    expect(await say("/seed 2405.16009")).toContain("1 paper is now an example of what you like");
    const press = async (command: string, options: Record<string, string>) =>
      (await chat.runAction({ command, options, effect: "replace" }, ann)).text;
    expect(await press("follow", { what: "bees", kind: "topic", for: "me" })).toContain("the topic “bees”");
    expect(await press("unfollow", { what: "bees", kind: "topic", for: "me" })).toContain(
      "You stopped following the topic “bees”.",
    );
  });
});

describe("/follow remove", () => {
  it("brings back by Undo what it removed, under the name of its interest", async () => {
    await say("/follow add KV cache interest:serving");
    const removed = await chat.runLine("/follow remove kv CACHE", ann);
    expect(await say("/follow list")).toContain("You don't follow anything yet");
    await chat.runAction(removed.buttons[0]?.action, ann);
    expect(await say("/follow list")).toContain("• Topics: KV cache (serving)");
  });
});

describe("/follow list", () => {
  it("shows the topics of the daily paper and what is followed as one list", async () => {
    const admin = { ...ann, admin: true };
    expect(await say("/follow list", admin)).toContain("You don't follow anything yet");
    await say("/daily subscribe streaming video, bees categories:cs.CV", admin);
    for (const what of ["Bees", "KV cache interest:serving", "author:hinton", ID])
      await say(`/follow add ${what} for:channel`, admin);
    await say("/follow add goats", ann);
    const line = "Also follows KV cache, hinton, cs.LG, and 1 paper as an example";
    await say("/follow add cs.LG for:channel", admin);
    expect((await chat.runLine("/daily list", admin)).cards[0]?.body).toContain(line);
    expect(await say("/daily subscribe time:10:00", admin)).toContain(`${line}.`);
    await say("/follow remove cs.LG for:channel", admin);
    expect(await say("/follow list")).toBe(
      [
        "This channel follows:",
        "• Topics: streaming video, bees, KV cache (serving)",
        "• Authors: hinton",
        `• Papers: ${TITLE}`,
        "• Daily paper only from cs.CV",
        "",
        "You follow:",
        "• Topics: goats",
      ].join("\n"),
    );
    for (const what of ["BEES", "streaming video", TITLE.toLowerCase(), "hinton"])
      expect(await say(`/follow remove ${what} for:channel`, admin)).toContain(
        "This channel stopped following",
      );
    expect(await say("/follow remove hinton for:channel", admin)).toContain("doesn't follow “hinton”");
    expect(await say("/follow list", bob)).toMatch(
      /^This channel follows:\n• Topics: KV cache \(serving\)\n/,
    );
  });
});

describe("/follow examples", () => {
  it("takes links and ids out of any text, and says which it does not know", async () => {
    expect(
      await say(`/follow examples read 2405.16009, https://arxiv.org/abs/2312.00752v2 and 2301.99999!`),
    ).toBe(
      "3 papers are now examples of what you like. 1 of them isn't in the library yet and counts once it is. " +
        "You can remove them in /profile.",
    );
    expect(await say("/follow examples 2405.16009 2407.01872")).toContain(
      "1 paper is now an example of what you like. 1 paper already was.",
    );
    expect(await say("/follow examples 2405.16009")).toContain(
      "1 paper is already an example of what you like. You can remove it in /profile.",
    );
    expect(await say("/follow examples 2405.16009 2301.99999")).toContain(
      "2 papers are already examples of what you like. 1 of them isn't in the library yet",
    );
    expect(await say("/follow examples 2301.88888")).toContain(
      "like. It isn't in the library yet; it counts once it is.",
    );
    expect((await chat.runLine("/profile me", ann)).text).toBe("Your profile: 5 liked papers");
  });

  it("takes BibTeX as it is pasted, by ids and by titles, with an interest of its own", async () => {
    const entries = [
      `@article{a, title = {${TITLE}}, year = 2024}`,
      "@misc{b, title = {Bees}, eprint = {2312.00752}, archivePrefix = {arXiv}}",
      "@book{c, title = {A Book That Nobody Has}, author = {Ann Lee}}",
    ].join("\n");
    expect(await say(`/follow examples ${entries} interest:video`)).toContain(
      "2 papers are now examples of what you like. 1 paper had no id, and no paper in the library has that title.",
    );
    expect((await chat.runLine("/profile me", ann)).cards.map(({ facts }) => facts[1])).toEqual([
      "interest “video”",
      "interest “video”",
    ]);
  });

  it.each([
    ["/follow examples", "I found no papers in that"],
    ["/follow examples whatever you like", "I found no papers in that"],
    ["/follow examples 2405.16009 for:channel", "Only channel managers can change"],
    [
      `/follow examples ${Array.from({ length: 501 }, (_, at) => `2401.${10_000 + at}`).join(" ")}`,
      "That's more than 500 papers, the most a list can have.",
    ],
  ])("explains %.40s", async (line, hint) => {
    expect(await say(line)).toContain(hint);
  });
});

describe("/follow examples with a file", () => {
  const seed = async (file: string) => (await chat.run("follow examples", { file }, ann)).text ?? "";

  it("takes BibTeX and lists of links", async () => {
    expect(await seed("@misc{b, title = {Bees}, eprint = {2312.00752}, archivePrefix = {arXiv}}")).toContain(
      "1 paper is now an example",
    );
    expect(await seed("https://arxiv.org/abs/2405.16009\nhttps://arxiv.org/abs/2312.00752\n")).toContain(
      "1 paper is now an example of what you like. 1 paper already was.",
    );
  });

  it.each([
    [
      "RIS",
      `TY  - JOUR\nTI  - ${TITLE}\nER  - \nTY  - JOUR\nTI  - Mamba\nDO  - 10.48550/arXiv.2312.00752\nER  - \n`,
    ],
    [
      "CSL-JSON",
      JSON.stringify([
        { type: "article", title: TITLE, id: "x" },
        { type: "article", title: "Mamba", URL: "https://arxiv.org/abs/2312.00752" },
      ]),
    ],
    ["JSON Lines", `{"title":${JSON.stringify(TITLE)}}\n{"title":"Mamba","arxiv_id":"2312.00752"}\n`],
    ["JSON that is no bibliography", '["2405.16009", "2312.00752"]'],
  ])("takes %s, by ids and by titles", async (_, file) => {
    expect(await seed(file)).toBe(
      "2 papers are now examples of what you like. You can remove them in /profile.",
    );
  });

  it.each([
    ["TY  - JOUR\nAU  - Example, Ada\nER  - \n", "I couldn't read one entry in line 1: no title"],
    ["%PDF-1.7\n", "That file is a PDF"],
    ["PK\u0003\u0004 and so on", "That file is a zip archive"],
    ["just words", "I found no papers in that"],
    [
      Array.from(
        { length: 600 },
        (_, at) => `@misc{p${at}, title = {Bees}, eprint = {2401.${10_000 + at}}}`,
      ).join("\n"),
      "more than 500 papers",
    ],
    ["@misc{open, title = {Bees}\n\n", "I couldn't read one entry in line 1: "],
    ["x".repeat(1_000_001), "file can have at most 1,000,000 characters"],
  ])("explains what it cannot take: %.20s", async (file, hint) => {
    expect(await seed(file)).toContain(hint);
  });

  it("names the line of what cannot be read, and takes the rest", async () => {
    const open = "@misc{open, title = {Bees}\n\n";
    const good = "@misc{b, title = {Bees}, eprint = {2312.00752}, archivePrefix = {arXiv}}\n";
    const answer = await seed(`${good}${open}${open}${good.replace("00752", "00753")}`);
    expect(answer).toContain("2 papers are now examples of what you like.");
    expect(answer).toContain("I couldn't read 2 entries, the first in line 2: the entry is not closed");
  });

  it("is refused where it and the list together have too many, with how many that would be", async () => {
    const links = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => `2401.${from + at}`).join(" ");
    expect(await seed(links(10_000, 300))).toContain("300 papers are now examples");
    expect(await seed(links(20_000, 300))).toContain("That would be 600 papers; a list may have 500.");
  });

  it("is not something to type", async () => {
    expect(await say("/follow examples 2405.16009 file:/etc/passwd")).toContain("1 paper is now an example");
  });
});

describe("/profile", () => {
  const admin = { ...ann, admin: true };

  it("says that it is empty, and how it would not be", async () => {
    expect(await say("/profile")).toContain("This channel's profile is empty");
    expect(await say("/profile me")).toContain("Your profile is empty");
  });

  it("shows each line with where it comes from", async () => {
    await say("/daily subscribe streaming video", admin);
    await say("/follow add author:hinton for:channel interest:deep", admin);
    await say(`/vote ${ID} up`);
    await say(`/vote ${ID} up`, bob);
    await say("/vote 2312.00752 down");
    const reply = await chat.runLine("/profile", bob);
    expect(reply.text).toBe("This channel's profile: 1 topic, 1 author, 1 liked paper, 1 paper not relevant");
    expect(reply.cards.map(({ title, facts }) => [title, ...facts])).toEqual([
      ["streaming video", "topic", "a topic of the daily paper"],
      ["hinton", "author", "interest “deep”", "followed by this channel"],
      [TITLE, "liked paper", "2 of you upvoted it"],
      [expect.stringContaining("Mamba"), "paper not relevant", "one of you voted it not relevant"],
    ]);
    expect((await chat.runLine("/profile me", bob)).cards.map(({ facts }) => facts)).toEqual([
      ["liked paper", "you upvoted it"],
    ]);
  });

  it("mutes, removes and brings back a line by its buttons", async () => {
    await say("/follow add bees");
    await say("/follow add goats");
    const label = (name: string) => (one: { label: string }) => one.label === name;
    const shown = await chat.runLine("/profile me", ann);
    const open = async (at: number) => (await chat.runAction(shown.menu?.choices[at]?.action, ann)).cards[0];
    const muted = await chat.runAction((await open(0))?.buttons.find(label("Mute"))?.action, ann);
    expect(muted.text).toBe("Muted in your profile: “bees”.");
    await chat.runAction((await open(1))?.buttons.find(label("Remove"))?.action, ann);
    const after = await chat.runLine("/profile me", ann);
    expect(after.cards.map(({ title, facts }) => [title, facts.at(-1)])).toEqual([["bees", "muted"]]);
    expect(after.footer).toBe("1 removed line: /profile restore");
    const removed = await chat.runLine("/profile me restore", ann);
    expect(removed.cards.map(({ title }) => title)).toEqual(["goats"]);
    const [gone] = removed.menu?.choices ?? [];
    await chat.runAction((await chat.runAction(gone?.action, ann)).cards[0]?.buttons[0]?.action, ann);
    await chat.runAction(muted.buttons[0]?.action, ann);
    expect(await chat.runLine("/profile me", ann)).toEqual(shown);
  });

  it("takes words, titles and ids for lines, and lets a new follow count again", async () => {
    await say("/follow add KV cache");
    await say(`/vote ${ID} up`);
    expect(await say("/profile me mute kv CACHE")).toContain("Muted in your profile: “KV cache”");
    expect(await say("/profile me remove 2405.16009")).toContain(`Removed from your profile: “${TITLE}”`);
    expect(await say(`/profile me restore ${TITLE}`)).toContain("Restored in your profile");
    expect(await say("/profile me mute #0123abcd"), "the button of a line that is gone").toBe(
      "That line is no longer in your profile. /profile shows every line.",
    );
    await say("/follow add KV cache");
    expect((await chat.runLine("/profile me", ann)).cards.map(({ facts }) => facts.at(-1))).toEqual([
      "followed by you",
      "you upvoted it",
    ]);
  });

  it.each([
    ["/profile me mute", "Which line? Add its words, or open it with the menu below /profile."],
    ["/profile me bees", "I can't find “bees” in your profile"],
    ["/profile me mute bees", "I can't find “bees” in your profile"],
    ["/profile channel mute bees", "Only channel managers can change"],
    ["/profile me restore", "You haven't removed anything from your profile"],
  ])("explains %s", async (line, hint) => {
    expect(await say(line)).toContain(hint);
  });

  it("turns its pages", async () => {
    for (let at = 1; at <= 7; at++) await say(`/follow add theme ${at}`);
    const first = await chat.runLine("/profile me", ann);
    expect(first.footer).toBe("1–5 of 7");
    const more = await chat.runAction(first.buttons[0]?.action, ann);
    expect(titlesOf(more)).toEqual(["theme 6", "theme 7"]);
    expect(titlesOf(await chat.runLine("/profile me page:99", ann))).toEqual(titlesOf(more));
    expect(titlesOf(await chat.runAction(more.buttons[0]?.action, ann))).toEqual(titlesOf(first));
  });
});

describe("what was learned", () => {
  const admin = { ...ann, admin: true };
  const today = async () => titlesOf(await chat.runLine("/today", ann))[0] ?? "";

  it("decides what comes today, and is unlearned as it was learned", async () => {
    await say("/follow add mixture of experts for:channel", admin);
    const first = await today();
    expect(first).toMatch(/expert|moe/i);
    await say(`/vote ${first} down`, bob);
    const second = await today();
    expect(second).not.toBe(first);
    await say(`/vote ${first} none`, bob);
    expect(await today()).toBe(first);
    await say("/vote 2405.16009 up", bob);
    await say("/privacy forget yes", bob);
    expect(await today()).toBe(first);
    await say("/profile channel mute mixture of experts", admin);
    expect(await today()).not.toBe("");
  });
});

describe("/privacy", () => {
  it("says in plain words what is kept, and that it is nothing where it is nothing", async () => {
    expect(await say("/privacy")).toMatch(/^I don't keep any data about you/);
    await say(`/vote ${ID} up`);
    await say("/follow add bees");
    await say("/follow add goats");
    expect(await say("/privacy")).toContain(
      "• 1 vote, with its date and channel\n• 2 topics, authors, categories and papers you follow\n\nI don't keep your messages",
    );
    expect(await say("/privacy", bob)).toMatch(/^I don't keep any data about you/);
  });

  it("gives everything away as a file, without the code for the person", async () => {
    await say(`/vote ${ID} down`);
    await say("/follow add bees");
    const reply = await chat.runLine("/privacy export", ann);
    expect(reply.audience).toBe("asker");
    const content = JSON.parse(reply.files?.[0]?.content ?? "");
    expect(content).toMatchObject({
      votes: [{ paper: ID, value: -1, platform: "test", server: "S1", channel: "C1" }],
      follows: [{ kind: "topic", value: "bees" }],
    });
    expect(JSON.stringify(content)).not.toMatch(/person|owner|"ann"/);
  });

  it("forgets after it has asked once more, in a private conversation too, and again without harm", async () => {
    await say(`/vote ${ID} up`);
    await say(`/save ${ID}`);
    const { channel: _, server: __, ...direct } = ann;
    const asked = await chat.runLine("/privacy forget", direct);
    expect(asked.text).toBe(
      "This will be deleted for good:\n• 1 vote, with its date and channel\n• 1 saved paper",
    );
    expect(await say("/privacy")).toContain("1 vote");
    expect((await chat.runAction(asked.buttons[0]?.action, direct)).text).toMatch(/^Deleted/);
    expect(await say("/privacy")).toMatch(/^I don't keep any data about you/);
    expect(await say("/privacy forget yes")).toMatch(/^Deleted/);
    expect(await say("/profile")).toContain("This channel's profile");
  });

  it("explains what it does not know", async () => {
    expect(await say("/privacy sell")).toContain("I don't know the option “sell”");
  });
});

const titlesOf = ({ cards }: Reply) => cards.map(({ title }) => title);
