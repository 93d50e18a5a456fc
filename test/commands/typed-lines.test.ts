import { beforeEach, describe, expect, it } from "vitest";
import type { Chat } from "../../src/chat/chat.ts";
import type { Caller } from "../../src/chat/command.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { someApp } from "../support/app.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";

let chat: Chat;
beforeEach(async () => {
  chat = someApp(await someLibrary(), () => TODAY).chat;
});

function say(line: string): Promise<Reply> {
  return chat.runLine(line, {
    platform: "test",
    user: "U1",
    channel: "C1",
    server: "S1",
    admin: true,
    prefix: "/",
  });
}
const labels = ({ buttons }: Reply) => buttons.map(({ label }) => label);

describe("what people type that asks for no papers", () => {
  it.each([
    ["hello", "Hello."],
    ["Hey there Paperboy!", "Hello."],
    ["good morning", "Hello."],
    ["thanks!", "You're welcome."],
    ["thanks for the papers :)", "You're welcome."],
    ["who are you?", "I'm a bot that finds research papers"],
    ["what can you do?", "Type a topic"],
    ["ok", "I'm here when you want papers."],
    ["lol", "I'm here when you want papers."],
    ["🎉", "I'm here when you want papers."],
    ["bye", "Bye for now."],
    ["???", "I didn't get that."],
  ])("%j gets one friendly line, where it was said", async (line, text) => {
    const reply = await say(line);
    expect(reply).toMatchObject({ outcome: "answer", audience: "conversation", cards: [] });
    expect(reply.text).toMatch(new RegExp(`^${text}`));
    expect(reply.text?.split("\n")).toHaveLength(1);
  });

  it("is searched for where the command for that was named", async () => {
    expect((await say("/paper hello")).text).toContain("“hello”");
  });

  it.each(["qwertzuiop", "asdf", "xkcdqq zzzt"])("%j gets what to type, and no topics", async (line) => {
    const reply = await say(line);
    expect(reply.text).toBe(
      `Nothing matches “${line}”. Try fewer or more general words, part of a title, or a link to a paper.`,
    );
    expect(reply).toMatchObject({ cards: [], buttons: [] });
  });
});

describe("questions", () => {
  it.each([
    ["hello world model", "hello world model"],
    ["thanks to attention", "thanks to attention"],
    ["who are the authors of attention is all you need", "who are the authors of attention is all you need"],
    ["what are state space models", "what are state space models"],
    ["help me find papers on pruning", "pruning"],
    ["hi-res diffusion", "hi-res diffusion"],
    ["stop words", "stop words"],
    ["top tagging", "top tagging"],
    ["follow the leader", "follow the leader"],
    ["paper folding", "paper folding"],
    ["history of deep learning", "history of deep learning"],
    ["save energy in data centers", "save energy in data centers"],
    ["similar images", "similar images"],
  ])("%j is searched for", async (line, query) => {
    const reply = await say(line);
    expect(reply.text).toContain(`“${query}”`);
    expect(reply.text).not.toContain("Did you mean");
  });
});

