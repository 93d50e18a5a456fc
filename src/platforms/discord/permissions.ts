import {
  type ButtonInteraction,
  type GuildTextBasedChannel,
  PermissionFlagsBits,
  type PermissionsBitField,
} from "discord.js";

/** Which of the permissions that speaking in a channel takes are missing there, by the names Discord's settings use. */
export function missingToSpeak(
  permissions: Readonly<PermissionsBitField> | null,
  inThread: boolean,
): string[] {
  const send = inThread ? NEEDS.sendInThreads : NEEDS.send;
  return [NEEDS.view, send].filter(({ bit }) => !permissions?.has(bit)).map(({ name }) => name);
}

/** What the bot itself lacks to speak in a channel. */
export function botIsMissing(channel: GuildTextBasedChannel): string[] {
  return missingToSpeak(channel.permissionsFor(channel.client.user), channel.isThread());
}

/** What the person who pressed lacks: nobody may say through the bot what they may not say themselves. */
export function presserIsMissing(interaction: ButtonInteraction): string[] {
  if (!interaction.inGuild()) return [];
  const missing = missingToSpeak(interaction.memberPermissions, interaction.channel?.isThread() ?? false);
  // Where only this person has installed the bot, Discord shows its answers to others by another permission.
  const guest = interaction.authorizingIntegrationOwners.guildId === null;
  const external = guest && !interaction.memberPermissions.has(NEEDS.external.bit);
  return external ? [...missing, NEEDS.external.name] : missing;
}

const NEEDS = {
  view: { bit: PermissionFlagsBits.ViewChannel, name: "View Channel" },
  send: { bit: PermissionFlagsBits.SendMessages, name: "Send Messages" },
  sendInThreads: { bit: PermissionFlagsBits.SendMessagesInThreads, name: "Send Messages in Threads" },
  external: { bit: PermissionFlagsBits.UseExternalApps, name: "Use External Apps" },
} as const;
