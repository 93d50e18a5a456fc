import type { Json, JsonObject } from "./component-rules.ts";
import {
  ALICE,
  APPLICATION_ID,
  CHANNEL_ID,
  DM_CHANNEL_ID,
  GUILD_ID,
  memberOf,
  PERMISSIONS,
  type Person,
  snowflake,
  userOf,
} from "./world.ts";

/** Where an interaction happens and who starts it. */
export interface Setting {
  readonly by?: Person;
  /** In a direct message with the bot, instead of in the server. */
  readonly dm?: boolean;
  /** The bot was added by this person for himself, and is not in the server. */
  readonly userInstall?: boolean;
}

/** A slash command; of a name of two words, the second is the subcommand. */
export function slash(
  command: string,
  options: Readonly<Record<string, string | number>>,
  setting: Setting = {},
): JsonObject {
  const given = Object.entries(options).map(([key, value]) => ({
    name: key,
    type: typeof value === "number" ? 4 : 3,
    value,
  }));
  const [name = "", member] = command.split(" ");
  const inside = member === undefined ? given : [{ name: member, type: 1, options: given }];
  return interaction(2, { id: snowflake(), name, type: 1, options: inside }, setting);
}

export function halfTyped(name: string, option: string, value: string, setting: Setting = {}): JsonObject {
  const options = [{ name: option, type: 3, value, focused: true }];
  return interaction(4, { id: snowflake(), name, type: 1, options }, setting);
}

/** A menu entry chosen on somebody's message. */
export function onMessage(name: string, message: JsonObject, setting: Setting = {}): JsonObject {
  const target = String(message.id);
  return interaction(
    2,
    { id: snowflake(), name, type: 3, target_id: target, resolved: { messages: { [target]: message } } },
    setting,
  );
}

export function press(customId: string, message: JsonObject, setting: Setting = {}): JsonObject {
  return { ...interaction(3, { custom_id: customId, component_type: 2 }, setting), message };
}

export function choice(
  customId: string,
  value: string,
  message: JsonObject,
  setting: Setting = {},
): JsonObject {
  const data = { custom_id: customId, component_type: 3, values: [value] };
  return { ...interaction(3, data, setting), message };
}

/** Something that somebody wrote in a channel. */
export function written(
  content: string,
  { by = ALICE, dm = false }: Setting = {},
  more: JsonObject = {},
): JsonObject {
  const mentioned = [...content.matchAll(/<@!?(\d+)>/g)].map(([, id = ""]) => ({
    id,
    username: "someone",
    discriminator: "0",
    avatar: null,
  }));
  const place: JsonObject = dm
    ? { channel_id: DM_CHANNEL_ID, channel_type: 1 }
    : { channel_id: CHANNEL_ID, guild_id: GUILD_ID, channel_type: 0, member: memberOf(by) };
  return {
    id: snowflake(),
    type: 0,
    content,
    author: userOf(by),
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: /@(everyone|here)/.test(content),
    mentions: mentioned,
    mention_roles: [...content.matchAll(/<@&(\d+)>/g)].map(([, id = ""]) => id),
    attachments: [],
    embeds: [],
    components: [],
    pinned: false,
    flags: 0,
    ...place,
    ...more,
  };
}

function interaction(
  type: number,
  data: JsonObject,
  { by = ALICE, dm = false, userInstall = false }: Setting,
): JsonObject {
  const channelId = dm ? DM_CHANNEL_ID : CHANNEL_ID;
  const channel: JsonObject = dm
    ? { id: channelId, type: 1, recipients: [userOf(by)] }
    : { id: channelId, type: 0, name: "papers", guild_id: GUILD_ID, permissions: String(by.permissions) };
  const place: JsonObject = dm
    ? { user: userOf(by) }
    : { guild_id: GUILD_ID, guild_locale: "en-US", member: memberOf(by) };
  const owners: Json = userInstall ? { "1": by.id } : { "0": dm ? "0" : GUILD_ID };
  return {
    id: snowflake(),
    application_id: APPLICATION_ID,
    type,
    data,
    token: `token-${snowflake()}`,
    version: 1,
    channel_id: channelId,
    channel,
    locale: "en-US",
    app_permissions: String(PERMISSIONS.viewChannel | PERMISSIONS.sendMessages),
    entitlements: [],
    authorizing_integration_owners: owners,
    context: dm ? 1 : 0,
    attachment_size_limit: 10_000_000,
    ...place,
  };
}