describe("an entry of a bibliography", () => {
  it.each([
    "@article{zhang2024,\n  title = {Something Else},\n  eprint = {2405.16009},\n  doi = {10.1145/1234567}\n}",
    "@misc{x, url={https://arxiv.org/abs/2405.16009v2}, year=2024}",
    "@inproceedings{q,\n  booktitle = {NeurIPS},\n  title = {{Streaming} Long Video Understanding with Large Language Models},\n}",
    '@article(x, title = "Streaming Long Video Understanding with Large Language Models")',
  ])("%j is its paper", async (entry) => {
    expect((await say(entry)).cards[0]?.paper).toBe("arxiv:2405.16009");
  });

  it("is read in no time, however it goes on", async () => {
    const start = performance.now();
    await say(`@article{x, title = {${"{a} ".repeat(4000)}`);
    await say(`@article{x, ${"title = ".repeat(2400)}`);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe("commands as words", () => {
  it.each([
    ["subscribe streaming video", "streaming video"],
    ["Subscribe to streaming video", "streaming video"],
    ["/paper subscribe streaming video", "streaming video"],
    ["follow streaming video", "streaming video"],
  ])("%j is searched for, and asks whether the command was meant", async (line, input) => {
    const reply = await say(line);
    expect(reply.text).toMatch(new RegExp(`^Did you mean /\\S+( \\S+)? ${input}\\?\n\nPapers on “`));
    expect(reply.cards.length).toBeGreaterThan(0);
    const [button] = reply.buttons;
    expect(button?.label).toMatch(/^Run \//);
    expect(button?.action.effect).toBe("answer");
    expect(Object.values(button?.action.options ?? {})).toEqual([input]);
    expect(
      (
        await chat.runAction(button?.action, {
          platform: "test",
          user: "U1",
          channel: "C1",
          server: "S1",
          admin: true,
          prefix: "/",
        })
      ).outcome,
    ).toBe("answer");
  });

  it.each(["top", "today", "saved", "foryou", "status", "privacy", "Top ", "unsubscribe"])(
    "%j alone offers to run it, without papers that only happen to have the word",
    async (line) => {
      const reply = await say(line);
      expect(reply.text).toMatch(/^Did you mean \/[a-z]+( [a-z]+)?\?$/);
      expect(reply.cards).toEqual([]);
      expect(labels(reply)).toEqual([expect.stringMatching(/^Run \//)]);
    },
  );

  it("alone are told with what they need", async () => {
    expect(await say("save")).toMatchObject({ text: "Did you mean /save <paper>?", buttons: [], cards: [] });
  });

  it("are asked about once, on the first page", async () => {
    const reply = await say("/paper subscribe streaming video page:2");
    expect(reply.text).toMatch(/^Papers on/);
  });
});

describe("what else people say to a bot", () => {
  it.each([
    "good morning everyone",
    "ok cool",
    "lol",
    "🙏",
    "are you a bot?",
    "what can you do",
    "who made you?",
    "ping",
    "nice, thank you so much!",
    "never mind",
    "how's it going?",
    "see you tomorrow",
    "hey paperboy are you there",
    "pls send papers",
    "that's awesome",
  ])("%j gets a line and no papers", async (line) => {
    const reply = await say(line);
    expect(reply).toMatchObject({ outcome: "answer", cards: [] });
    expect(reply.text).not.toContain("Nothing matches");
  });

  it.each([
    ["can you find me papers about video transformers?", "video transformers"],
    ["any good papers on streaming video lately?", "streaming video"],
    ["what is attention?", "what is attention?"],
    ["hello world models", "hello world models"],
    ["hi res video generation", "hi res video generation"],
    ["help with long-context video understanding", "help with long-context video understanding"],
    ["top-k sampling", "top-k sampling"],
    ["status of graph neural networks", "status of graph neural networks"],
    ["save the planet with machine learning", "save the planet with machine learning"],
    ["export controls on AI chips", "export controls on AI chips"],
    ["test-time adaptation", "test-time adaptation"],
    ["thanks to attention, transformers scale", "thanks to attention, transformers scale"],
    ["who are the authors of diffusion models", "who are the authors of diffusion models"],
    [
      "how do you stop a language model from hallucinating",
      "how do you stop a language model from hallucinating",
    ],
    ["follow up work on mamba", "follow up work on mamba"],
    ["the top papers on pruning", "pruning"],
    ["who presents the best results on video", "who presents the best results on video"],
    ["pause tokens", "pause tokens"],
    ["stop gradient", "stop gradient"],
  ])("%j is searched for, and is no command", async (line, query) => {
    const reply = await say(line);
    expect(reply.text).toMatch(/^(?:Papers on|Nothing matches) /);
    expect(reply.text).toContain(`“${query}”`);
  });

  it.each([
    "have you read https://arxiv.org/abs/2405.16009 yet?",
    "arxiv.org/abs/2405.16009v2 is great",
    "thx for 2405.16009",
  ])("%j is that paper", async (line) => {
    expect((await say(line)).cards.map(({ paper }) => paper)).toEqual(["arxiv:2405.16009"]);
  });

  it.each([
    ["stop", "/daily stop"],
    ["unsubscribe", "/daily stop"],
    ["cancel the subscription", "/daily stop"],
    ["please stop posting papers", "/daily stop"],
    ["pause the daily paper", "/daily pause"],
    ["can you pause our daily posts?", "/daily pause"],
    ["please subscribe to streaming video", "/daily subscribe streaming video"],
    ["show me my saved papers", "/saved"],
    ["list my bookmarks", "/saved"],
    ["what's today's paper?", "/today"],
    ["show me the top papers", "/top"],
    ["what do I follow?", "/follow list"],
    ["who presents next?", "/club show"],
    ["whose turn is it?", "/club show"],
  ])("%j offers %s", async (line, command) => {
    const reply = await say(line);
    expect(reply.text?.split("\n")[0]).toBe(`Did you mean ${command}?`);
    expect(labels(reply)[0]).toMatch(/^Run \//);
  });
});

describe("words about the last answer", () => {
  const other: Caller = {
    platform: "test",
    user: "U2",
    channel: "C1",
    server: "S1",
    admin: true,
    prefix: "/",
  };

  it.each(["next", "Next page", "more", "/next", "show more!"])(
    "%j turns the page of the last list",
    async (word) => {
      const first = await say("the");
      expect(first.footer ?? first.text).toBeDefined();
      const list = await say("/paper the count:2");
      const [one] = list.cards;
      // What was asked between is no list.
      await say("open 2");
      const second = await say(word);
      expect(second.cards).toHaveLength(2);
      expect(second.cards[0]?.title).not.toBe(one?.title);
      expect((await say("back")).cards[0]?.title).toBe(one?.title);
      expect(await say("previous")).toMatchObject({ outcome: "usage", text: "There is no previous page." });
    },
  );

  it("are each asker's own, and say where there is no list", async () => {
    await say("/paper the count:2");
    const missing = await chat.runLine("next", other);
    expect(missing).toMatchObject({
      outcome: "usage",
      text: "There is no list to page through. Search first.",
    });
    expect((await say("next token prediction")).text).toContain("“next token prediction”");
  });

  it("undo the last thing that can be undone, once", async () => {
    expect((await say("undo")).text).toBe("There is nothing to undo.");
    await say("/follow add goats");
    await say("/paper the count:2");
    expect((await chat.runLine("undo", other)).text).toBe("There is nothing to undo.");
    expect((await say("undo that")).text).toContain("You stopped following the topic “goats”");
    expect((await say("undo")).text).toContain("You now follow the topic “goats”");
    await say("/daily subscribe goats");
    await say("/daily stop");
    expect((await say("undo")).text).toContain("Restored. This channel gets 1 paper");
  });

  it("name the command that they run, so that rights are looked up for it, and nothing is run in public", async () => {
    await say("/daily subscribe goats");
    await say("/daily stop");
    const naming = { prefix: "/" };
    expect(chat.meantBy("undo", naming)).toBeUndefined();
    expect(chat.meantBy("undo", { ...naming, platform: "test", user: "U1", channel: "C1" })).toMatchObject({
      spec: { name: "daily restore", admin: true, personal: true },
      isCommand: true,
    });
    expect(chat.meantBy("pause", naming)?.spec.name).toBe("daily pause");
  });
});

describe("words about a channel's papers", () => {
  it.each([
    ["pause", "daily pause"],
    ["Resume", "daily resume"],
    ["stop", "daily stop"],
    ["unsubscribe", "daily stop"],
  ])("%j asks whether a command was meant, and runs nothing", async (word, command) => {
    await say("/daily subscribe goats");
    const reply = await say(word);
    expect(reply).toMatchObject({ text: `Did you mean /${command}?`, cards: [] });
    expect(reply.buttons.map(({ action }) => action.command)).toEqual([command]);
    expect((await say("/daily")).cards[0]?.body).toContain("1 paper every weekday");
  });

  it("say where to go in private, and who may", async () => {
    const alone: Caller = { platform: "test", user: "U1", admin: true, prefix: "/" };
    expect((await chat.runLine("stop", alone)).text).toBe(
      "Run /daily stop in the channel you want to change.",
    );
    const member: Caller = { ...alone, channel: "C1", server: "S1", admin: false };
    expect((await chat.runLine("pause", member)).text).toContain(
      "Only channel managers can use /daily pause",
    );
  });
});
