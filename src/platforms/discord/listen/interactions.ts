import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type Interaction,
  type MessageContextMenuCommandInteraction,
} from "discord.js";
import type { Action } from "../../../chat/action.ts";
import type { Chat } from "../../../chat/chat.ts";
import type { Caller } from "../../../chat/command.ts";
import type { Managers } from "../../../chat/managers.ts";
import { isFirst } from "../../../chat/replicas/handled.ts";
import { note, type Reply } from "../../../chat/reply.ts";
import { messageOf, UserError } from "../../../errors.ts";
import type { Logger } from "../../../log.ts";
import { cut } from "../cut.ts";
import { explain, isOver } from "../errors.ts";
import { clean, oneLine } from "../escape.ts";
import { LIMITS } from "../limits.ts";
import { askerIsMissing } from "../permissions.ts";
import { renderReply } from "../render.ts";
import type { ReadFiles } from "./attachment.ts";
import { showForm, submitForm } from "./forms.ts";
import { textOf } from "./message-text.ts";
import { DISCORD_CALLER, shareable } from "./place.ts";
import { runPress } from "./presses.ts";
import { type Answerable, apologise, noteWork, type Placed, respond } from "./respond.ts";
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
      // Completions change nothing, and come with every key.
      if (interaction.isAutocomplete()) return await complete(interaction, chat, callerOf(interaction));
      if (!(await isFirst(chat.handled, `discord ${interaction.id}`))) return;
      if (interaction.isChatInputCommand()) await runSlash(interaction, chat, readFiles, callerOf);
      else if (interaction.isMessageContextMenuCommand()) await runOnMessage(interaction, chat, callerOf);
      else if (interaction.isButton()) await runPress(interaction, interaction.customId, { chat, callerOf });
      else if (interaction.isStringSelectMenu())
        await runPress(interaction, interaction.values[0], { chat, callerOf });
      else if (interaction.isModalSubmit()) await submitForm(interaction, chat, callerOf(interaction));
    } catch (error) {
      await fail(interaction, error, log);
    }
  };
}

async function complete(interaction: AutocompleteInteraction, chat: Chat, caller: Caller): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  const choices = new Map<string, string>();
  const suggested = await chat.suggest(nameOf(interaction), name, String(value), caller);
  for (const { label, value: full } of suggested) {
    // A value that was cut would ask for something else, so only the label is cut.
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
  if (chat.asksForForm(command, options))
    return showForm(interaction, { command, options: {} }, chat, callerOf(interaction));
  const running = withFiles(options, given, readFiles).then(
    (whole) => chat.run(command, whole, callerOf(interaction)),
    (error: unknown) => note(messageOf(error), "usage"),
  );
  const share: Action = { command, options, effect: "share" };
  await respond(interaction, place(interaction, running, share, chat, callerOf), false);
}

/** The whole name of a command, its subcommand too. */
function nameOf({ commandName, options }: AutocompleteInteraction | ChatInputCommandInteraction): string {
  return [commandName, options.getSubcommand(false)].filter((word) => word !== null).join(" ");
}

/** The options, with the text of attached files in place of their ids. Rejects with a UserError. */
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
      ? Promise.resolve(note("That message has no text to search with.", "usage"))
      : chat.run(command?.name ?? interaction.commandName, options, callerOf(interaction));
  const share: Action | undefined = command && { command: command.name, options, effect: "share" };
  await respond(interaction, place(interaction, running, share, chat, callerOf), false);
}

async function place(
  interaction: Answerable,
  running: Promise<Reply>,
  share: Action | undefined,
  chat: Chat,
  callerOf: CallerOf,
): Promise<Placed> {
  const reply = await running;
  const maySpeak = askerIsMissing(interaction).length === 0;
  // Nobody else saw the command, so only its author sees an answer to the conversation.
  if (reply.audience === "everyone" && maySpeak) return { body: renderReply(reply), place: "public" };
  const own = await chat.forAsker(reply, callerOf(interaction));
  const sharing = maySpeak ? shareable(interaction, reply, share) : undefined;
  return { body: renderReply(own, { share: sharing }), place: "private" };
}

type CallerOf = (interaction: Answerable | AutocompleteInteraction) => Caller;

function callerWith(managers: Managers): CallerOf {
  return (interaction) => {
    const { user, channelId, guildId, channel } = interaction;
    const place = guildId === null || channelId === null ? {} : { channel: channelId, server: guildId };
    const parent = channel?.isThread() ? channel.parentId : null;
    const thread = parent === null ? {} : { parent };
    const rights = rightsOfInteraction(interaction, managers);
    const working = (words: string) => noteWork(interaction, words);
    // A pasted slash command works in Discord only in this form.
    const typing = { namesOptions: true };
    return { ...DISCORD_CALLER, ...typing, user: user.id, ...rights, ...place, ...thread, working };
  };
}

async function fail(interaction: Interaction, error: unknown, log: Logger): Promise<void> {
  const isRefused = error instanceof UserError;
  const problem = explain(error);
  if (isOver(problem)) {
    log.info({ code: problem.code, interaction: interaction.id }, problem.message);
    return;
  }
  if (isRefused) log.warn({ interaction: interaction.id, err: messageOf(error.cause) }, NOT_RUN);
  else
    log.error(
      { code: problem.code, interaction: interaction.id, err: problem },
      "an answer could not be sent",
    );
  if (!isAnswerable(interaction)) return;
  const words = isRefused ? error.message : "I couldn't show the answer. Ask again.";
  await apologise(interaction, words).catch((again: unknown) => {
    log.warn({ code: explain(again).code, interaction: interaction.id }, "nor could an apology");
  });
}

const NOT_RUN = "an interaction was not handled: it may have been before";

function isAnswerable(interaction: Interaction): interaction is Answerable {
  return (
    interaction.isMessageComponent() ||
    interaction.isModalSubmit() ||
    interaction.isChatInputCommand() ||
    interaction.isMessageContextMenuCommand()
  );
}
