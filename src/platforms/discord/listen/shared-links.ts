import { type Message, MessageFlags, PermissionFlagsBits, ThreadAutoArchiveDuration } from "discord.js";
import type { Chat } from "../../../chat/chat.ts";
import { cut } from "../cut.ts";
import { clean, oneLine } from "../escape.ts";
import { LIMITS } from "../limits.ts";
import { botIsMissing } from "../permissions.ts";
import { renderReply } from "../render.ts";

/**
 * Answers a message with links that was not sent to the bot, if there is something to say about it: in the message's
 * thread. Without the Message Content Intent such messages arrive without their text.
 */
export async function answerLinks(message: Message, chat: Chat): Promise<void> {
  const { author, channel, content, system } = message;
  if (author.bot || system || !message.inGuild() || !/https?:\/\//i.test(content)) return;
  if (!channel.isSendable() || channel.isDMBased() || botIsMissing(channel).length > 0) return;
  const parent = channel.isThread() ? channel.parentId : null;
  const reply = await chat.observe({
    platform: "discord",
    server: message.guildId,
    channel: message.channelId,
    message: message.id,
    text: content,
    ...(parent !== null && { parent }),
  });
  if (!reply) return;
  const { components } = renderReply({ ...reply, files: [] });
  const body = { components, flags: [MessageFlags.IsComponentsV2] as const };
  const mine = channel.permissionsFor(message.client.user);
  const canOpen = mine?.has([
    PermissionFlagsBits.CreatePublicThreads,
    PermissionFlagsBits.SendMessagesInThreads,
  ]);
  const name = cut(oneLine(clean(reply.cards[0]?.title ?? "")), LIMITS.threadName) || "Seen before";
  const thread =
    channel.isThread() || !canOpen
      ? undefined
      : await message
          .startThread({ name, autoArchiveDuration: ThreadAutoArchiveDuration.OneDay })
          .catch(() => undefined);
  if (thread) await thread.send(body);
  else
    await message.reply({
      ...body,
      failIfNotExists: false,
      allowedMentions: { parse: [], repliedUser: false },
    });
}
