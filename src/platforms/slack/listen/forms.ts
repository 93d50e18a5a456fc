import type { App, RespondFn, webApi } from "@slack/bolt";
import { within } from "../../../async/timeout.ts";
import type { Action } from "../../../chat/action.ts";
import { adminMatters, type Caller } from "../../../chat/command.ts";
import { commandOfForm, type FormValues } from "../../../chat/forms/form.ts";
import type { OpenedForm } from "../../../chat/forms/forms.ts";
import { buttons, note, type Reply } from "../../../chat/reply.ts";
import { toPlatformError } from "../errors.ts";
import { cleanLine, cut } from "../escape.ts";
import { FORM_VIEW, readFormState, renderChoices, renderForm, renderNotice } from "../form.ts";
import { LIMITS, TIMES } from "../limits.ts";
import { acknowledge, type Context, callerFor } from "./context.ts";
import { type AnswerTarget, type Place, placeOf, post, respondWith } from "./respond.ts";

/** A command or a press that can open a form. */
interface Opening {
  readonly asked: Pick<Action, "command" | "options">;
  /** Slack accepts it once, within three seconds. */
  readonly trigger: string;
  readonly caller: Promise<Caller>;
  readonly place: Place;
  /** Absent where there is no conversation: the answer is then posted. */
  readonly respond: RespondFn | undefined;
  /** Whether the answer replaces the message whose button was pressed. */
  readonly replace: boolean;
  readonly client: webApi.WebClient;
}

export type OpenForm = (opening: Opening) => Promise<void>;

/** How a form's answer reaches whoever sent it, also in channels without the bot. */
type Way = Pick<Opening, "respond" | "replace">;

/** How many open forms are remembered; the answers to older ones are posted. */
const MOST_OPEN = 1000;

/** Listens for submitted forms, and returns the function that opens one. */
export function listenForForms(app: App, context: Context): OpenForm {
  const { chat, log } = context;
  const ways = new Map<string, Way>();

  app.options<"block_suggestion">(
    { type: "block_suggestion", action_id: /.*/ },
    async ({ ack, options: { view, user, team, block_id, value } }) => {
      const { id, channel } = readFormState(view?.private_metadata ?? "") ?? {};
      const caller = await callerFor(context, { user: user.id, channel, team: team?.id }, false);
      await ack({
        options: renderChoices(await chat.suggest(commandOfForm(id ?? "") ?? "", block_id, value, caller)),
      });
    },
  );

  app.view({ callback_id: FORM_VIEW, type: "view_submission" }, async ({ ack, body, view, client }) => {
    const user = body.user.id;
    const state = readFormState(view.private_metadata);
    const place = placeOf(state?.channel ?? user, user, state?.thread);
    const asker = { user, channel: state?.channel, team: body.team?.id };
    const spec = chat.commands.find(({ name }) => name === commandOfForm(state?.id ?? ""));
    const submitting = callerFor(context, asker, adminMatters(spec)).then(async (caller) => {
      const reply = await chat.submitForm(state?.id ?? "", valuesOf(view.state.values), caller);
      return reply.audience === "everyone" ? reply : chat.forAsker(reply, caller);
    });
    const early = await within(TIMES.formAnswer, submitting);
    const errors = errorsOf(early, view.blocks);
    if (errors) return ack({ response_action: "errors", errors });
    await acknowledge(ack, context);
    const reply = early ?? (await submitting);
    const way = ways.get(view.id);
    ways.delete(view.id);
    const target = { ...context, client, place };
    await send(reply, { ...way, replace: way?.replace === true && reply.audience !== "everyone" }, target);
  });

  function keep(view: { readonly id?: string } | undefined, { respond, replace }: Way): void {
    if (view?.id === undefined) return;
    ways.set(view.id, { respond, replace });
    const [oldest] = ways.keys();
    if (ways.size > MOST_OPEN && oldest !== undefined) ways.delete(oldest);
  }

  return async (opening) => {
    const { asked, trigger: trigger_id, caller, place, client } = opening;
    const tell = (reply: Reply) => send(reply, { respond: opening.respond }, { ...context, client, place });
    const where = { channel: place.channel, thread: place.thread };
    const making = caller.then((known) => chat.openForm(asked, known));
    try {
      const early = await within(TIMES.formWait, making);
      if (early) {
        if (!("form" in early)) return await tell(early);
        const { view } = await client.views.open({ trigger_id, view: renderForm(early, where) });
        return keep(view, opening);
      }
      // The trigger would expire before the form is ready.
      const { view } = await client.views.open({ trigger_id, view: renderNotice("Paperboy", "Loading…") });
      const late = await making;
      await client.views.update({ view_id: view?.id ?? "", view: lateView(late, where) });
      keep(view, opening);
    } catch (error) {
      log.warn({ err: toPlatformError(error) }, "a form could not be opened");
      await tell(notOpened(asked));
    }
  };
}

/** Sends a reply the way the form was asked for or, where that is no longer known, as a new message. */
function send(reply: Reply, { respond, replace = false }: Partial<Way>, target: AnswerTarget): Promise<void> {
  return respond ? respondWith(respond, reply, { ...target, replace }) : post(reply, target);
}

function lateView(
  late: OpenedForm | Reply,
  where: { readonly channel: string; readonly thread?: string | undefined },
) {
  return "form" in late ? renderForm(late, where) : renderNotice("Paperboy", late.text ?? "");
}

function notOpened({ command, options }: Opening["asked"]): Reply {
  const action: Action = { command, options, effect: "form" };
  return {
    ...note("Slack didn't open the form. Try again.", "failure"),
    buttons: buttons({ label: "Open form", action, style: "primary" }),
  };
}

/** The errors by field; undefined where nothing is wrong, or not in a field of the form. */
function errorsOf(
  reply: Reply | undefined,
  blocks: readonly { readonly type: string; readonly block_id?: string }[],
): Record<string, string> | undefined {
  const problems = reply?.problems ?? [];
  const fields = blocks.flatMap((block) => (block.type === "input" ? (block.block_id ?? []) : []));
  const [first] = fields;
  if (problems.length === 0 || first === undefined) return undefined;
  const errors: Record<string, string> = {};
  for (const { option = first, text } of problems) {
    const field = fields.includes(option) ? option : first;
    errors[field] = cut(cleanLine([errors[field], text].filter(Boolean).join(" ")), LIMITS.fieldError);
  }
  return errors;
}

/** The input, by option. */
function valuesOf(values: Readonly<Record<string, Readonly<Record<string, FieldValue>>>>): FormValues {
  return Object.fromEntries(
    Object.entries(values).map(([option, elements]) => {
      const [element] = Object.values(elements);
      return [option, element?.selected_option?.value ?? element?.value ?? ""];
    }),
  );
}

interface FieldValue {
  readonly value?: string | null | undefined;
  readonly selected_option?: { readonly value: string } | null | undefined;
}
