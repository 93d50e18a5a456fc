import {
  AuditLogEvent,
  ChannelType,
  type Guild,
  type GuildTextBasedChannel,
  MessageFlags,
  PermissionFlagsBits,
} from "discord.js";
import type { Chat } from "../../../chat/chat.ts";
import type { Logger } from "../../../log.ts";
import { explain } from "../errors.ts";
import { botIsMissing } from "../permissions.ts";
import { renderReply } from "../render.ts";

/** A server that the bot joined longer ago is not new, whether or not the database has it: it only came back. */
const JUST_JOINED_MS = 24 * 60 * 60_000;

/** How many entries of the audit log are read to find out who added the bot. */
const AUDITED = 10;

/**
 * Says hello in a server that has just added the bot: in a channel where it may write, or else to whoever added it. The
 * chat remembers where it has said hello.
 */
export function createWelcome(chat: Chat, log: Logger, now: () => number): (guild: Guild) => Promise<void> {
  return async (guild) => {
    if (now() - guild.joinedTimestamp > JUST_JOINED_MS) return;
    const channel = channelFor(guild);
    const silent = channel ? {} : { silentIn: guild.name };
    const hello = await chat.hello({ platform: "discord", server: guild.id, prefix: "/", ...silent });
    if (!hello) return;
    log.info({ guild: guild.id, channel: channel?.id }, "added to a server");
    try {
      const { components } = renderReply(hello);
      const message = { components, flags: [MessageFlags.IsComponentsV2] as const };
      if (channel) await channel.send(message);
      else await guild.client.users.send((await inviterOf(guild, log)) ?? guild.ownerId, message);
    } catch (error) {
      const problem = explain(error);
      log.warn({ code: problem.code, guild: guild.id }, `the welcome could not be sent: ${problem.message}`);
    }
  };
}

/** The system channel, or the first one where the bot may write, in the order that people see. */
function channelFor({ systemChannel, channels }: Guild): GuildTextBasedChannel | undefined {
  const byPosition = [...channels.cache.values()]
    .filter((channel) => channel.type === ChannelType.GuildText)
    .sort((a, b) => a.rawPosition - b.rawPosition);
  return (
    [systemChannel, ...byPosition].find((one) => one !== null && botIsMissing(one).length === 0) ?? undefined
  );
}

/** Who added the bot, where the bot may see that. */
async function inviterOf(guild: Guild, log: Logger): Promise<string | undefined> {
  if (!guild.members.me?.permissions.has(PermissionFlagsBits.ViewAuditLog)) return undefined;
  try {
    const { entries } = await guild.fetchAuditLogs({ type: AuditLogEvent.BotAdd, limit: AUDITED });
    const added = entries.find(({ targetId }) => targetId === guild.client.user.id);
    return added?.executorId ?? undefined;
  } catch (error) {
    log.info({ code: explain(error).code, guild: guild.id }, "cannot see who added the bot");
    return undefined;
  }
}
