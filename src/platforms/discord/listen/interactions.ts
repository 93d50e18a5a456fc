import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type Interaction,
  InteractionContextType,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
} from "discord.js";
import { within } from "../../../async/timeout.ts";
import { type Action, decodeAction } from "../../../chat/action.ts";
import type { Chat } from "../../../chat/chat.ts";
import type { Caller } from "../../../chat/command.ts";
import type { Managers } from "../../../chat/managers.ts";
import { note, type Reply } from "../../../chat/reply.ts";
import { messageOf } from "../../../errors.ts";
import type { Logger } from "../../../log.ts";
import { cut } from "../cut.ts";
import { explain, isOver } from "../errors.ts";
import { clean, oneLine } from "../escape.ts";
import { LIMITS } from "../limits.ts";
import { presserIsMissing } from "../permissions.ts";
import { relabelled } from "../relabel.ts";
import { type RenderOptions, renderReply } from "../render.ts";
import type { ReadFiles } from "./attachment.ts";
import { textOf } from "./message-text.ts";
import { type Answerable, apologise, type Placed, type Pressed, respond } from "./respond.ts";
import { rightsOfInteraction } from "./rights.ts";

/** Answers slash commands, menu entries, buttons, choices and half-typed options. Never rejects. */
export function createInteractionHandler(
  chat: Chat,
  log: Logger,
  readFiles: ReadFiles,
  managers: Managers,
): (interaction: Interaction) => Promise<void> {
  const callerOf = callerWith(managers);
  return async (interaction) => {
    try {
      if (interaction.isAutocomplete()) await complete(interaction, chat);
      else if (interaction.isChatInputCommand()) await runSlash(interaction, chat, readFiles, callerOf);
      else if (interaction.isMessageContextMenuCommand()) await runOnMessage(interaction, chat, callerOf);
      else if (interaction.isButton()) await runPress(interaction, interaction.customId, chat, callerOf);
      else if (interaction.isStringSelectMenu())
        await runPress(interaction, interaction.values[0], chat, callerOf);
    } catch (error) {
      await fail(interaction, error, log);
    }
  };
}

async function complete(interaction: AutocompleteInteraction, chat: Chat): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  const choices = new Map<string, string>();
  const suggested = await chat.suggest(nameOf(interaction), name, String(value));
  for (const { label, value: full } of suggested) {
    // A value that was cut would ask for something else, so only what is shown is cut.
    if (full.trim() === "" || full.length > LIMITS.choiceLength || !full.isWellFormed()) continue;
    if (!choices.has(full)) choices.set(full, cut(oneLine(clean(label)), LIMITS.choiceLength) || full);
    if (choices.size === LIMITS.choices) break;
  }
  await interaction.respond([...choices].map(([full, label]) => ({ name: label, value: full })));
}

async function runSlash(
  interaction: ChatInputCommandInteraction,
  chat: Chat,
  readFiles: ReadFiles,
  callerOf: CallerOf,
): Promise<void> {
  const command = nameOf(interaction);
  const [first] = interaction.options.data;
  const given =
    first?.type === ApplicationCommandOptionType.Subcommand
      ? (first.options ?? [])
      : interaction.options.data;
  const options = Object.fromEntries(given.map(({ name, value }) => [name, String(value ?? "")]));
  const running = withFiles(options, given, readFiles).then(
    (whole) => chat.run(command, whole, callerOf(interaction)),
    (error: unknown) => note(messageOf(error), "usage"),
  );
  await respond(interaction, place(interaction, running, { command, options, effect: "share" }), false);
}

/** The whole name of a command, its subcommand too. */
function nameOf({ commandName, options }: AutocompleteInteraction | ChatInputCommandInteraction): string {
  return [commandName, options.getSubcommand(false)].filter((word) => word !== null).join(" ");
}

/** The options with what attached files say in place of their ids. Rejects with a UserError. */
async function withFiles(
  options: Readonly<Record<string, string>>,
  given: readonly CommandInteractionOption[],
  readFiles: ReadFiles,
): Promise<Readonly<Record<string, string>>> {
  const files = given.flatMap(({ name, attachment }) => (attachment ? [{ name, attachment }] : []));
  if (files.length === 0) return options;
  const texts = await Promise.all(
    files.map(async ({ name, attachment }) => [name, await readFiles([attachment])]),
  );
  return { ...options, ...Object.fromEntries(texts) };
}

async function runOnMessage(
  interaction: MessageContextMenuCommandInteraction,
  chat: Chat,
  callerOf: CallerOf,
): Promise<void> {
  const command = chat.commands.find(({ onMessage }) => onMessage?.label === interaction.commandName);
  const option = command?.options.find(({ name }) => name === command.onMessage?.option);
  const text = cut(textOf(interaction.targetMessage), option?.maxLength ?? 6000);
  const options = option && text !== "" ? { [option.name]: text } : {};
  const running =
    text === ""
      ? Promise.resolve(note("There is no text in that message to go by.", "usage"))
      : chat.run(command?.name ?? interaction.commandName, options, callerOf(interaction));
  const share: Action | undefined = command && { command: command.name, options, effect: "share" };
  await respond(interaction, place(interaction, running, share), false);
}

