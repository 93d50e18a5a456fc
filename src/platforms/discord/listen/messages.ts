import { type Message, MessageFlags, PermissionFlagsBits } from "discord.js";
import type { Action } from "../../../chat/action.ts";
import type { Chat, Meant } from "../../../chat/chat.ts";
import type { Caller } from "../../../chat/command.ts";
import type { Managers } from "../../../chat/managers.ts";
import { createPlaceholder } from "../../../chat/placeholder.ts";
import { isFirst } from "../../../chat/replicas/handled.ts";
import { buttons, note, type Reply } from "../../../chat/reply.ts";
import { messageOf } from "../../../errors.ts";
import type { Logger } from "../../../log.ts";
import type { MessageBody } from "../components.ts";
import { explain } from "../errors.ts";
import { botIsMissing } from "../permissions.ts";
import { renderReply } from "../render.ts";
import type { ReadFiles } from "./attachment.ts";
import { DISCORD_CALLER } from "./place.ts";
import { rightsOfMessage } from "./rights.ts";
import { answerLinks } from "./shared-links.ts";

interface Context {
  readonly chat: Chat;
  readonly log: Logger;
  readonly readFiles: ReadFiles;
  readonly managers: Managers;
}

/** Answers direct messages, and messages that name the bot. Never rejects. */
export function createMessageHandler(
  chat: Chat,
  log: Logger,
  readFiles: ReadFiles,
  managers: Managers,
): (message: Message) => Promise<void> {
  const context: Context = { chat, log, readFiles, managers };
  return async (message) => {
    try {
      const line = addressedLine(message);
      if (line !== undefined) await answer(message, line, context);
      else await answerLinks(message, chat);
    } catch (error) {
      const problem = explain(error);
      log.warn({ code: problem.code, channel: message.channelId }, problem.message);
    }
  };
}

/** What a message asks the bot, possibly nothing; undefined if it is not for the bot. */
function addressedLine({ author, client, content, guildId, system }: Message): string | undefined {
  if (author.bot || system) return undefined;
  const names = new Set([`<@${client.user.id}>`, `<@!${client.user.id}>`]);
  const mentions = content.match(/<@!?\d+>/g) ?? [];
  // Without the written name, the mention comes from a reply, a role or @everyone, which do not address the bot.
  if (guildId !== null && !mentions.some((mention) => names.has(mention))) return undefined;
  return content
    .replace(/<a?:(\w+):\d+>/g, "$1")
    .replace(/<(@[!&]?|#)\d+>/g, " ")
    .trim();
}

async function answer(message: Message, line: string, context: Context): Promise<void> {
  const { channel } = message;
  const { log } = context;
  if (!channel.isSendable()) return;
  const missing = channel.isDMBased() ? [] : botIsMissing(channel);
  if (missing.length > 0) {
    log.info({ channel: channel.id, missing }, "asked where the bot may not speak");
    return;
  }
  try {
    if (!(await isFirst(context.chat.handled, `discord ${message.id}`))) return;
  } catch (error) {
    log.warn({ channel: channel.id, err: error }, "a message was not answered: it may have been before");
    await reply(message, renderReply(note(messageOf(error), "failure")));
    return;
  }
  const parent = channel.isThread() ? channel.parentId : null;
  const placeholder = createPlaceholder((words) => reply(message, renderReply(note(words))));
  const caller: Caller = {
    ...DISCORD_CALLER,
    working: placeholder.working,
    user: message.author.id,
    ...rightsOfMessage(message, context.managers),
    ...(message.inGuild() && { channel: message.channelId, server: message.guildId }),
    ...(parent !== null && { parent }),
  };
  const body = renderReply(await visibleAnswer(message, line, caller, context));
  const shown = await placeholder.end();
  if (shown) await shown.edit({ ...body, flags: [MessageFlags.IsComponentsV2] });
  else await reply(message, body);
}

/** Sends a reply, which takes the permission to read what it replies to; without it, a plain message in the channel. */
async function reply(
  message: Message,
  { components, files = [] }: MessageBody,
): Promise<Message | undefined> {
  const { channel } = message;
  const flags = [MessageFlags.IsComponentsV2] as const;
  const isReadable =
    channel.isDMBased() ||
    channel.permissionsFor(message.client.user)?.has(PermissionFlagsBits.ReadMessageHistory);
  if (isReadable)
    return message.reply({
      components,
      flags,
      files,
      failIfNotExists: false,
      allowedMentions: { parse: [], repliedUser: false },
    });
  return channel.isSendable() ? channel.send({ components, flags, files }) : undefined;
}

/**
 * Plain words and help are never personal; what a command answers to its asker alone stays out of the channel. A
 * command that changes something is not even run, or the button would run it a second time; but no button can carry a
 * file.
 */
async function visibleAnswer(
  message: Message,
  line: string,
  caller: Caller,
  { chat, log, readFiles }: Context,
): Promise<Reply> {
  const inChannel = message.guildId !== null;
  const files = [...message.attachments.values()];
  const meant = chat.meantBy(line, caller, files.length > 0);
  if (meant?.isCommand && chat.asksForForm(meant.spec.name, meant.options))
    return chat.offerForm(meant.spec.name, caller);
  const command = inChannel && meant?.isCommand ? meant : undefined;
  if (command?.spec.personal && !command.takesFile) return behindButton(chat.withPapers(command, caller));
  let isRead = false;
  const attached = (): Promise<string> => {
    isRead = true;
    return readFiles(files);
  };
  // Nothing but the bot's name: somebody wonders what it does.
  const reply = await (files.length > 0
    ? chat.runLine(line, caller, attached)
    : chat.runLine(line || "help", caller));
  if (!inChannel || !isSecret(reply)) return reply;
  if (isRead) return sendAlone(message, reply, log);
  return command ? behindButton(chat.withPapers(command, caller)) : reply;
}

/** Writes an answer to whoever asked, and returns what the channel may see of it. */
async function sendAlone({ author, channelId }: Message, reply: Reply, log: Logger): Promise<Reply> {
  try {
    const { components, files = [] } = renderReply(reply);
    const flags = [MessageFlags.IsComponentsV2] as const;
    await author.send({ components, flags, files, allowedMentions: { parse: [] } });
    return note("Done. I sent you the answer as a direct message, since it's only for you.");
  } catch (error) {
    log.info({ code: explain(error).code, channel: channelId }, "a person accepts no direct messages");
    return note(
      "Done. The answer is only for you, and I can't DM you. Run the command itself with the file attached to see it.",
    );
  }
}

function isSecret({ audience, outcome }: Reply): boolean {
  return audience === "asker" && outcome === "answer";
}

/** A message can't be private, but the answer to a button can. */
function behindButton({ spec, options }: Meant): Reply {
  const action: Action = { command: spec.name, options, effect: "answer" };
  return {
    ...note("That answer is only for you. You can also run the command itself, or DM me."),
    buttons: buttons({ label: "Show my answer", action }),
  };
}
