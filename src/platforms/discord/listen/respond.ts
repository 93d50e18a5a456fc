import {
  type APIMessageTopLevelComponent,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type InteractionReplyOptions,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalMessageModalSubmitInteraction,
  type ModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from "discord.js";
import { within } from "../../../async/timeout.ts";
import { note } from "../../../chat/reply.ts";
import type { MessageBody } from "../components.ts";
import { renderReply } from "../render.ts";

/** A pressed button, or a choice in a menu. */
export type Pressed = ButtonInteraction | StringSelectMenuInteraction;

/** An interaction that can open a form. */
export type Openable = Pressed | ChatInputCommandInteraction;

export type Answerable = Openable | MessageContextMenuCommandInteraction | ModalSubmitInteraction;

/** What is shown: a new message, or an existing one with changed components. */
type Body = Pick<MessageBody, "files"> & {
  readonly components: MessageBody["components"] | readonly APIMessageTopLevelComponent[];
};

/** An answer and where it goes: a new message for all or for the asker, or in place of the one with the button. */
export interface Placed {
  readonly body: Body;
  readonly place: "public" | "private" | "update";
}

/** What takes long about an answer, in words, where that is known. */
const workOn = new WeakMap<Interaction, string>();

/** Notes what takes long about the answer to an interaction, for its placeholder. */
export function noteWork(interaction: Interaction, words: string): void {
  if (!workOn.has(interaction)) workOn.set(interaction, words);
}

/**
 * How long an answer may take before a placeholder is sent, in milliseconds. Discord requires a first response within
 * three seconds; half of them are left for a busy process and the network.
 */
export const PATIENCE_MS = 1500;

/**
 * Sends the answer as soon as it is there; if that takes long, a placeholder first. A placeholder has to say who will
 * see the answer before that is known, and can't change it: so it is private, which gives nothing away, and a public
 * answer then replaces it. `updates` says that the answer will most likely replace the message with the button.
 */
export async function respond(
  interaction: Answerable,
  answer: Promise<Placed>,
  updates: boolean,
): Promise<void> {
  const early = await within(PATIENCE_MS, answer);
  if (early) return send(interaction, early);
  if (updates && canUpdate(interaction)) {
    await interaction.deferUpdate();
    const { body, place } = await answer;
    if (place === "update") await interaction.editReply(edited(body));
    else await interaction.followUp(created(body, place === "private"));
    return;
  }
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  // Discord's own placeholder says that the bot is thinking, but not about what.
  const words = workOn.get(interaction);
  if (words !== undefined) await interaction.editReply(edited(renderReply(note(words))));
  const { body, place } = await answer;
  if (place !== "public") {
    await interaction.editReply(edited(body));
    return;
  }
  // In this order: the first follow-up to an existing placeholder would take over its privacy.
  await interaction.deleteReply();
  await interaction.followUp(created(body, false));
}

/** Says in words what went wrong, in whichever way is still open. */
export async function apologise(interaction: Answerable, words: string): Promise<void> {
  const body = renderReply(note(words, "failure"));
  if (interaction.replied || interaction.deferred) await interaction.followUp(created(body, true));
  else await interaction.reply(created(body, true));
}

/**
 * Whether there is a message that the answer can replace: the one with the pressed button, or with the one that opened
 * the form.
 */
function canUpdate(interaction: Answerable): interaction is Pressed | ModalMessageModalSubmitInteraction {
  return interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage());
}

async function send(interaction: Answerable, { body, place }: Placed): Promise<void> {
  if (place === "update" && canUpdate(interaction)) await interaction.update(edited(body));
  else await interaction.reply(created(body, place !== "public"));
}

function created({ components, files = [] }: Body, secret: boolean): InteractionReplyOptions {
  const flags = secret
    ? ([MessageFlags.IsComponentsV2, MessageFlags.Ephemeral] as const)
    : ([MessageFlags.IsComponentsV2] as const);
  return { components, flags, ...(files.length > 0 && { files }) };
}

function edited({ components, files = [] }: Body) {
  return { components, flags: [MessageFlags.IsComponentsV2] as const, ...(files.length > 0 && { files }) };
}
