import { MessageFlags } from "discord.js";
import { within } from "../../../async/timeout.ts";
import { type Action, decodeAction, pressedIn } from "../../../chat/action.ts";
import type { Chat } from "../../../chat/chat.ts";
import type { Caller } from "../../../chat/command.ts";
import { isFirst, SHARED_ALREADY, shareKey } from "../../../chat/replicas/handled.ts";
import { note } from "../../../chat/reply.ts";
import { askerIsMissing } from "../permissions.ts";
import { relabelled } from "../relabel.ts";
import { renderReply } from "../render.ts";
import { showForm } from "./forms.ts";
import { isDirect, shareable } from "./place.ts";
import { type Answerable, type Placed, type Pressed, respond } from "./respond.ts";

interface PressParts {
  readonly chat: Chat;
  readonly callerOf: (interaction: Answerable) => Caller;
}

/** Runs what a button, or a choice in a menu, does. */
export async function runPress(
  interaction: Pressed,
  encoded: string | undefined,
  { chat, callerOf }: PressParts,
): Promise<void> {
  const hidden = isHidden(interaction);
  const action = pressedIn(decodeAction(encoded ?? ""), hidden);
  if (action?.effect === "form") return showForm(interaction, action, chat, callerOf(interaction));
  const isForAll = action?.effect === "share" || action?.effect === "announce";
  const missing = isForAll ? askerIsMissing(interaction) : [];
  if (missing.length > 0) {
    const words = `You need the permission “${missing.join("”, “")}” in this channel before I can post here for you.`;
    const refusal = { body: renderReply(note(words, "usage")), place: "private" } as const;
    return respond(interaction, Promise.resolve(refusal), false);
  }
  const key = shareKey("discord", interaction.message.id, encoded);
  if (action?.effect === "share" && !(await isFirst(chat.handled, key))) {
    const refusal = { body: renderReply(note(SHARED_ALREADY)), place: "private" } as const;
    return respond(interaction, Promise.resolve(refusal), false);
  }
  if (action?.effect === "update") return runUpdate(interaction, action, chat, callerOf(interaction));
  // Others get the page they ask for as well, but not in place of the asker's own.
  const own = action?.effect === "replace" && (await isAsker(interaction));
  const caller = callerOf(interaction);
  const answer = chat.runAction(action, caller).then(async (reply): Promise<Placed> => {
    if (action?.effect === "share" && reply.outcome !== "answer") await chat.handled.forget(key);
    if (reply.outcome !== "answer" || !action) return { body: renderReply(reply), place: "private" };
    if (action.effect === "share")
      return { body: renderReply(reply, { lead: `Shared by ${displayName(interaction)}` }), place: "public" };
    if (action.effect === "announce" && reply.audience === "everyone")
      return { body: renderReply(reply, { lead: `By ${displayName(interaction)}` }), place: "public" };
    if (own && !hidden && reply.audience !== "asker") return { body: renderReply(reply), place: "update" };
    const share = shareable(interaction, reply, { ...action, effect: "share" });
    const lead = action.effect === "replace" && !own ? COPY : undefined;
    const body = renderReply(await chat.forAsker(reply, caller), { lead, share });
    return { body, place: own && hidden ? "update" : "private" };
  });
  await respond(interaction, answer, own);
}

/** Runs a button's action and updates the buttons of its message. Only what went wrong is told. */
async function runUpdate(interaction: Pressed, action: Action, chat: Chat, caller: Caller): Promise<void> {
  const { message } = interaction;
  const hidden = isHidden(interaction);
  await respond(
    interaction,
    chat.runAction(action, { ...caller, pressed: message.id }).then(async (reply): Promise<Placed> => {
      if (reply.outcome !== "answer") return { body: renderReply(reply), place: "private" };
      const components = await relabelled(message, (actions) => chat.buttonsNow(actions, caller, hidden));
      return { body: { components }, place: "update" };
    }),
    true,
  );
}

const COPY = "This is your own copy. Only the person who asked can turn the pages of the original.";

/** Whether the person who pressed is the asker: of a command by the message itself, of a mention by the message replied to. */
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

/** Whether only the person who pressed sees the message with the button. */
function isHidden(interaction: Pressed): boolean {
  return isDirect(interaction) || interaction.message.flags.has(MessageFlags.Ephemeral);
}

function displayName({ member, user }: Answerable): string {
  const nick = member && ("displayName" in member ? member.displayName : member.nick);
  return nick ?? user.displayName;
}
