import { describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import { decodeAction, encodeAction } from "../../src/chat/action.ts";
import type { Chat } from "../../src/chat/chat.ts";
import { createCooldown } from "../../src/chat/cooldown.ts";
import { topLevel } from "../../src/chat/group.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { someApp } from "../support/app.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";

const caller = { platform: "test", admin: false, prefix: "/" };

async function someChat(): Promise<Chat> {
  const cooldown = createCooldown(() => TODAY.getTime());
  const page = { shows: "lab", address: "http://127.0.0.1:3000" } as const;
  return someApp(await someLibrary(), () => TODAY, { cooldown, page }).chat;
}

const titles = (reply: Reply) => reply.cards.map((card) => card.title);

describe("/paper", () => {
  it("answers streaming video with five papers about it, a line each, and a menu that opens them", async () => {
    const reply = await (await someChat()).runLine("/paper streaming video", caller);
    expect(reply).toMatchObject({
      outcome: "answer",
      audience: "conversation",
      text: "Papers on “streaming video”",
    });
    expect(reply.cards).toHaveLength(5);
    for (const card of reply.cards) {
      expect(card.title).toMatch(/stream/i);
      expect(card.title).toMatch(/video/i);
      expect(card.why).toBeUndefined();
      expect(card.buttons).toEqual([]);
      expect(card.url).toMatch(/^https:\/\/arxiv\.org\/abs\/\d{4}\.\d{5}$/);
    }
    expect(reply.cards.map(({ body }) => body !== undefined)).toEqual([true, false, false, false, false]);
    expect(reply.menu?.choices.map(({ action }) => action.options.paper)).toEqual(
      reply.cards.map(({ paper }) => paper),
    );
  });

  it("says of a paper in the list only what tells something", async () => {
    const chat = await someChat();
    const lineOf = async (line: string) => {
      const { text, cards } = await chat.runLine(line, caller);
      // What is to be said of all is said once.
      return [text, cards[0]?.facts.join(" · ")].join("\n");
    };
    expect(await lineOf("gausian splatting")).toMatch(/“gausian” read as “gaussian”/);
    expect(await lineOf("streaming video")).not.toMatch(/match|title/i);
    expect(await lineOf("zebra video")).toMatch(/without “zebra”/i);
  });

  it("turns pages forth and back without showing a paper twice", async () => {
    const chat = await someChat();
    const first = await chat.runLine("video count:4", caller);
    const more = first.buttons.find((button) => button.label === "Next");
    const second = await chat.runAction(more?.action, caller);
    expect(new Set([...titles(first), ...titles(second)]).size).toBe(8);
    const back = second.buttons.find((button) => button.label === "Previous");
    expect(titles(await chat.runAction(back?.action, caller))).toEqual(titles(first));
    expect(second.footer).toMatch(/^5–8 of \d+/);
  });

  it("says how to turn the page where the query does not fit into a button", async () => {
    const query =
      "how do people make large language models answer questions about very long videos in real time";
    const reply = await (await someChat()).runLine(query, caller);
    expect(reply.cards).toHaveLength(5);
    expect(reply.buttons).toEqual([]);
    expect(reply.footer).toContain("page:2 shows more");
    expect(reply.footer).toContain("no paper has all the words");
  });

  it("suggests what to try when nothing fits, privately", async () => {
    const chat = await someChat();
    const reply = await chat.runLine("gardening year:1890", caller);
    expect(reply).toMatchObject({ outcome: "answer", audience: "asker", cards: [] });
    expect(reply.text).toContain("Nothing matches “gardening year:1890”.");
  });

  it("says how many pages there are beyond the last", async () => {
    const reply = await (await someChat()).runLine("streaming page:90", caller);
    expect(reply.cards).toEqual([]);
    expect(reply.text).toMatch(/“streaming” has only \d+ pages?\.$/);
  });

  it("finds a pasted link", async () => {
    const reply = await (await someChat()).runLine("https://arxiv.org/pdf/2405.16009v2", caller);
    expect(titles(reply)[0]).toBe("Streaming Long Video Understanding with Large Language Models");
  });

  it.each([
    ["", "What are you looking for? Give words"],
    ["x".repeat(10_000), "at most 500 characters"],
    ["video count:0", "count must be a whole number from 1 to 10, not “0”"],
    ["video count:999", "count must be a whole number"],
    ["video count:abc", "count must be a whole number"],
    ["auther:hinton", "author:"],
    ["year:20x4 video", "year"],
  ])("explains %j, privately", async (query, hint) => {
    const reply = await (await someChat()).runText("paper", query, caller);
    expect(reply).toMatchObject({ outcome: "usage", audience: "asker", cards: [] });
    expect(reply.text).toContain(hint);
  });

  it.each([
    "once for all",
    "the who",
    "\u202eoediv\u202c",
    "\ud800 video",
    "🤖",
    "category:cs.CV",
    "\u0000\u0007video",
  ])("answers %j in order", async (query) => {
    expect((await (await someChat()).runText("paper", query, caller)).outcome).toBe("answer");
  });
});

describe("/similar", () => {
  it.each(["2405.16009", "https://arxiv.org/abs/2405.16009", "streaming long video understanding"])(
    "knows the paper by %j and leaves it out",
    async (paper) => {
      const reply = await (await someChat()).runText("similar", paper, caller);
      expect(reply.text).toBe(
        "Papers similar to “Streaming Long Video Understanding with Large Language Models”",
      );
      expect(titles(reply)).toHaveLength(5);
      expect(titles(reply)).not.toContain("Streaming Long Video Understanding with Large Language Models");
    },
  );

  it("asks which paper is meant where several fit", async () => {
    const chat = await someChat();
    const reply = await chat.runText("similar", "architecture search", caller);
    expect(reply).toMatchObject({ audience: "asker", text: expect.stringContaining("Which one") });
    const [card] = reply.cards;
    expect((await chat.runAction(card?.buttons[0]?.action, caller)).text).toBe(
      `Papers similar to “${card?.title}”`,
    );
  });

  it.each([
    ["2301.99999", "The library doesn't have 2301.99999"],
    ["zebra husbandry", "No title in the library matches"],
  ])("says that it does not know %j", async (paper, hint) => {
    const reply = await (await someChat()).runText("similar", paper, caller);
    expect(reply).toMatchObject({ outcome: "usage", audience: "asker" });
    expect(reply.text).toContain(hint);
  });
});

describe("/abstract", () => {
  it("shows one paper with all its authors", async () => {
    const reply = await (await someChat()).runText("abstract", "2407.01872", caller);
    expect(reply.cards).toHaveLength(1);
    expect(reply.cards[0]?.facts[0]).toContain("Alina Roitberg");
    expect(reply.footer).toContain("This is a summary");
  });
});

describe("the commands that platforms list", () => {
  it("are 16 at most, each described in a few words that begin with a verb", () => {
    const listed = topLevel(commands.map(({ spec }) => spec));
    expect(listed.length).toBeLessThanOrEqual(16);
    for (const name of ["paper", "similar", "daily", "club", "follow", "help"])
      expect(listed.map((top) => top.name)).toContain(name);
    const groups = listed.flatMap((top) => ("group" in top ? [top.group, ...top.members] : []));
    expect(groups.filter(({ description }) => description.length > 60)).toEqual([]);
  });
});

describe("/similar", () => {
  it.each([
    ["anyone read https://arxiv.org/abs/2405.16009 and liked it?", "Papers similar to “Streaming Long Video"],
    ["2405.16009 and 2312.00752", "Papers similar to “Streaming Long Video"],
    ["We looked at mixture of experts inference.\nIt was slow.", "Papers related to that text"],
    ["https://arxiv.org/abs/2405.16009", "Papers similar to “Streaming Long Video"],
  ])("takes pasted text: %j", async (text, heading) => {
    const reply = await (await someChat()).runText("similar", text, caller);
    expect(reply.text).toContain(heading);
    expect(reply.cards.length).toBeGreaterThan(0);
  });
});

describe("/related", () => {
  it("takes the papers that a message links to", async () => {
    const reply = await (await someChat()).runText(
      "related",
      "anyone read https://arxiv.org/abs/2405.16009 ?",
      caller,
    );
    expect(reply.audience).toBe("conversation");
    expect(reply.text).toBe(
      "Papers similar to “Streaming Long Video Understanding with Large Language Models”",
    );
  });

  it("takes the words where there is no link, and never reads them as filters", async () => {
    const reply = await (await someChat()).runText(
      "related",
      "todo: look at year:abc of mixture of experts inference",
      caller,
    );
    expect(reply.outcome).toBe("answer");
    expect(titles(reply).join(" ")).toMatch(/expert/i);
  });
});

describe("/help", () => {
  it("begins with what most people do, and has a button for each group of commands", async () => {
    const chat = await someChat();
    const first = await chat.runLine("/help", caller);
    const lines = (first.text ?? "").split("\n");
    expect(lines.flatMap((line) => /^• .*: (\/[a-z]+)/.exec(line)?.[1] ?? [])).toEqual([
      "/paper",
      "/foryou",
      "/follow",
      "/daily",
    ]);
    expect(lines.length).toBeLessThan(10);
    expect(first.buttons.length).toBeLessThanOrEqual(8);
    const groups = await Promise.all(first.buttons.map(({ action }) => chat.runAction(action, caller)));
    const shown = groups.flatMap(({ text = "" }) => text.split("\n").filter((line) => line.startsWith("/")));
    const listed = commands.filter(({ spec }) => !spec.typedOnly);
    expect(shown).toEqual(listed.map(({ spec }) => `/${spec.name}: ${spec.description}`));
    const back = await chat.runAction(groups[0]?.buttons[0]?.action, caller);
    expect(back.text).toBe(first.text);
  });

  it("explains each command, a group by its word, and what a command is called now", async () => {
    const chat = await someChat();
    for (const { spec } of commands) {
      const one = await chat.runLine(`/help ${spec.name}`, caller);
      expect(one.cards).toHaveLength(1);
      expect(one.cards[0]?.body).toContain(`/${spec.name} ${spec.example}`.trimEnd());
    }
    expect((await chat.runLine("/help paper", caller)).cards[0]?.body).toContain("author:");
    expect((await chat.runLine("/help club", caller)).text).toContain("/club add: Add a paper to the queue");
    expect((await chat.runLine("/help unsubscribe", caller)).cards[0]?.title).toContain("/daily stop");
  });

  it("finds the command for what somebody wants to do", async () => {
    const chat = await someChat();
    const first = async (question: string) =>
      /^[^[<]*\w/.exec((await chat.runLine(`/help ${question}`, caller)).cards[0]?.title ?? "")?.[0];
    expect(await first("simlar")).toBe("/similar");
    expect(await first("how do I stop the daily paper")).toMatch(/^\/daily (stop|pause)$/);
    expect(await first("which platforms are connected")).toBe("/status");
    expect((await chat.runLine("/help qqqq", caller)).outcome).toBe("usage");
  });

  it("says which command is nearest", async () => {
    expect((await (await someChat()).runLine("/papr video", caller)).text).toContain("Did you mean /paper?");
  });

  it("uses the prefix of the place", async () => {
    const reply = await (await someChat()).runLine("/lab-help", { ...caller, prefix: "/lab-" });
    expect(reply.text).toContain(": /lab-paper ");
  });
});

describe("every example and button", () => {
  it("works", async () => {
    const chat = await someChat();
    const admin = { ...caller, admin: true, channel: "C1" };
    // Somebody to swap turns with.
    await chat.runText("club join", "Bob", { ...admin, user: "bob" });
    for (const { spec } of commands) {
      const reply = await chat.runText(spec.name, spec.example, admin);
      expect(reply.outcome, spec.name).toBe("answer");
      for (const { action } of [...reply.buttons, ...reply.cards.flatMap((card) => card.buttons)]) {
        expect(decodeAction(encodeAction(action) ?? "")).toEqual(action);
        expect((await chat.runAction(action, admin)).outcome).toBe("answer");
      }
    }
  });

  it("completes titles and queries from memory", async () => {
    const chat = await someChat();
    expect(
      (await chat.suggest("similar", "paper", "streaming long", caller)).map(({ value }) => value),
    ).toContain("arxiv:2405.16009");
    expect((await chat.suggest("paper", "query", "strea", caller)).length).toBeGreaterThan(0);
    expect((await chat.suggest("paper", "query", "", caller)).length).toBeGreaterThan(0);
  });
});
