import { describe, expect, it } from "vitest";
import { type Bot, eventually, startBot } from "../../../support/discord/bot.ts";
import type { JsonObject } from "../../../support/discord/component-rules.ts";
import { slash, written } from "../../../support/discord/interactions.ts";
import { isPrivate, seen } from "../../../support/discord/server.ts";
import {
  BOT_ID,
  BOT_USER,
  CHANNEL_ID,
  DM_CHANNEL_ID,
  FORGETFUL_CHANNEL_ID,
  QUIET_CHANNEL_ID,
} from "../../../support/discord/world.ts";

const ME = `<@${BOT_ID}>`;

/** What the bot says to a message. */
async function replyTo({ server }: Bot, message: JsonObject): Promise<JsonObject> {
  const before = server.rest.posted.length;
  server.gateway.dispatch("MESSAGE_CREATE", message);
  await eventually(() => expect(server.rest.posted).toHaveLength(before + 1));
  return server.rest.posted.at(-1) ?? {};
}

/** Resolves once everything that was dispatched before has been dealt with. */
async function settled({ server }: Bot): Promise<void> {
  await server.ask(slash("saved", {}));
}

describe("mentions", () => {
  it.each([
    [`${ME} streaming video`, "Papers about streaming video"],
    [`streaming <@!${BOT_ID}> video <:party:123> <@5> <#6>`, "Papers about streaming video party"],
    [`${ME} /paper tiny codecs count:1`, "Papers about tiny codecs"],
    [ME, "What I can do"],
    [`${ME} help`, "What I can do"],
    [`${ME} /paper video count:99`, "count must be a whole number"],
    [`${ME} /slow 0`, "That answer is only for you"],
  ])("%s -> %s", async (content, expected) => {
    const bot = await startBot();
    const question = written(content);
    const message = await replyTo(bot, question);
    expect(seen({ message })).toContain(expected);
    expect(message).toMatchObject({ channel_id: CHANNEL_ID, message_reference: { message_id: question.id } });
  });

  it("keep what is for the asker alone behind a button", async () => {
    const bot = await startBot();
    const message = await replyTo(bot, written(`${ME} /slow 0`));
    expect(seen({ message })).not.toContain("Done at last.");
    const answer = await bot.server.click({ message }, "Show my answer");
    expect(isPrivate(answer)).toBe(true);
    expect(seen(answer)).toContain("Done at last.");
  });

  it("do what changes something once, by the button", async () => {
    const bot = await startBot();
    const message = await replyTo(bot, written(`${ME} /tick`));
    expect(seen({ message })).toContain("That answer is only for you");
    expect(seen(await bot.server.click({ message }, "Show my answer"))).toContain("Ticked: 1");
  });

  it("do not answer bots, replies, roles, @everyone, or talk among others", async () => {
    const bot = await startBot();
    const ignored = [
      written(`${ME} video`, {}, { author: BOT_USER }),
      written(`${ME} video`, {}, { webhook_id: "1", author: { ...BOT_USER, id: "9" } }),
      written(`${ME} pinned`, {}, { type: 6 }),
      written("thanks!", {}, { mentions: [BOT_USER] }),
      written("<@&123456789012345678> video"),
      written("@everyone video"),
      written(""),
    ];
    for (const message of ignored) bot.server.gateway.dispatch("MESSAGE_CREATE", message);
    await settled(bot);
    expect(bot.server.rest.posted).toEqual([]);
  });

  it("stay silent, but not in the log, where the bot may not write", async () => {
    const bot = await startBot();
    bot.server.gateway.dispatch(
      "MESSAGE_CREATE",
      written(`${ME} video`, {}, { channel_id: QUIET_CHANNEL_ID }),
    );
    await settled(bot);
    expect(bot.server.requests.filter((request) => request.includes("/messages"))).toEqual([]);
    expect(bot.log.lines).toContainEqual(
      expect.objectContaining({ fields: { channel: QUIET_CHANNEL_ID, missing: ["Send Messages"] } }),
    );
  });

  it("are answered without a reply where the bot may not read what was written", async () => {
    const bot = await startBot();
    const message = await replyTo(bot, written(`${ME} video`, {}, { channel_id: FORGETFUL_CHANNEL_ID }));
    expect(seen({ message })).toContain("Papers about video");
    expect(message.message_reference).toBeUndefined();
  });

  it("are explained in the log when Discord refuses the answer", async () => {
    const bot = await startBot();
    const answer = { status: 403, body: { code: 50013, message: "Missing Permissions" } };
    bot.server.fail({ on: /POST .*messages/, answer });
    bot.server.gateway.dispatch("MESSAGE_CREATE", written(`${ME} video`));
    await eventually(() =>
      expect(bot.log.lines).toContainEqual(
        expect.objectContaining({
          level: "warn",
          message: expect.stringContaining("The bot lacks a permission"),
        }),
      ),
    );
  });

  it("wait for the rate limit instead of losing answers", async () => {
    const bot = await startBot();
    for (let turn = 0; turn < 12; turn++)
      bot.server.gateway.dispatch("MESSAGE_CREATE", written(`${ME} video`));
    await eventually(() => expect(bot.server.rest.posted).toHaveLength(12));
  });

  it("wait when Discord says 429", async () => {
    const bot = await startBot();
    const answer = {
      status: 429,
      headers: { "retry-after": "0.2" },
      body: { message: "slow down", retry_after: 0.2, global: false },
    };
    bot.server.fail({ on: /POST .*messages/, answer });
    await replyTo(bot, written(`${ME} video`));
    expect(bot.server.requests.filter((request) => request.startsWith("POST /channels"))).toHaveLength(2);
  });
});

describe("direct messages", () => {
  it.each([
    ["streaming video", "Papers about streaming video"],
    ["/saved", "Your list"],
    ["help", "What I can do"],
  ])("%s -> %s", async (content, expected) => {
    const bot = await startBot();
    const message = await replyTo(bot, written(content, { dm: true }));
    expect(seen({ message })).toContain(expected);
    expect(message.channel_id).toBe(DM_CHANNEL_ID);
  });

  it("have buttons that work in place", async () => {
    const bot = await startBot();
    const message = await replyTo(bot, written("streaming video", { dm: true }));
    const next = await bot.server.click({ message }, "Next", { dm: true });
    expect(next.steps).toEqual(["7"]);
    expect(isPrivate(next)).toBe(false);
  });
});
