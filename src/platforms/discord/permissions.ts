import type { GuildTextBasedChannel, PermissionsBitField } from "discord.js";
import type { Answerable } from "./listen/respond.ts";
import { NEEDS, type Need } from "./needs.ts";

/** The permissions that speaking in a channel needs and that are missing there, by the names in Discord's settings. */
function missingToSpeak(permissions: Readonly<PermissionsBitField> | null, inThread: boolean): string[] {
  const send = inThread ? NEEDS.sendInThreads : NEEDS.send;
  return [NEEDS.view, send].filter(({ bit }) => !permissions?.has(bit)).map(({ name }) => name);
}

/** The permissions that the bot lacks to speak in a channel. */
export function botIsMissing(channel: GuildTextBasedChannel): string[] {
  return missingToSpeak(channel.permissionsFor(channel.client.user), channel.isThread());
}

/** The permissions that the bot lacks to post in a channel by itself. */
export function missingToPost(channel: GuildTextBasedChannel): string[] {
  return advise(channel, [NEEDS.view, channel.isThread() ? NEEDS.sendInThreads : NEEDS.send]);
}

/** The permissions that it lacks to put the other papers of a day into a thread, and to find its posts again. */
export function missingBesidePosting(channel: GuildTextBasedChannel): string[] {
  const forThreads = channel.isThread() ? [] : [NEEDS.openThreads, NEEDS.sendInThreads];
  return advise(channel, [NEEDS.history, ...forThreads]);
}

function advise(channel: GuildTextBasedChannel, needs: readonly Need[]): string[] {
  const permissions = channel.permissionsFor(channel.client.user);
  return needs
    .filter(({ bit }) => !permissions?.has(bit))
    .map(
      ({ name, purpose }) => `Allow me “${name}” in the channel's settings, under “Permissions”: ${purpose}.`,
    );
}

/** What the person who asks lacks: nobody may say through the bot what they may not say themselves. */
export function askerIsMissing(interaction: Answerable): string[] {
  if (!interaction.inGuild()) return [];
  const missing = missingToSpeak(interaction.memberPermissions, interaction.channel?.isThread() ?? false);
  // Where only this person has installed the bot, another permission decides whether others see its answers.
  const guest = interaction.authorizingIntegrationOwners.guildId === null;
  const external = guest && !interaction.memberPermissions.has(NEEDS.external.bit);
  return external ? [...missing, NEEDS.external.name] : missing;
}
