import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { Chat } from "../src/chat/chat.ts";
import { plainText } from "../src/chat/reply.ts";
import { postOf } from "../src/delivery/compose.ts";
import { titleKey } from "../src/papers/text.ts";
import { renderReply } from "../src/platforms/discord/render.ts";
import { renderMessage } from "../src/platforms/slack/render.ts";
import { paperCard } from "../src/present/paper-card.ts";
import { findVotes } from "../src/store/votes.ts";
import { someApp } from "./support/app.ts";
import { createClock } from "./support/clock.ts";
import { createFakePlatform } from "./support/delivery/fake-poster.ts";
import { type Sight, STAGES } from "./support/delivery/stages.ts";
import { HOSTILE } from "./support/discord/hostile.ts";
import { temporaryFolder } from "./support/folder.ts";
import { aPaper } from "./support/library/a-paper.ts";
import { sharedLibrary, someLibrary, TODAY } from "./support/library/library.ts";

const CATALOGUE = join(import.meta.dirname, "..", "data", "papers.jsonl");
const titles = readFileSync(CATALOGUE, "utf8")
  .trim()
  .split("\n")
  .map((line) => String(JSON.parse(line).title))
  .map((title) => ({ title, key: titleKey(title) }));

/** The catalogue's titles in a text, in the order in which they stand there, however they are escaped. */
function titlesIn({ text }: Sight): string[] {
  const key = titleKey(text);
  const places = titles.map(({ title, key: own }) => ({ title, at: key.indexOf(own) }));
  return places
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ title }) => title);
}

function linksIn({ text }: Sight): string[] {
  return [...new Set([...text.matchAll(/https:\/\/arxiv\.org\/abs\/[\w./-]+\d/g)].map(([link]) => link))];
}

async function chatOver(catalogue?: string): Promise<Chat> {
  return someApp(await someLibrary(catalogue), () => TODAY).chat;
}

const caller = { platform: "test", admin: false, prefix: "/" };

const SCENARIOS: readonly (readonly [string, Readonly<Record<string, string | number>>])[] = [
  ["paper", { query: "streaming video" }],
  ["paper", { query: "streaming video", count: 10 }],
  ["paper", { query: "mixture of experts", count: 3, page: 2 }],
  ["paper", { query: "gausian splating" }],
  ["paper", { query: '"neural architecture search" -darts year:2018..2022' }],
  ["paper", { query: "2405.16009" }],
  ["paper", { query: "gardening year:1890" }],
  ["paper", { query: "auther:hinton" }],
  ["paper", { query: "video", count: 999 }],
  ["similar", { paper: "2405.16009", count: 4 }],
  ["similar", { paper: "architecture search" }],
  ["similar", { paper: "zebra husbandry" }],
  ["abstract", { paper: "flashattention" }],
  ["related", { text: "what about https://arxiv.org/abs/2312.00752 or so" }],
  ["foryou", {}],
  ["daily why", { paper: "2405.16009" }],
  ["daily why", { paper: "architecture search" }],
  ["saved", {}],
  ["top", { period: "week" }],
  ["daily history", {}],
  ["daily history", { page: 7 }],
  ["daily preview", { days: 3, papers: 2 }],
  ["daily preview", { topics: "streaming video", days: 5 }],
  ["daily preview", { days: 91 }],
  ["daily show", {}],
  ["daily links", { switch: "on" }],
  ["daily stop", {}],
  ["export", { what: "top", format: "md" }],
  ["export", { what: "top", format: "doc" }],
  ["vote", { paper: "2405.16009", vote: "up" }],
  ["vote", { paper: "architecture search", vote: "down" }],
  ["vote", { paper: "2405.16009", vote: "sideways" }],
  ["save", { paper: "flashattention" }],
  ["unsave", { paper: "flashattention" }],
  ["follow add", { what: "streaming video", interest: "live" }],
  ["follow add", { what: "2405.16009" }],
  ["follow add", { what: "???" }],
  ["follow remove", { what: "never followed" }],
  ["follow list", {}],
  ["follow examples", { papers: "2405.16009 and https://arxiv.org/abs/2312.00752" }],
  ["follow examples", { papers: "nothing at all" }],
  ["profile", { for: "me" }],
  ["privacy", {}],
  ["privacy", { what: "export" }],
  ["privacy", { what: "forget", confirm: "yes" }],
  ["profile", { line: "bees", change: "mute", for: "me" }],
  ["help", {}],
  ["help", { command: "paper" }],
  ["help", { command: "nonsense" }],
];

