import {
  type Channel,
  ChannelType,
  DiscordAPIError,
  type GuildBasedChannel,
  type GuildMember,
  PermissionFlagsBits,
} from "discord.js";
import { PostError } from "../../../chat/poster.ts";
import { messageOf } from "../../../errors.ts";

// Discord's codes, see its "Opcodes and Status Codes".
const UNKNOWN_USER = 10013;
const UNKNOWN_MEMBER = 10007;
const NOT_THERE: readonly (number | string)[] = [UNKNOWN_USER, UNKNOWN_MEMBER];

/** Whether somebody is in the server of a channel, and may see the channel: one request, or two for a private thread. */
export async function isMember(channel: Channel | undefined, user: string): Promise<boolean> {
  if (!channel || channel.isDMBased())
    throw new PostError("channel", "I can't find the channel, so I can't check who is in it.");
  const member = await known(() => channel.guild.members.fetch({ user, cache: false, force: true }));
  if (!member || !maySee(channel, member)) return false;
  if (channel.type !== ChannelType.PrivateThread) return true;
  return (
    (await known(() => channel.members.fetch({ member: user, cache: false, force: true }))) !== undefined
  );
}

function maySee(channel: GuildBasedChannel, member: GuildMember): boolean {
  return channel.permissionsFor(member)?.has(PermissionFlagsBits.ViewChannel) ?? false;
}

/** Undefined where Discord says that there is no such person there. */
async function known<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DiscordAPIError && NOT_THERE.includes(error.code)) return undefined;
    throw new PostError("retry", "I can't check who is in the channel at the moment.", {
      cause: error,
      forOperator: `Discord didn't say who is in a channel: ${messageOf(error)}`,
    });
  }
}
