import {
  componentProblems,
  filesOf,
  isWebAddress,
  type Json,
  type JsonObject,
  list,
  object,
  text,
  textsOf,
  unknownKeys,
  V2,
  when,
} from "./component-rules.ts";

/** How a message is sent: each way accepts different flags. */
export type Way = "message" | "callback" | "follow-up" | "edit";

const SUPPRESS_EMBEDS = 1 << 2;
const EPHEMERAL = 1 << 6;
const SUPPRESS_NOTIFICATIONS = 1 << 12;

const FLAGS: Readonly<Record<Way, number>> = {
  message: SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | V2,
  callback: SUPPRESS_EMBEDS | EPHEMERAL | SUPPRESS_NOTIFICATIONS | V2,
  "follow-up": SUPPRESS_EMBEDS | EPHEMERAL | SUPPRESS_NOTIFICATIONS | V2,
  edit: SUPPRESS_EMBEDS | V2,
};

const KEYS = [
  "content",
  "embeds",
  "components",
  "flags",
  "allowed_mentions",
  "attachments",
  "tts",
  "nonce",
  "enforce_nonce",
  "message_reference",
  "poll",
  "sticker_ids",
  "username",
];

/** What Discord would refuse about a message, a line each. `before` is the message that an edit changes. */
export function messageProblems(body: JsonObject, way: Way, before?: JsonObject): string[] {
  const flags = Number(body.flags ?? 0);
  const wasV2 = (Number(before?.flags ?? 0) & V2) !== 0;
  const v2 = (flags & V2) !== 0 || wasV2;
  const embeds = list(body.embeds).map(object);
  const components = list(body.components);
  const content = text(body.content);
  const empty = content === "" && embeds.length === 0 && components.length === 0 && !body.poll;
  const mentions = object(body.allowed_mentions);
  const shown = filesOf(components).sort().join();
  const attached = list(body.attachments)
    .map((file) => text(object(file).filename))
    .sort()
    .join();
  return [
    ...unknownKeys(body, KEYS),
    ...when((flags & ~FLAGS[way]) !== 0, `flags ${flags} are not allowed here`),
    ...when(wasV2 && body.flags !== undefined && (flags & V2) === 0, "IS_COMPONENTS_V2 cannot be removed"),
    ...when(v2 && (content !== "" || embeds.length > 0), "content or embeds beside components v2"),
    ...when(v2 && Boolean(body.poll ?? body.sticker_ids), "poll or stickers beside components v2"),
    ...when(way !== "edit" && empty, "cannot send an empty message"),
    ...when(content.length > 2000, "content of more than 2000"),
    ...when(!content.isWellFormed(), "text with a lone surrogate"),
    ...when(String(body.nonce ?? "").length > 25, "nonce of more than 25"),
    ...when(
      list(mentions.parse).includes("users") && list(mentions.users).length > 0,
      "allowed_mentions names users and parses them too",
    ),
    ...embedProblems(embeds),
    ...when(v2 && shown !== attached, `files shown: ${shown}; files attached: ${attached}`),
    ...componentProblems(components, v2),
  ];
}

/** Whom a message would ping: what its text mentions and its `allowed_mentions` (or Discord's default) let through. */
export function pingsOf(body: JsonObject, way: Way): string[] {
  const allowed = body.allowed_mentions === undefined ? undefined : object(body.allowed_mentions);
  const byDefault = way === "message" ? ["users", "roles", "everyone"] : ["users"];
  const parse = allowed === undefined ? byDefault : list(allowed.parse);
  const seen = [text(body.content), ...textsOf(list(body.components))].join("\n");
  const named = list(allowed?.users).map((id) => `<@${id}>`);
  const replied =
    body.message_reference && allowed?.replied_user !== false && (allowed?.replied_user ?? true);
  return [
    ...(parse.includes("everyone") ? (seen.match(/@(everyone|here)/g) ?? []) : []),
    ...(parse.includes("users") ? (seen.match(/<@!?\d+>/g) ?? []) : []),
    ...(parse.includes("roles") ? (seen.match(/<@&\d+>/g) ?? []) : []),
    ...named.filter((mention) => seen.includes(mention)),
    ...(way === "message" && replied ? ["the author of the message replied to"] : []),
  ];
}

/** What Discord would refuse about the answer to a half-typed option. */
export function autocompleteProblems(data: JsonObject): string[] {
  const choices = list(data.choices).map(object);
  return [
    ...unknownKeys(data, ["choices"]),
    ...when(choices.length > 25, "more than 25 choices"),
    ...when(
      choices.some((choice) => text(choice.name).length < 1 || text(choice.name).length > 100),
      "choice name",
    ),
    ...when(
      choices.some((choice) => isLong(choice.value)),
      "choice value of more than 100",
    ),
  ];
}

function isLong(value: Json | undefined): boolean {
  return typeof value !== "number" && (text(value).length < 1 || text(value).length > 100);
}

function embedProblems(embeds: readonly JsonObject[]): string[] {
  const urls = embeds.flatMap((embed) => (embed.url === undefined ? [] : [text(embed.url)]));
  const total = embeds.reduce(
    (sum, embed) => sum + embedTexts(embed).reduce((all, part) => all + part.length, 0),
    0,
  );
  return [
    ...when(embeds.length > 10, "more than 10 embeds"),
    ...when(total > 6000, "embeds of more than 6000 together"),
    ...when(new Set(urls).size < urls.length, "embeds with the same url: only the first would be shown"),
    ...when(
      urls.some((url) => url.length > 2048 || !isWebAddress(url)),
      "embed url",
    ),
    ...embeds.flatMap((embed) => [
      ...when(embedTexts(embed).join("") === "" && !embed.image && !embed.thumbnail, "empty embed"),
      ...when(text(embed.title).length > 256, "embed title of more than 256"),
      ...when(text(embed.description).length > 4096, "embed description of more than 4096"),
      ...when(text(object(embed.footer).text).length > 2048, "embed footer of more than 2048"),
      ...when(text(object(embed.author).name).length > 256, "embed author of more than 256"),
      ...when(list(embed.fields).length > 25, "more than 25 embed fields"),
      ...list(embed.fields).flatMap((field) => [
        ...when(text(object(field).name).length > 256, "embed field name of more than 256"),
        ...when(text(object(field).value).length > 1024, "embed field value of more than 1024"),
      ]),
    ]),
  ];
}

function embedTexts(embed: JsonObject): string[] {
  const fields = list(embed.fields).map(object);
  return [
    text(embed.title),
    text(embed.description),
    text(object(embed.footer).text),
    text(object(embed.author).name),
    ...fields.flatMap((field) => [text(field.name), text(field.value)]),
  ];
}
