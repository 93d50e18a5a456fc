import { ComponentType, type ModalSubmitInteraction } from "discord.js";
import { within } from "../../../async/timeout.ts";
import type { Action } from "../../../chat/action.ts";
import type { Chat } from "../../../chat/chat.ts";
import type { Caller } from "../../../chat/command.ts";
import type { FormValues } from "../../../chat/forms/form.ts";
import { buttons, note, type Reply } from "../../../chat/reply.ts";
import { renderModal } from "../form.ts";
import { renderReply } from "../render.ts";
import { type Openable, PATIENCE_MS, type Placed, respond } from "./respond.ts";

/**
 * Opens a command's form, or says privately why there is none. A form can only be the first response to an interaction,
 * so nothing may have been sent before, not even a placeholder: a form that takes long is offered with a button
 * instead.
 */
export async function showForm(
  interaction: Openable,
  asked: Pick<Action, "command" | "options">,
  chat: Chat,
  caller: Caller,
): Promise<void> {
  const opened = (await within(PATIENCE_MS, chat.openForm(asked, caller))) ?? lateForm(asked);
  if ("form" in opened) {
    await interaction.showModal(renderModal(opened));
    return;
  }
  await respond(interaction, Promise.resolve({ body: renderReply(opened), place: "private" }), false);
}

function lateForm({ command, options }: Pick<Action, "command" | "options">): Reply {
  const action: Action = { command, options, effect: "form" };
  return {
    ...note("That form took too long to open. Try again.", "failure"),
    buttons: buttons({ label: "Open form", action, style: "primary" }),
  };
}

/** Runs what was entered in a form. If the form was opened from a private message, the answer replaces that message. */
export async function submitForm(
  interaction: ModalSubmitInteraction,
  chat: Chat,
  caller: Caller,
): Promise<void> {
  const isOwn = interaction.isFromMessage() && interaction.message.flags.has("Ephemeral");
  const answer = chat
    .submitForm(interaction.customId, valuesOf(interaction), caller)
    .then(async (reply): Promise<Placed> => {
      if (reply.audience === "everyone") return { body: renderReply(reply), place: "public" };
      return { body: renderReply(await chat.forAsker(reply, caller)), place: isOwn ? "update" : "private" };
    });
  await respond(interaction, answer, isOwn);
}

/** The input, by option; a menu without a choice is empty. */
function valuesOf({ fields }: ModalSubmitInteraction): FormValues {
  return Object.fromEntries(
    fields.fields.map((field) => {
      if (field.type === ComponentType.TextInput) return [field.customId, field.value];
      return [field.customId, field.type === ComponentType.StringSelect ? (field.values[0] ?? "") : ""];
    }),
  );
}
