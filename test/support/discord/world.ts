import type { JsonObject } from "./component-rules.ts";

/** Ids and shapes of one invented Discord: a bot, a server with two channels, people. */
export const APPLICATION_ID = "100000000000000001";
export const BOT_ID = "100000000000000002";
export const GUILD_ID = "200000000000000001";
export const CHANNEL_ID = "300000000000000001";
/** A channel of the server where the bot may not write. */
export const QUIET_CHANNEL_ID = "300000000000000002";
/** A channel of the server whose history the bot may not read, and where it may not reply. */
export const FORGETFUL_CHANNEL_ID = "300000000000000004";
export const DM_CHANNEL_ID = "300000000000000003";
/** A channel of the server that the bot may not see. */
export const HIDDEN_CHANNEL_ID = "300000000000000005";
/** A channel of the server where no threads may be opened. */
export const FLAT_CHANNEL_ID = "300000000000000006";
/** More channels of the server, all alike. */
export const SPARE_CHANNEL_IDS = Array.from({ length: 1000 }, (_, index) => `31000000000000${1000 + index}`);
/** A category in the server's channel list: nobody can post there. */
export const CATEGORY_ID = "300000000000000007";
/** Somebody who accepts no direct messages, and the channel they would go to. */
export const CLOSED_PERSON_ID = "400000000000000009";
export const CLOSED_DM_CHANNEL_ID = "300000000000000009";

export const PERMISSIONS = {
  manageGuild: 1n << 5n,
  manageChannels: 1n << 4n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  readMessageHistory: 1n << 16n,
  createPublicThreads: 1n << 35n,
  sendMessagesInThreads: 1n << 38n,
  useExternalApps: 1n << 50n,
} as const;

const MEMBER =
  PERMISSIONS.viewChannel |
  PERMISSIONS.sendMessages |
  PERMISSIONS.readMessageHistory |
  PERMISSIONS.createPublicThreads |
  PERMISSIONS.sendMessagesInThreads |
  PERMISSIONS.useExternalApps;

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly permissions: bigint;
  readonly roles?: readonly string[];
}

/** Who owns the application. */
export const OWNER_ID = "400000000000000077";
export const ALICE: Person = { id: "400000000000000001", name: "alice", permissions: MEMBER };
export const BOB: Person = { id: "400000000000000002", name: "bob", permissions: MEMBER };
export const ADMIN: Person = {
  id: "400000000000000003",
  name: "admin",
  permissions: MEMBER | PERMISSIONS.manageGuild,
};
/** Manages the channels where they have that permission, and has a role. */
export const CURATOR: Person = {
  id: "400000000000000005",
  name: "curator",
  permissions: MEMBER | PERMISSIONS.manageChannels,
};
export const LIBRARIAN_ROLE = "500000000000000001";
export const LIBRARIAN: Person = {
  id: "400000000000000006",
  name: "librarian",
  permissions: MEMBER,
  roles: [LIBRARIAN_ROLE],
};
/** May look, but not write. */
export const MUTED: Person = {
  id: "400000000000000004",
  name: "muted",
  permissions: PERMISSIONS.viewChannel,
};

let latest = 0n;

/** A fresh snowflake of this moment. */
export function snowflake(): string {
  const now = (BigInt(Date.now()) - 1_420_070_400_000n) << 22n;
  latest = now > latest ? now : latest + 1n;
  return String(latest);
}

export function userOf({ id, name }: Person): JsonObject {
  return {
    id,
    username: name,
    global_name: `${name[0]?.toUpperCase()}${name.slice(1)}`,
    discriminator: "0",
    avatar: null,
  };
}

export function memberOf(person: Person): JsonObject {
  return {
    user: userOf(person),
    roles: [...(person.roles ?? [])],
    joined_at: "2026-01-01T00:00:00Z",
    permissions: String(person.permissions),
    deaf: false,
    mute: false,
    flags: 0,
    nick: null,
  };
}

export const BOT_USER: JsonObject = {
  id: BOT_ID,
  username: "Paperboy",
  discriminator: "0",
  avatar: null,
  bot: true,
  global_name: null,
};

/** A server as GUILD_CREATE sends it. The bot may read and write, but for some channels. */
export function guildOf(id: string, joinedAt: Date, systemChannel: string | null = CHANNEL_ID): JsonObject {
  const channel = (channelId: string, name: string, denied = 0n, type = 0): JsonObject => ({
    id: channelId,
    type,
    name,
    guild_id: id,
    position: 0,
    permission_overwrites: denied === 0n ? [] : [{ id, type: 0, allow: "0", deny: String(denied) }],
    parent_id: null,
  });
  return {
    id,
    name: "Reading group",
    owner_id: ADMIN.id,
    joined_at: joinedAt.toISOString(),
    system_channel_id: systemChannel,
    roles: [
      {
        id: LIBRARIAN_ROLE,
        name: "Librarians",
        permissions: "0",
        position: 1,
        color: 0,
        hoist: false,
        managed: false,
        mentionable: false,
      },
      {
        id,
        name: "@everyone",
        permissions: String(MEMBER),
        position: 0,
        color: 0,
        hoist: false,
        managed: false,
        mentionable: false,
      },
    ],
    channels: [
      channel(CHANNEL_ID, "papers"),
      channel(QUIET_CHANNEL_ID, "announcements", PERMISSIONS.sendMessages),
      channel(FORGETFUL_CHANNEL_ID, "no-past", PERMISSIONS.readMessageHistory),
      channel(HIDDEN_CHANNEL_ID, "hidden", PERMISSIONS.viewChannel),
      channel(FLAT_CHANNEL_ID, "flat", PERMISSIONS.createPublicThreads | PERMISSIONS.sendMessagesInThreads),
      channel(CATEGORY_ID, "Reading", 0n, 4),
    ],
    members: [{ ...memberOf({ id: BOT_ID, name: "paperboy", permissions: MEMBER }), user: BOT_USER }],
    threads: [],
    emojis: [],
    stickers: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    features: [],
    member_count: 5,
    large: false,
    preferred_locale: "en-US",
    unavailable: false,
  };
}
