import { describe, expect, it } from "vitest";
import type { Chat } from "../../../src/chat/chat.ts";
import type { Caller } from "../../../src/chat/command.ts";
import { eventually, startBot } from "../../support/discord/bot.ts";
import { createSampleChat } from "../../support/discord/chat.ts";
import { slash, written } from "../../support/discord/interactions.ts";
import { BOT_ID, CHANNEL_ID, DM_CHANNEL_ID, GUILD_ID, snowflake } from "../../support/discord/world.ts";

/** A chat that remembers who asked. */
function attentive(): { chat: Chat; callers: Caller[] } {
  const chat = createSampleChat();
  const callers: Caller[] = [];
  const note = <Result>(caller: Caller, result: Result): Result => {
    callers.push(caller);
    return result;
  };
  return {
    callers,
    chat: {
      ...chat,
      run: (command, options, caller) => note(caller, chat.run(command, options, caller)),
      runLine: (line, caller) => note(caller, chat.runLine(line, caller)),
      runAction: (action, caller) => note(caller, chat.runAction(action, caller)),
    },
  };
}

const HERE = { channel: CHANNEL_ID, server: GUILD_ID };

describe("a command", () => {
  it("knows the channel of a slash command and of a button", async () => {
    const { chat, callers } = attentive();
    const { server } = await startBot({ chat });
    const answer = await server.ask(slash("paper", { query: "video" }));
    await server.click(answer, "Next");
    expect(callers).toEqual([expect.objectContaining(HERE), expect.objectContaining(HERE)]);
  });

  it("knows the channel of a mention", async () => {
    const { chat, callers } = attentive();
    const { server } = await startBot({ chat });
    server.gateway.dispatch("MESSAGE_CREATE", written(`<@${BOT_ID}> video`));
    await eventually(() => expect(callers).toEqual([expect.objectContaining(HERE)]));
    await eventually(() => expect(server.rest.posted).toHaveLength(1));
  });

  it("knows the channel of a thread", async () => {
    const { chat, callers } = attentive();
    const { server } = await startBot({ chat });
    const thread = { id: snowflake(), guild_id: GUILD_ID, parent_id: CHANNEL_ID, type: 11, name: "Bees" };
    const asked = slash("paper", { query: "video" });
    await server.ask({ ...asked, channel_id: thread.id, channel: thread });
    server.gateway.dispatch("THREAD_CREATE", thread);
    const mention = written(`<@${BOT_ID}> video`, {}, { channel_id: thread.id, channel_type: 11 });
    server.gateway.dispatch("MESSAGE_CREATE", mention);
    await eventually(() => expect(callers).toHaveLength(2));
    const inThread = expect.objectContaining({ channel: thread.id, parent: CHANNEL_ID, server: GUILD_ID });
    expect(callers).toEqual([inThread, inThread]);
  });

  it("knows of no channel in direct messages", async () => {
    const { chat, callers } = attentive();
    const { server } = await startBot({ chat });
    server.gateway.dispatch("MESSAGE_CREATE", written("video", { dm: true }));
    await eventually(() => expect(server.rest.posted).toHaveLength(1));
    expect(server.rest.posted[0]?.channel_id).toBe(DM_CHANNEL_ID);
    expect(callers[0]).not.toHaveProperty("channel");
    await server.ask(slash("paper", { query: "video" }, { dm: true }));
    expect(callers[1]).not.toHaveProperty("channel");
  });
});
