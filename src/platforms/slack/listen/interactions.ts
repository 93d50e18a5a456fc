import type { App, BlockAction, BlockElementAction, MessageShortcut, RespondFn, webApi } from "@slack/bolt";
import { type Action, type Effect, pressedIn } from "../../../chat/action.ts";
import { adminMatters, type Caller, type CommandSpec } from "../../../chat/command.ts";
import { commandNamed } from "../../../chat/naming.ts";
import { isFirst, SHARED_ALREADY, shareKey } from "../../../chat/replicas/handled.ts";
import { note, type Reply } from "../../../chat/reply.ts";
import { type ButtonState, decodeButton } from "../button.ts";
import { toPlatformError } from "../errors.ts";
import { readEntities, readEventText } from "../escape.ts";
import { relabelled } from "../relabel.ts";
import { acknowledge, type Context, callerFor } from "./context.ts";
import { listenForForms, type OpenForm } from "./forms.ts";
import { placeholderBy } from "./placeholder.ts";
import { introduce, placeOf, post, respondWith } from "./respond.ts";

/**
 * Slash commands, message shortcuts and buttons. Each is acknowledged at once and answered through its response_url,
 * which also works where the bot is not a member, and after the socket has dropped.
 */
export function listenForInteractions(app: App, context: Context): void {
  const openForm = listenForForms(app, context);
  const { chat, naming } = context;

  app.command(/^\//, async ({ ack, command, respond, client }) => {
    await acknowledge(ack, context);
    // Links and mentions come as they were typed (should_escape in the manifest); there may still be entities.
    const text = readEntities(command.text);
    const name = commandNamed(command.command, naming);
    const meant = chat.meant(name, text);
    const asker = { user: command.user_id, channel: command.channel_id, team: command.team_id };
    const asking = callerFor(context, asker, adminMatters(meant?.spec));
    const place = placeOf(command.channel_id, command.user_id);
    if (meant && chat.asksForForm(meant.spec.name, meant.options)) {
      const asked = { command: meant.spec.name, options: {} };
      const { trigger_id: trigger } = command;
      return openForm({ asked, trigger, caller: asking, place, respond, replace: false, client });
    }
    const placeholder = placeholderBy(respond);
    const caller = { ...(await asking), working: placeholder.working };
    await context.turn();
    // People try "/paper help" in Slack, as its style guide recommends.
    const answer = asksForHelp(text)
      ? await chat.runLine(`help ${name}`, caller)
      : await chat.runText(name, text, caller);
    const reply = answer.audience === "everyone" ? answer : await chat.forAsker(answer, caller);
    const share = meant && shareAction(meant.spec.name, meant.options);
    await placeholder.end();
    await respondWith(respond, reply, { ...context, client, place, share });
  });

  for (const spec of chat.commands) {
    const { name, onMessage } = spec;
    if (!onMessage) continue;
    app.shortcut(
      { type: "message_action", callback_id: name },
      async ({ ack, shortcut, respond, client }) => {
        await acknowledge(ack, context);
        const { user, channel, team, message } = shortcut as MessageShortcut;
        const asker = { user: user.id, channel: channel.id, team: team?.id };
        const caller = await callerFor(context, asker, adminMatters(spec));
        await context.turn();
        const text = shorten(messageText(message, context.botUser), spec, onMessage.option);
        const options = { [onMessage.option]: text };
        const placeholder = placeholderBy(respond);
        const reply = await chat.run(name, options, { ...caller, working: placeholder.working });
        await placeholder.end();
        const place = placeOf(channel.id, user.id, threadOf(message));
        await respondWith(respond, reply, { ...context, client, place, share: shareAction(name, options) });
      },
    );
  }

  app.action({ type: "block_actions" }, async ({ ack, body, action, respond, client }) => {
    await acknowledge(ack, context);
    // A link button sends an action too; it only has to be acknowledged.
    const value = pressedValue(action);
    if (value !== undefined)
      await press(value, { openForm, body: body as BlockAction, respond, client }, context);
  });
}

/** The pressed or chosen value; undefined where it does nothing here. */
function pressedValue(action: BlockElementAction): string | undefined {
  if (action.type === "static_select") return action.selected_option?.value ?? "";
  return action.type === "button" && action.url === undefined ? (action.value ?? "") : undefined;
}

interface Pressed {
  readonly openForm: OpenForm;
  readonly body: BlockAction;
  readonly respond: RespondFn;
  readonly client: webApi.WebClient;
}

