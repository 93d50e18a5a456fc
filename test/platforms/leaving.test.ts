import { describe, expect, it, onTestFinished } from "vitest";
import type { Chat } from "../../src/chat/chat.ts";
import type { LeftServer } from "../../src/chat/unasked/server-watch.ts";
import { createSampleChat } from "../support/chat/sample-chat.ts";
import { eventually, startBot } from "../support/discord/bot.ts";
import { slash } from "../support/discord/interactions.ts";
import { CHANNEL_ID, GUILD_ID, guildOf } from "../support/discord/world.ts";
import { slashCommand, tokensRevoked, uninstalled } from "../support/slack/payloads.ts";
import { openWorkspace } from "../support/slack/workspace.ts";

/** A chat that notes which servers it is told to forget. */
function forgetful() {
  const left: LeftServer[] = [];
  const joined: string[] = [];
  const present: (readonly string[])[] = [];
  const belongs: ((channel: string) => string | undefined)[] = [];
  const { chat } = createSampleChat();
  const listening: Chat = {
    ...chat,
    async left(server) {
      left.push(server);
    },
    async joined({ server }) {
      joined.push(server);
    },
    async present(platform, servers, { serverOf }) {
      present.push([platform, ...servers]);
      belongs.push(serverOf);
    },
  };
  return { left, joined, present, belongs, chat: listening };
}

describe("being removed from a Discord server", () => {
  it("has it forgotten with its channels, and an outage does not", async () => {
    const { chat, left } = forgetful();
    const { server } = await startBot({ chat });
    server.gateway.dispatch("GUILD_DELETE", { id: "200000000000000077", unavailable: true });
    await server.ask(slash("paper", { query: "bees" }));
    expect(left).toEqual([]);
    server.gateway.dispatch("GUILD_DELETE", { id: GUILD_ID });
    await eventually(() => expect(left).toHaveLength(1));
    expect(left).toEqual([
      { platform: "discord", server: GUILD_ID, channels: expect.arrayContaining([CHANNEL_ID]) },
    ]);
  });
});

describe("the servers that the bot is in", () => {
  it("are told at the start in Discord, and one that adds it when it does", async () => {
    const { chat, joined, present, belongs } = forgetful();
    const { server } = await startBot({ chat });
    expect(present).toEqual([["discord", GUILD_ID]]);
    expect([CHANNEL_ID, "200000000000000099"].map((channel) => belongs[0]?.(channel))).toEqual([
      GUILD_ID,
      undefined,
    ]);
    expect(joined).toEqual([]);
    server.gateway.dispatch("GUILD_CREATE", guildOf("200000000000000078", new Date()));
    await eventually(() => expect(joined).toEqual(["200000000000000078"]));
  });

  it("are told at the start in Slack", async () => {
    const { chat, present, belongs } = forgetful();
    const lab = await openWorkspace({ chat: () => chat });
    onTestFinished(() => lab.close());
    expect(present).toEqual([["slack", "T1"]]);
    expect(belongs[0]?.("C1")).toBe("T1");
  });
});

describe.each([{ http: false }, { http: true }])("being uninstalled in Slack, %j", ({ http }) => {
  it("has the workspace forgotten, and a person's token does not", async () => {
    const { chat, left } = forgetful();
    const lab = await openWorkspace({ chat: () => chat, http });
    onTestFinished(() => lab.close());
    await lab.send(tokensRevoked({ oauth: ["U1"] }));
    await lab.send(slashCommand("/paper", "the end", lab.url()));
    await lab.server.said(1);
    expect(left).toEqual([]);
    await lab.send(tokensRevoked({ bot: ["UBOT"] }));
    await lab.send(uninstalled());
    await eventually(() => expect(left).toHaveLength(2));
    expect(left[0]).toEqual({ platform: "slack", server: "T1" });
    expect(left[1]).toEqual(left[0]);
  });
});
