import { beforeEach, describe, expect, it } from "vitest";
import type { Chat } from "../../src/chat/chat.ts";
import type { Caller } from "../../src/chat/command.ts";
import { plainText, type Reply } from "../../src/chat/reply.ts";
import { someApp } from "../support/app.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";

let chat: Chat;
beforeEach(async () => {
  chat = someApp(await someLibrary(), () => TODAY).chat;
});

let users = 0;
function someone(): Caller {
  users += 1;
  return { platform: "test", user: `U${users}`, channel: "C1", server: "S1", admin: false, prefix: "/" };
}

async function afterList(query: string): Promise<{ list: Reply; say: (line: string) => Promise<string> }> {
  const caller = someone();
  const list = await chat.runLine(query, caller);
  return { list, say: async (line) => plainText(await chat.runLine(line, caller)) };
}

describe("a number in a line", () => {
  it.each([
    "/abstract 2",
    "/save 2",
    "/vote 2 up",
    "/vote #2 down",
    "/similar 2",
    "save 2",
    "Save #2!",
    "open 2",
    "abstract 2",
    "similar to 2",
    "similar 2",
    "more like number 2",
    "vote 2 up",
    "upvote 2",
  ])("%j means the paper with that number in the last list", async (line) => {
    const { list, say } = await afterList("streaming video");
    expect(await say(line)).toContain(list.cards[1]?.title);
  });

  it("goes on meaning it after one paper was opened, and means the new list after the next", async () => {
    const { list, say } = await afterList("streaming video");
    await say("open 1");
    expect(await say("open 3")).toContain(list.cards[2]?.title);
    const { list: next, say: sayNext } = await afterList("similar to 2405.16009");
    expect(await sayNext("open 2")).toContain(next.cards[1]?.title);
  });

  it("is asked back where there is no list, or a shorter one, and teaches nothing", async () => {
    for (const line of ["/save 2", "/vote 2 up", "/abstract 2", "similar to 3"])
      expect(plainText(await chat.runLine(line, someone()))).toMatch(/^Which paper\? Search first/);
    const { say } = await afterList("streaming video");
    expect(await say("/vote 9 up")).toBe("Which paper? Your last list has papers 1 to 5 only.");
  });

  it("too long for a list is no part of a title either", async () => {
    expect(plainText(await chat.runLine("/abstract 2024", someone()))).toContain("No title");
  });

  it("in other words is searched for", async () => {
    for (const line of ["open 3d vision", "save 2 watts", "llama 2", "similar to yolo 3"])
      expect((await chat.runLine(line, someone())).text).toContain(`“${line}”`);
  });
});

describe("a link behind a word for a command", () => {
  it.each(["similar to https://arxiv.org/abs/2405.16009", "papers like 2405.16009"])("%j", async (line) => {
    const reply = await chat.runLine(line, someone());
    expect(reply.text).toMatch(/^Papers similar to “/);
  });
});
