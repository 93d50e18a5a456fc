import { describe, expect, it, onTestFinished } from "vitest";
import { createChat } from "../../src/chat/chat.ts";
import { note, type Reply } from "../../src/chat/reply.ts";
import type { ObservedMessage } from "../../src/chat/unasked/unasked.ts";
import { createLogger } from "../../src/log.ts";
import { sampleCommands } from "../support/chat/sample-chat.ts";
import { eventually, startBot } from "../support/discord/bot.ts";
import type { JsonObject } from "../support/discord/component-rules.ts";
import { refusal } from "../support/discord/http.ts";
import { written } from "../support/discord/interactions.ts";
import type { DiscordServer } from "../support/discord/server.ts";
import { CHANNEL_ID, GUILD_ID, QUIET_CHANNEL_ID } from "../support/discord/world.ts";
import { linkShared } from "../support/slack/payloads.ts";
import { openWorkspace } from "../support/slack/workspace.ts";

const LINK = "https://arxiv.org/abs/2405.16009";
const REPLY: Reply = {
  ...note("This paper has been here before."),
  audience: "everyone",
  cards: [{ title: "Bees @everyone", url: LINK, facts: [], buttons: [] }],
};

/** A chat that has something to say to every link, and notes down what it saw. */
function listening(reply: Reply | undefined = REPLY) {
  const observed: ObservedMessage[] = [];
  const chat = createChat({
    commands: sampleCommands,
    services: { runs: [] },
    log: createLogger("silent"),
    cooldown: { take: () => 0 },
    observe: async (one) => {
      observed.push(one);
      return reply;
    },
  });
  return { chat, observed };
}

/** Lets somebody write a message. */
function say(server: DiscordServer, message: JsonObject): void {
  server.rest.posted.push(message);
  server.gateway.dispatch("MESSAGE_CREATE", message);
}

describe("a link in Discord", () => {
  it("is answered in the thread of its message", async () => {
    const { chat, observed } = listening();
    const { server } = await startBot({ chat, discord: { readLinks: true } });
    const message = written(`have you seen ${LINK} ?`);
    say(server, message);
    await eventually(() => expect(server.rest.posted).toHaveLength(2));
    expect(server.rest.posted[1]?.channel_id).toBe(message.id);
    expect(server.rest.channels.threads.get(String(message.id))).toMatchObject({ name: "Bees @everyone" });
    expect(observed).toEqual([
      {
        platform: "discord",
        server: GUILD_ID,
        channel: CHANNEL_ID,
        message: message.id,
        text: `have you seen ${LINK} ?`,
      },
    ]);
  });

  it("is not looked into where the bot may not answer, from bots, or without a link", async () => {
    const { chat, observed } = listening();
    const { server } = await startBot({ chat, discord: { readLinks: true } });
    server.gateway.dispatch("MESSAGE_CREATE", written(LINK, {}, { channel_id: QUIET_CHANNEL_ID }));
    const bot = { id: "777777777777777777", username: "other", discriminator: "0", avatar: null, bot: true };
    server.gateway.dispatch("MESSAGE_CREATE", written(LINK, {}, { author: bot }));
    server.gateway.dispatch("MESSAGE_CREATE", written("2405.16009 is good"));
    say(server, written(LINK));
    await eventually(() => expect(server.rest.posted).toHaveLength(2));
    expect(observed).toHaveLength(1);
  });

  it("is answered below the message where no thread can be opened", async () => {
    const { chat } = listening();
    const { server } = await startBot({ chat, discord: { readLinks: true } });
    server.fail({ on: /POST .*\/threads$/, answer: refusal(403, 50013, "Missing Permissions") });
    const message = written(LINK);
    say(server, message);
    await eventually(() => expect(server.rest.posted).toHaveLength(2));
    expect(server.rest.posted[1]).toMatchObject({ channel_id: CHANNEL_ID });
  });

  it("needs an intent that is only asked for where it is wanted", async () => {
    const MESSAGE_CONTENT = 1 << 15;
    for (const readLinks of [false, true]) {
      const { server } = await startBot({ discord: { readLinks } });
      const intents = Number(server.gateway.identifies[0]?.intents);
      expect((intents & MESSAGE_CONTENT) !== 0).toBe(readLinks);
    }
  });
});

describe("a link in Slack", () => {
  async function workspace(reply?: Reply) {
    const { chat, observed } = listening(reply);
    const unfurl = { command: "paper", domains: ["arxiv.org"] };
    const lab = await openWorkspace({ chat: () => chat, unfurl });
    onTestFinished(async () => {
      await lab.close();
      expect(lab.server.refusals).toEqual([]);
    });
    return { lab, observed };
  }

  it("is answered in the thread of its message", async () => {
    const { lab, observed } = await workspace();
    await lab.send(linkShared([LINK]));
    await lab.server.said(1);
    expect(lab.server.calls[0]).toMatchObject({
      method: "chat.postMessage",
      args: { channel: "C1", thread_ts: "8.8", unfurl_links: "false" },
    });
    expect(observed).toMatchObject([
      { platform: "slack", server: "T1", channel: "C1", message: "8.8", text: LINK },
    ]);
  });

  it("is left alone while it is being written", async () => {
    const { lab, observed } = await workspace();
    await lab.send(linkShared([LINK], { channel: "COMPOSER", unfurl_id: "C.1", source: "composer" }));
    await lab.platform.stop();
    expect(observed).toEqual([]);
    expect(lab.server.calls).toEqual([]);
  });
});
