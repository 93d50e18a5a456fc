import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Chat } from "../../src/chat/chat.ts";
import { createPlaceholder } from "../../src/chat/placeholder.ts";
import { answerOnce } from "../../src/platforms/terminal/answer-once.ts";
import type { Fetched } from "../../src/present/services.ts";
import { someApp } from "../support/app.ts";
import { eventually, startBot } from "../support/discord/bot.ts";
import { slash, written } from "../support/discord/interactions.ts";
import { seen } from "../support/discord/server.ts";
import { BOT_ID } from "../support/discord/world.ts";
import { temporaryFolder } from "../support/folder.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";
import { BOT_USER } from "../support/slack/identity.ts";
import { directMessage, mention, slashCommand } from "../support/slack/payloads.ts";
import { openWorkspace } from "../support/slack/workspace.ts";

const ID = "2601.01234";
const FETCHING = "Fetching the paper…";

/** The real chat, whose network brings one paper when it is told to. */
async function slowChat(outcome: Fetched = "stored") {
  const library = await someLibrary();
  let bring = () => {};
  const brought = new Promise<void>((resolve) => {
    bring = resolve;
  });
  const fetchPaper = async (): Promise<Fetched> => {
    await brought;
    if (outcome !== "stored") return outcome;
    const file = join(temporaryFolder(), "one.jsonl");
    writeFileSync(file, JSON.stringify({ id: ID, title: "Slow Bees", abstract: "They arrive late." }));
    await library.importFile(file, { now: () => TODAY });
    await library.refresh();
    return "stored";
  };
  const syncer = { sources: [], fetchPaper, notices: [], report: async () => ({ lines: [] }) };
  const { chat } = someApp(library, () => TODAY, { syncer });
  return { chat, bring: () => bring() };
}

describe("while a paper is fetched, Slack", () => {
  async function open(outcome?: Fetched) {
    const { chat, bring } = await slowChat(outcome);
    const lab = await openWorkspace({ chat: () => chat });
    onTestFinished(() => lab.close());
    return { lab, bring };
  }

  it.each([
    ["a direct message", () => directMessage(`abstract ${ID}`)],
    ["a mention", () => mention(`<@${BOT_USER}> abstract ${ID}`)],
  ])("shows a placeholder in answer to %s, and fills it", async (_, asked) => {
    const { lab, bring } = await open();
    await lab.send(asked());
    await lab.server.said(1);
    expect(lab.server.calls[0]).toMatchObject({ method: "chat.postMessage", args: { text: FETCHING } });
    bring();
    await lab.server.said(2);
    const [shown, filled] = lab.server.calls;
    expect(filled).toMatchObject({ method: "chat.update", args: { channel: shown?.args.channel } });
    expect(filled?.args.text).toContain("Slow Bees");
    await lab.platform.stop();
    expect(lab.server.calls).toHaveLength(2);
    expect(lab.server.refusals).toEqual([]);
  });

  it("takes the placeholder away where the answer is for its asker alone", async () => {
    const { lab, bring } = await open("unknown");
    await lab.send(mention(`<@${BOT_USER}> abstract ${ID}`));
    await lab.server.said(1);
    bring();
    await lab.server.said(3);
    expect(lab.server.calls.map(({ method }) => method)).toEqual([
      "chat.postMessage",
      "chat.delete",
      "chat.postEphemeral",
    ]);
    expect(lab.server.refusals).toEqual([]);
  });

  it("answers anew where the placeholder is gone", async () => {
    const { lab, bring } = await open();
    await lab.send(directMessage(`abstract ${ID}`));
    await lab.server.said(1);
    lab.server.failNext("chat.update", "message_not_found");
    bring();
    await lab.server.said(2);
    expect(lab.server.calls[1]).toMatchObject({ method: "chat.postMessage" });
    expect(lab.server.calls[1]?.args.text).toContain("Slow Bees");
  });

  it("shows whoever used a command that it is on its way, then the answer", async () => {
    const { lab, bring } = await open();
    await lab.send(slashCommand("/paper", ID, lab.url()));
    await lab.server.said(1);
    expect(lab.server.responses[0]?.body).toMatchObject({ text: FETCHING, response_type: "ephemeral" });
    bring();
    await lab.server.said(2);
    expect(lab.server.responses[1]?.body.text).toContain("Slow Bees");
  });
});

describe("while a paper is fetched, Discord", () => {
  async function open(outcome?: Fetched) {
    const { chat, bring } = await slowChat(outcome);
    return { bot: await startBot({ chat }), bring };
  }

  it("says so in the placeholder of a command, and fills it", async () => {
    const { bot, bring } = await open();
    const asked = bot.server.ask(slash("paper", { query: ID }));
    const patches = () => bot.server.requests.filter((request) => request.startsWith("PATCH /webhooks"));
    await eventually(() => expect(patches()).toHaveLength(1));
    bring();
    const answer = await asked;
    await eventually(() => expect(patches()).toHaveLength(2));
    expect(answer.steps[0]).toBe("5");
  });

  it.each([
    ["a direct message", true, `abstract ${ID}`],
    ["a mention", false, `<@${BOT_ID}> paper ${ID}`],
  ])("shows a placeholder in answer to %s, and fills it", async (_, dm, line) => {
    const { bot, bring } = await open();
    bot.server.gateway.dispatch("MESSAGE_CREATE", written(line, { dm }));
    await eventually(() => expect(bot.server.rest.posted).toHaveLength(1));
    const [message = {}] = bot.server.rest.posted;
    expect(seen({ message })).toContain(FETCHING);
    bring();
    await eventually(() => expect(seen({ message: bot.server.rest.posted[0] ?? {} })).toContain("Slow Bees"));
    expect(bot.server.rest.posted).toHaveLength(1);
  });
});

it("while a paper is fetched, the terminal says so", async () => {
  const { chat, bring } = await slowChat();
  const errors = sink(true);
  const output = sink(false);
  const asked = answerOnce(chat, `/abstract ${ID}`, { output, errors, env: {} });
  await eventually(() => expect(errors.text()).toBe(`${FETCHING}\n`));
  bring();
  expect(await asked).toBe(0);
  expect(output.text()).toContain("Slow Bees");
});

it("nobody is told to ask again when a paper comes late, or not at all", async () => {
  for (const outcome of ["fetching", "unknown", "unreachable", "busy"] as const) {
    const { chat, bring } = await slowChat(outcome);
    bring();
    const { text } = await ask(chat);
    expect(text).toContain(ID);
    expect(text).not.toMatch(/\bagain\b/i);
  }
});

describe("a placeholder", () => {
  it("is not shown for what is quick, nor twice, nor after the end", async () => {
    const shown: string[] = [];
    const show = async (words: string) => shown.push(words);
    const quick = createPlaceholder(show, 10);
    quick.working("quick");
    expect(await quick.end()).toBeUndefined();
    quick.working("too late");
    const slow = createPlaceholder(show, 10);
    slow.working("slow");
    slow.working("slower");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await slow.end()).toBe(1);
    expect(shown).toEqual(["slow"]);
  });

  it("that cannot be shown is none", async () => {
    const failing = createPlaceholder(async () => Promise.reject(new Error("no")), 1);
    failing.working("slow");
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await failing.end()).toBeUndefined();
  });
});

function ask(chat: Chat) {
  return chat.runText("abstract", ID, { platform: "fake", user: "U1", admin: false, prefix: "/" });
}

function sink(isTTY: boolean) {
  const written: string[] = [];
  const stream = new PassThrough();
  stream.on("data", (chunk) => written.push(String(chunk)));
  return Object.assign(stream, { isTTY, text: () => written.join("") });
}