/** Those that change something get a library of their own, which takes most of the time of a scenario. */
const CHANGES = /^(?:vote|save|unsave|follow|privacy|profile|daily links|daily stop)\b/;
const reading = sharedLibrary();

describe.each(Object.keys(STAGES))("on %s", (name) => {
  it.each(SCENARIOS)("/%s %j shows what the command answers, to whom it is for", async (command, options) => {
    const chat = CHANGES.test(command) ? await chatOver() : someApp(await reading(), () => TODAY).chat;
    const stage = await STAGES[name]?.(chat);
    const reply = await chat.run(command, options, { ...caller, ...stage?.naming, ...stage?.place });
    const sight = await stage?.ask(command, options);
    if (!sight) throw new Error(`nothing to see on ${name}`);

    expect(titlesIn(sight)).toEqual(
      titlesIn({ text: [reply.text, ...reply.cards.map((card) => card.title), reply.footer].join("\n") }),
    );
    expect(linksIn(sight)).toEqual(expect.arrayContaining(reply.cards.flatMap((card) => card.url ?? [])));
    expect(linksIn({ text: plainText(reply) })).toEqual(expect.arrayContaining(linksIn(sight)));
    if (sight.isPrivate !== undefined) expect(sight.isPrivate).toBe(reply.audience !== "everyone");
    // Bad input is explained in the same words everywhere.
    if (reply.outcome === "usage") expect(titleKey(sight.text)).toContain(titleKey(reply.text ?? ""));
  });
});

describe.each(["discord", "slack"])("a channel of %s that gets papers", (name) => {
  it("has them in its history, and its days in a preview", async () => {
    const library = await someLibrary();
    const clock = createClock("2026-11-23T07:00:00Z");
    const posters = new Map([[name, createFakePlatform({ now: clock.now })]]);
    const { chat, runner } = someApp(library, clock.now, { posters });
    const stage = await STAGES[name]?.(chat);
    if (!stage) throw new Error(`no stage ${name}`);
    onTestFinished(() => runner.stop());

    await stage.ask("daily subscribe", { topics: "streaming video", time: "9:00", papers: 3 });
    for (const at of ["2026-11-23T09:00:00Z", "2026-11-24T09:00:00Z"]) {
      clock.set(at);
      await runner.tick();
      await runner.idle();
    }
    const history = await stage.ask("daily history", {});
    const reply = await chat.run("daily history", {}, { ...caller, ...stage.naming, ...stage.place });
    expect(reply.cards).toHaveLength(5);
    expect(titlesIn(history)).toEqual(reply.cards.map(({ title }) => title));
    expect(history.text).toContain("Posted 24 Nov 2026");
    expect(history.text).toMatch(/https:\/\/chat\.example\.org\/(?:C1|\d+)\/m\d/);
    expect(titlesIn((await stage.press?.("Next")) ?? { text: "" })).toHaveLength(1);

    const preview = await stage.ask("daily preview", { days: 3 });
    expect(preview).toMatchObject({ isPrivate: true, text: expect.stringContaining("on 1 day") });
    expect(preview.text).toContain("no upvotes since");
  });
});

const hostilePapers = HOSTILE.map((text, index) => ({
  arxiv_id: `2611.${10_000 + index}`,
  title: `Bees ${text}`.slice(0, 1900),
  abstract: `Bees. ${text}`,
  authors: [text.slice(0, 200) || "Nobody"],
}));

function hostileChat(): Promise<Chat> {
  const catalogue = join(temporaryFolder(), "hostile.jsonl");
  writeFileSync(catalogue, hostilePapers.map((paper) => `${JSON.stringify(paper)}\n`).join(""));
  return chatOver(catalogue);
}

describe.each(["discord", "slack"])("the buttons under a paper on %s", (name) => {
  it("vote and take back on themselves, and save, for the person and the place of the press", async () => {
    const library = await someLibrary();
    const clock = createClock(TODAY.toISOString());
    const { chat } = someApp(library, clock.now);
    const stage = await STAGES[name]?.(chat);
    if (!stage?.press) throw new Error(`no buttons on ${name}`);
    const shown = await stage.ask("abstract", { paper: "2405.16009" });
    expect(shown.labels?.slice(0, 3)).toEqual(["👍 Relevant", "👎 Not relevant", "Save"]);
    const voted = await stage.press("👍 Relevant");
    expect(voted).toMatchObject({ isInPlace: true, isPrivate: shown.isPrivate });
    expect(voted.labels?.slice(0, 3)).toEqual(["👍 Relevant 1", "👎 Not relevant", "Save"]);
    expect(voted.text).toContain("Streaming Long Video Understanding");
    const [vote] = await findVotes(library.db, {});
    expect(vote).toMatchObject({
      platform: name,
      value: 1,
      server: expect.any(String),
      channel: expect.any(String),
    });
    clock.advance(5000);
    expect((await stage.press("👍 Relevant 1")).labels).toContain("👍 Relevant");
    expect(await findVotes(library.db, {})).toEqual([]);

    const against = await stage.press("👎 Not relevant");
    expect(against).toMatchObject({ isInPlace: true });
    expect(against.labels?.slice(0, 2)).toEqual(["👍 Relevant", "👎 Not relevant 1"]);
    expect((await stage.ask("abstract", { paper: "2405.16009" })).labels).toContain("👎 Not relevant 1");
  });
});

