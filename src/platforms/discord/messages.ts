import { type Message, MessageFlags, PermissionFlagsBits } from "discord.js";
import type { Action } from "../../chat/action.ts";
import type { Chat } from "../../chat/chat.ts";
import type { Caller } from "../../chat/command.ts";
import { buttons, note, type Reply } from "../../chat/reply.ts";
import { parseOptions } from "../../chat/text-input.ts";
import type { Logger } from "../../log.ts";
import { explain } from "./errors.ts";
import { botIsMissing } from "./permissions.ts";
import { renderReply } from "./render.ts";
import { answerLinks } from "./shared-links.ts";

/** Answers direct messages, and messages that name the bot. Never rejects. */
export function createMessageHandler(chat: Chat, log: Logger): (message: Message) => Promise<void> {
  return async (message) => {
    try {
      const line = addressedLine(message);
      if (line !== undefined) await answer(message, line, chat, log);
      else await answerLinks(message, chat);
    } catch (error) {
      const problem = explain(error);
      log.warn({ code: problem.code, channel: message.channelId }, problem.message);
    }
  };
}

/** What a message asks the bot; undefined if it is not for the bot. Nothing at all asks for help. */
function addressedLine({ author, client, content, guildId, system }: Message): string | undefined {
  if (author.bot || system) return undefined;
  const name = new RegExp(`<@!?${client.user.id}>`, "g");
  // Without the written name it is a reply, a role or @everyone: nobody means the bot by that.
  if (guildId !== null && !name.test(content)) return undefined;
  const words = content
    .replace(name, " ")
    .replace(/<a?:(\w+):\d+>/g, "$1")
    .replace(/<(@[!&]?|#)\d+>/g, " ")
    .trim();
  return words === "" ? "help" : words;
}

async function answer(message: Message, line: string, chat: Chat, log: Logger): Promise<void> {
  const { channel } = message;
  if (!channel.isSendable()) return;
  const missing = channel.isDMBased() ? [] : botIsMissing(channel);
  if (missing.length > 0) {
    log.info({ channel: channel.id, missing }, "asked where the bot may not speak");
    return;
  }
  const admin = message.member?.permissions.has(PermissionFlagsBits.ManageGuild) ?? false;
  const parent = channel.isThread() ? channel.parentId : null;
  const caller: Caller = {
    platform: "discord",
    user: message.author.id,
    admin,
    prefix: "/",
    ...(message.inGuild() && { channel: message.channelId, server: message.guildId }),
    ...(parent !== null && { parent }),
  };
  const { components, files = [] } = renderReply(await visibleAnswer(message, line, caller, chat));
  const flags = [MessageFlags.IsComponentsV2] as const;
  // A reply needs the permission to read what it replies to.
  if (
    channel.isDMBased() ||
    channel.permissionsFor(message.client.user)?.has(PermissionFlagsBits.ReadMessageHistory)
  )
    await message.reply({
      components,
      flags,
      files,
      failIfNotExists: false,
      allowedMentions: { parse: [], repliedUser: false },
    });
  else await channel.send({ components, flags, files });
}

/**
 * Plain words and help are never personal; what a command answers to its asker alone stays out of the channel. What
 * changes something is not even run, or the button would run it for a second time.
 */
async function visibleAnswer(message: Message, line: string, caller: Caller, chat: Chat): Promise<Reply> {
  const isCommand = message.guildId !== null && line.startsWith("/");
  const { command } = readCommand(line);
  if (isCommand && chat.commands.some(({ name, personal }) => personal && name === command))
    return behindButton(line, chat);
  const reply = await chat.runLine(line, caller);
  const isSecret = isCommand && reply.audience === "asker" && reply.outcome === "answer";
  return isSecret ? behindButton(line, chat) : reply;
}

/** A message cannot be private, but the answer to a button can. */
function behindButton(line: string, { commands }: Chat): Reply {
  const { command, rest } = readCommand(line);
  const options = parseOptions(rest, commands.find(({ name }) => name === command)?.options ?? []);
  const action: Action = { command, options, effect: "answer" };
  return {
    ...note("That answer is for you alone. You can also use the command itself, or write to me directly."),
    buttons: buttons({ label: "Show it to me", action }),
  };
}

function readCommand(line: string): { command: string; rest: string } {
  const [, command = "", rest = ""] = /^\/(\S+)\s*(.*)$/su.exec(line) ?? [];
  return { command: command.toLowerCase(), rest };
}