async function press(
  value: string,
  { openForm, body, respond, client }: Pressed,
  context: Context,
): Promise<void> {
  const { chat } = context;
  const user = body.user.id;
  // The Home tab has no conversation, so the answer goes to the person.
  const isHome = body.container.type === "view";
  const place = isHome
    ? { channel: user, user, direct: true }
    : placeOf(body.channel?.id ?? user, user, threadOf(body.message));
  const hidden = body.container.is_ephemeral === true || place.direct;
  const pressed = decodeButton(value);
  const state = pressed && { ...pressed, action: pressedIn(pressed.action, hidden) };
  const effect = state?.action.effect;
  const share = state && shareAction(state.action.command, state.action.options);
  const deliver = (reply: Reply, replace = false, view = share) => {
    const target = { ...context, client, place, share: view, replace };
    return isHome ? post(reply, target) : respondWith(respond, reply, target);
  };

  if (effect === "replace" && state?.asker !== user) return deliver(NOT_YOURS);
  const key = shareKey("slack", place.channel, String(body.container.message_ts), value);
  if (effect === "share" && !(await isFirst(chat.handled, key))) return deliver(note(SHARED_ALREADY));
  const spec = chat.actionSpec(state?.action);
  const asker = { user, channel: body.channel?.id, team: body.team?.id };
  const asking = callerFor(context, asker, adminMatters(spec));
  if (state && effect === "form")
    return openForm({
      asked: state.action,
      trigger: body.trigger_id,
      caller: asking,
      place,
      respond: isHome ? undefined : respond,
      replace: hidden,
      client,
    });
  const caller = await asking;
  await context.turn();
  const placeholder = placeholderBy(respond);
  const reply = await chat.runAction(state?.action, { ...caller, working: placeholder.working });
  await placeholder.end();
  if (effect === "update" && reply.outcome === "answer") {
    const answer = await updated({ body, respond }, state, caller, context);
    return answer && deliver(answer, true, state?.view);
  }
  const own = await chat.forAsker(reply, caller);
  const personal: Reply = own.audience === "everyone" ? { ...own, audience: "conversation" } : own;
  if (effect === "share" && reply.outcome !== "answer") await chat.handled.forget(key);
  // Whoever pressed is told what went wrong; the answer on the screen stays.
  if (reply.outcome !== "answer" || effect === "answer") return deliver(personal);
  if (effect === "share") return deliver(shared(reply, `Shared by ${body.user.name ?? "a member"}.`));
  if (effect === "announce" && reply.audience === "everyone")
    return deliver(shared(reply, `By ${body.user.name ?? "a member"}:`));
  // A message that only one person sees stays theirs, and a private answer never replaces one that others see.
  if (hidden) return deliver(personal, true);
  const isForAll = reply.audience !== "asker";
  await deliver(isForAll ? { ...reply, audience: "everyone" } : reply, isForAll);
}

/**
 * Updates the buttons of the pressed message. Slack does not send along a message that only one person sees: for that,
 * returns the view to show in its place.
 */
async function updated(
  { body, respond }: Pick<Pressed, "body" | "respond">,
  state: ButtonState | undefined,
  caller: Caller,
  { chat, log }: Context,
): Promise<Reply | undefined> {
  const { message } = body;
  const blocks = message && "blocks" in message ? message.blocks : undefined;
  if (body.container.is_ephemeral !== true && Array.isArray(blocks)) {
    // Posts are edited by the poster: a response_url would lose the metadata by which they are found.
    if (message && "metadata" in message) return undefined;
    const direct = placeOf(body.channel?.id ?? "", body.user.id).direct;
    const now = await relabelled(blocks, (actions) => chat.buttonsNow(actions, caller, direct));
    try {
      await respond({ replace_original: true, text: String(message?.text ?? ""), blocks: now });
    } catch (error) {
      log.info({ err: toPlatformError(error) }, "a message kept its old buttons");
    }
    return undefined;
  }
  if (!state?.view) return undefined;
  return chat.forAsker(await chat.runAction({ ...state.view, effect: "replace" }, caller), caller);
}

const NOT_YOURS = note(
  "Only the person who asked can turn these pages. Run the command yourself to get your own.",
  "usage",
);

function shared(reply: Reply, by: string): Reply {
  return { ...reply, audience: "everyone", text: introduce(by, reply.text) };
}

function shareAction(command: string, options: Action["options"]): Action {
  const effect: Effect = "share";
  return { command, options, effect };
}

function asksForHelp(text: string): boolean {
  return text.trim().toLowerCase() === "help";
}

function threadOf(message: Readonly<Record<string, unknown>> | undefined): string | undefined {
  return typeof message?.thread_ts === "string" ? message.thread_ts : undefined;
}

// The text of a message; a bot's may have nothing but attachments.
function messageText(message: MessageShortcut["message"], botUser: string): string {
  const attachments: readonly Readonly<Record<string, unknown>>[] = message.attachments ?? [];
  const parts = message.text
    ? [message.text]
    : attachments.map((attachment) => attachment.from_url ?? attachment.title_link ?? attachment.fallback);
  return readEventText(parts.filter((part) => typeof part === "string").join("\n"), botUser);
}

// The message was not written for the command, so a long one is cut instead of refused.
function shorten(text: string, spec: CommandSpec, option: string): string {
  const max = spec.options.find((candidate) => candidate.name === option)?.maxLength ?? text.length;
  return text.slice(0, max).toWellFormed();
}
