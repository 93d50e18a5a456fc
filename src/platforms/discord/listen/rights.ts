import {
  type GuildMember,
  type GuildMemberRoleManager,
  type Interaction,
  type Message,
  PermissionFlagsBits,
  type PermissionsBitField,
} from "discord.js";
import { type Managers, type Rights, rightsByName } from "../../../chat/managers.ts";

const ASK = "Ask someone with the permission “Manage Channels”.";

/** The rights of whoever pressed or typed, by their permissions in that channel. */
export function rightsOfInteraction(
  { user, member, memberPermissions }: Interaction,
  managers: Managers,
): Rights {
  const roles = member === null ? [] : roleIds(member.roles);
  return rightsByName(managers, { id: user.id, roles }) ?? rightsBy(memberPermissions);
}

/** The rights of a message's author. */
export function rightsOfMessage({ author, member, channel }: Message, managers: Managers): Rights {
  const roles = member === null ? [] : roleIds(member.roles);
  return rightsByName(managers, { id: author.id, roles }) ?? rightsBy(permissionsIn(channel, member));
}

/** Whoever manages the server manages all its channels; whoever manages a channel, that one. */
function rightsBy(permissions: Readonly<PermissionsBitField> | null): Rights {
  if (permissions?.has(PermissionFlagsBits.ManageGuild)) return { admin: true };
  if (permissions?.has(PermissionFlagsBits.ManageChannels)) return { admin: true, onlyHere: true };
  return { admin: false, askInstead: ASK };
}

function permissionsIn(
  channel: Message["channel"],
  member: GuildMember | null,
): Readonly<PermissionsBitField> | null {
  return member === null || channel.isDMBased() ? null : channel.permissionsFor(member);
}

// For a server that is not in memory, Discord's own list of ids.
function roleIds(roles: GuildMemberRoleManager | readonly string[]): readonly string[] {
  return "cache" in roles ? [...roles.cache.keys()] : roles;
}
