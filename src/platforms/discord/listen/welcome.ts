import { type Guild, MessageFlags } from "discord.js";
import type { Chat } from "../../../chat/chat.ts";
import type { Reply } from "../../../chat/reply.ts";
import type { Logger } from "../../../log.ts";
import { whatToType } from "../client.ts";
import { explain } from "../errors.ts";
import { botIsMissing } from "../permissions.ts";
import { renderReply } from "../render.ts";

/** A server that the bot joined longer ago only came back: after an outage, or on a reconnect. */
const JUST_JOINED_MS = 10 * 60_000;

/** Says hello in a server that has just added the bot, in the channel that the server has for such things. */
export function createWelcome(chat: Chat, log: Logger, now: () => number): (guild: Guild) => Promise<void> {
  return async (guild) => {
    if (now() - guild.joinedTimestamp > JUST_JOINED_MS) return;
    const channel = guild.systemChannel;
    const missing = channel ? botIsMissing(channel) : [];
    log.info(
      { guild: guild.id, welcomed: channel !== null && missing.length === 0, missing },
      "added to a server",
    );
    if (!channel || missing.length > 0) return;
    try {
      const { components } = renderReply(hello(chat));
      await channel.send({ components, flags: [MessageFlags.IsComponentsV2] });
    } catch (error) {
      const problem = explain(error);
      log.warn({ code: problem.code, guild: guild.id }, problem.message);
    }
  };
}

function hello(chat: Chat): Reply {
  const menu = chat.commands.find(({ onMessage }) => onMessage !== undefined)?.onMessage?.label;
  const lines = [
    "Hello! I find research papers.",
    `Type ${whatToType(chat)}, or say my name and what you look for.`,
    menu === undefined ? "" : `On any message, the menu Apps has “${menu}”.`,
    chat.commands.some(({ name }) => name === "help") ? "/help shows everything I can do." : "",
  ];
  const text = lines.filter(Boolean).join("\n");
  return { outcome: "answer", audience: "everyone", text, cards: [], buttons: [] };
}
