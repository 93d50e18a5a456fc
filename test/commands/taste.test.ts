import { beforeEach, describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import { createServices } from "../../commands/services.ts";
import { type Chat, createChat } from "../../src/chat/chat.ts";
import type { Caller } from "../../src/chat/command.ts";
import { createLogger } from "../../src/log.ts";
import { createClock } from "../support/clock.ts";
import { someLibrary, TODAY } from "../support/library.ts";

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
let clock: ReturnType<typeof createClock>;

beforeEach(async () => {
  clock = createClock(TODAY.toISOString());
  const services = createServices(await someLibrary(), clock.now);
  chat = createChat({ commands, services, log: createLogger("silent"), cooldown: { take: () => 0 } });
});

async function say(line: string, caller = ann): Promise<string> {
  clock.advance(60_000);
  const reply = await chat.runLine(line, caller);
  expect(reply.audience).toBe("asker");
  return reply.text ?? "";
}

describe("/vote", () => {
  it("counts one vote a person, says how the paper stands, and how to take it back", async () => {
    expect(await say("/vote 2405.16009 up")).toBe(
      `You said that “${TITLE}” is for us. Votes here: 1 for it.`,
    );
    expect(await say(`/vote ${ID} down`, bob)).toContain("Votes here: 1 for it, 1 against.");
    expect(await say("/vote 2405.16009 vote:down")).toContain("You changed your mind");
    expect(await say("/vote 2405.16009 down")).toBe(
      `You took back your vote on “${TITLE}”. Votes here: 1 against.`,
    );
    expect(await say("/vote 2405.16009 none")).toContain("You have no vote on");
  });

  it("undoes by its button what the press of another has done", async () => {
    const [card] = (await chat.runLine("/paper streaming long video", ann)).cards;
    const press = card?.buttons.find(({ action }) => action.command === "vote")?.action;
    const reply = await chat.runAction(press, ann);
    expect(reply).toMatchObject({ audience: "asker", cards: [] });
    expect(reply.text).toContain("1 for it");
    expect((await chat.runAction(reply.buttons[0]?.action, ann)).text).toContain("You took back");
  });

  it.each([
    ["/vote 2405.16009", "vote is one of up, down, none"],
    ["/vote up", "paper is missing"],
    ["/vote 2301.99999 up", "The library does not have 2301.99999"],
    ["/vote title:0123456789abcdef up", "does not have that paper any more"],
  ])("explains %s", async (line, hint) => {
    expect(await say(line)).toContain(hint);
  });

  it("asks which of several papers is meant, and takes the answer", async () => {
    const reply = await chat.runLine("/vote architecture search up", ann);
    expect(reply.text).toContain("Which one");
    expect((await chat.runAction(reply.cards[0]?.buttons[0]?.action, ann)).text).toContain("1 for it");
  });
});

describe("/save", () => {
  it("keeps a paper for a person until it is taken off", async () => {
    expect(await say("/save 2405.16009")).toBe(`Saved for you: “${TITLE}”.`);
    expect(await say("/save 2405.16009")).toContain("already");
    expect(await say("/save 2405.16009", bob)).toContain("Saved for you");
    expect(await say("/unsave 2405.16009")).toContain("No longer saved");
    expect(await say("/unsave 2405.16009")).toContain("had not saved");
  });
});