/** What a button, or what was chosen in a menu, does. */
async function runPress(
  interaction: Pressed,
  encoded: string | undefined,
  chat: Chat,
  callerOf: CallerOf,
): Promise<void> {
  const action = decodeAction(encoded ?? "");
  const isForAll = action?.effect === "share" || action?.effect === "announce";
  const missing = isForAll ? presserIsMissing(interaction) : [];
  if (missing.length > 0) {
    const words = `You lack the permission “${missing.join("”, “")}” in this channel, so I cannot post there for you.`;
    const refusal = { body: renderReply(note(words, "usage")), place: "private" } as const;
    return respond(interaction, Promise.resolve(refusal), false);
  }
  if (action?.effect === "update") return runUpdate(interaction, action, chat, callerOf(interaction));
  // Others get the page they want as well, but not at the cost of the one who asked.
  const own = action?.effect === "replace" && (await isAsker(interaction));
  const answer = chat.runAction(action, callerOf(interaction)).then((reply): Placed => {
    if (reply.outcome !== "answer" || !action) return { body: renderReply(reply), place: "private" };
    if (action.effect === "share")
      return { body: renderReply(reply, { lead: `Shared by ${displayName(interaction)}` }), place: "public" };
    if (action.effect === "announce" && reply.audience === "everyone")
      return { body: renderReply(reply, { lead: `By ${displayName(interaction)}` }), place: "public" };
    const share = shareable(interaction, reply, { ...action, effect: "share" });
    const hidden = isDirect(interaction) || interaction.message.flags.has(MessageFlags.Ephemeral);
    if (own && hidden) return { body: renderReply(reply, { share }), place: "update" };
    if (own && reply.audience !== "asker") return { body: renderReply(reply), place: "update" };
    const lead = action.effect === "replace" && !own ? COPY : undefined;
    return { body: renderReply(reply, { lead, share }), place: "private" };
  });
  await respond(interaction, answer, own);
}

/** Does what a button says, and shows it on the buttons of its message. Only what went wrong is told. */
async function runUpdate(interaction: Pressed, action: Action, chat: Chat, caller: Caller): Promise<void> {
  await respond(
    interaction,
    chat.runAction(action, caller).then(async (reply): Promise<Placed> => {
      if (reply.outcome !== "answer") return { body: renderReply(reply), place: "private" };
      const components = await relabelled(interaction.message, (actions) => chat.labels(actions, caller));
      return { body: { components }, place: "update" };
    }),
    true,
  );
}

const COPY = "This is your own copy. Only the person who asked can turn the pages of the other one.";

async function place(
  interaction: Answerable,
  running: Promise<Reply>,
  share: Action | undefined,
): Promise<Placed> {
  const reply = await running;
  // Nobody else saw the command, so only who typed it sees an answer to the conversation.
  if (reply.audience === "everyone") return { body: renderReply(reply), place: "public" };
  return { body: renderReply(reply, { share: shareable(interaction, reply, share) }), place: "private" };
}

/** A private answer can be shared if there is something in it and somebody to share it with. */
function shareable(interaction: Answerable, reply: Reply, share: Action | undefined): RenderOptions["share"] {
  return reply.outcome === "answer" && reply.cards.length > 0 && !isDirect(interaction) ? share : undefined;
}

/** Whether who pressed is who asked: of a command by the message itself, of a mention by the message replied to. */
async function isAsker(interaction: Pressed): Promise<boolean> {
  const { message, user } = interaction;
  if (isDirect(interaction) || message.flags.has(MessageFlags.Ephemeral)) return true;
  const known = message.interactionMetadata?.user.id ?? message.mentions.repliedUser?.id;
  if (known !== undefined || message.reference === null) return known === user.id;
  const asked = message.fetchReference().then(
    ({ author }) => author.id,
    () => undefined,
  );
  return (await within(500, asked)) === user.id;
}

function isDirect({ context }: Answerable): boolean {
  return context === InteractionContextType.BotDM;
}

type CallerOf = (interaction: Answerable) => Caller;

function callerWith(managers: Managers): CallerOf {
  return (interaction) => {
    const { user, channelId, guildId, channel } = interaction;
    const place = guildId === null || channelId === null ? {} : { channel: channelId, server: guildId };
    const parent = channel?.isThread() ? channel.parentId : null;
    const thread = parent === null ? {} : { parent };
    const rights = rightsOfInteraction(interaction, managers);
    return { platform: "discord", user: user.id, prefix: "/", ...rights, ...place, ...thread };
  };
}

function displayName({ member, user }: Answerable): string {
  const nick = member && ("displayName" in member ? member.displayName : member.nick);
  return nick ?? user.displayName;
}

async function fail(interaction: Interaction, error: unknown, log: Logger): Promise<void> {
  const problem = explain(error);
  if (isOver(problem)) {
    log.info({ code: problem.code, interaction: interaction.id }, problem.message);
    return;
  }
  log.error({ code: problem.code, interaction: interaction.id, err: problem }, "an answer could not be sent");
  if (!isAnswerable(interaction)) return;
  await apologise(interaction).catch((again: unknown) => {
    log.warn({ code: explain(again).code, interaction: interaction.id }, "nor could an apology");
  });
}

function isAnswerable(interaction: Interaction): interaction is Answerable {
  return (
    interaction.isMessageComponent() ||
    interaction.isChatInputCommand() ||
    interaction.isMessageContextMenuCommand()
  );
}