describe("the daily paper", () => {
  // One post, and at most four papers in its thread.
  it.each([1, 4])("has its votes with %d papers, on both platforms, whatever their titles", (count) => {
    const cards = Array.from({ length: count }, (_, at) =>
      paperCard(
        aPaper({
          id: `arxiv:2611.${10_000 + at}`,
          title: HOSTILE[at]?.slice(0, 300) || "Bees",
          authors: ["Ann Example", "Bo Example"],
          abstract: "Bees. ".repeat(400),
          categories: ["cs.CV"],
        }),
        "close to one that 4 of you upvoted",
      ),
    );
    const reply = postOf("Paper of the day · Monday, 23 November 2026", cards, "Nothing new matches today");
    for (const message of [renderReply(reply), renderMessage(reply, { asker: "B1" })]) {
      const text = JSON.stringify(message);
      for (const label of ["👍 Relevant", "👎 Not relevant", "Save"])
        expect(text.split(JSON.stringify(label))).toHaveLength(count + 1);
    }
  });
});

describe.each(Object.keys(STAGES))("hostile papers on %s", (name) => {
  let chat: Chat;

  beforeEach(async () => {
    chat = await hostileChat();
  });

  it("are shown, and do no harm", async () => {
    const stage = await STAGES[name]?.(chat);
    for (let page = 1; page <= Math.ceil(hostilePapers.length / 5); page++) {
      const reply = await chat.run("paper", { query: "bees", page }, caller);
      const sight = await stage?.ask("paper", { query: "bees", page });
      // What would be refused, or would ping, fails the test when the stage is taken down.
      expect(linksIn(sight ?? { text: "" }).sort()).toEqual(
        reply.cards.flatMap((card) => card.url ?? []).sort(),
      );
      expect(sight?.text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u001b\u0007]/u);
    }
  });

  it("can be saved, voted for, listed and exported", async () => {
    const stage = await STAGES[name]?.(chat);
    for (const { arxiv_id: paper } of hostilePapers) {
      await stage?.ask("save", { paper });
      await stage?.ask("vote", { paper, vote: "up" });
    }
    for (const command of ["saved", "top"]) {
      const listed: string[] = [];
      for (let page = 1; page <= Math.ceil(hostilePapers.length / 5); page++)
        listed.push(...linksIn((await stage?.ask(command, { page })) ?? { text: "" }));
      const all = hostilePapers.map(({ arxiv_id }) => `https://arxiv.org/abs/${arxiv_id}`);
      expect(listed.sort()).toEqual(all.sort());
    }
    for (const what of ["saved", "lab"])
      for (const format of ["bib", "ris", "csl", "md"]) {
        const sight = await stage?.ask("export", { what, format, count: 20 });
        expect(sight?.text).toMatch(/ \d+ papers as/);
      }
  });
});

// A terminal is no channel, and has no journal club.
describe.each(Object.keys(STAGES).filter((name) => name !== "terminal"))("a journal club on %s", (name) => {
  it("can have hostile papers and presenters", async () => {
    const stage = await STAGES[name]?.(await hostileChat());
    for (const [at, text] of HOSTILE.entries()) {
      await stage?.ask("club add", { paper: `2611.${10_000 + at}` });
      await stage?.ask("club join", { name: `${at} ${text}`.slice(0, 40) });
      const queue = await stage?.ask("club show", { page: Math.ceil((at + 1) / 5) });
      expect(queue?.text).toContain(`https://arxiv.org/abs/2611.${10_000 + at}`);
      await stage?.ask("club swap", { name: text.slice(0, 40) });
    }
    await stage?.ask("club done", { paper: "2611.10000" });
    expect((await stage?.ask("club history", {}))?.text).toContain("https://arxiv.org/abs/2611.10000");
    expect((await stage?.ask("club calendar", {}))?.text).toContain("No meeting is scheduled");
  });
});
