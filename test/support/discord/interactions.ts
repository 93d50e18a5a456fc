import { type Json, type JsonObject, list, object, text } from "./component-rules.ts";
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
  /** This person added the bot to their own account; it is not in the server. */
  readonly userInstall?: boolean;
}

/** A slash command; in a name of two words, the second is the subcommand. */
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

/**
 * A submitted form: its initial values, but for those in `written`. `message` is the one whose button opened it. What Discord would
 * not let anybody submit is an error: an unknown field, an empty required one, a text that is too long, an unknown choice.
 */
export function submitted(
  modal: JsonObject,
  written: Readonly<Record<string, string>>,
  { message, ...setting }: Setting & { readonly message?: JsonObject | undefined } = {},
): JsonObject {
  const inputs = list(modal.components).map((label) => object(object(label).component));
  const ids = inputs.map((input) => text(input.custom_id));
  const strange = Object.keys(written).find((option) => !ids.includes(option));
  if (strange !== undefined) throw new Error(`the form has no field ${strange}`);
  const components = inputs.map((input) => ({
    type: 18,
    id: 1,
    component: filledIn(input, written[text(input.custom_id)]),
  }));
  return {
    ...interaction(5, { custom_id: modal.custom_id ?? "", components }, setting),
    ...(message && { message }),
  };
}

function filledIn(input: JsonObject, written: string | undefined): JsonObject {
  const { type = null, custom_id = null, required = true } = input;
  const options = list(input.options).map(object);
  const stands = type === 3 ? options.find((option) => option.default === true)?.value : input.value;
  const value = written ?? String(stands ?? "");
  if (required === true && value === "") throw new Error(`${custom_id} cannot be left empty`);
  if (type === 4 && value.length > Number(input.max_length ?? 4000))
    throw new Error(`${custom_id} is too long`);
  if (type === 4) return { type, id: 2, custom_id, value };
  if (value !== "" && !options.some((option) => option.value === value))
    throw new Error(`no choice ${value}`);
  return { type, id: 2, custom_id, values: value === "" ? [] : [value] };
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
