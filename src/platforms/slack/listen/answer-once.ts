import type { App, RespondFn, types, webApi } from "@slack/bolt";
import type { InFlight } from "../../../async/in-flight.ts";
import { inRequest } from "../../../async/request-id.ts";
import { type Handled, isFirst } from "../../../chat/replicas/handled.ts";
import { note } from "../../../chat/reply.ts";
import { messageOf, UserError } from "../../../errors.ts";
import type { Logger } from "../../../log.ts";
import { NOBODY } from "../post/poster.ts";
import { renderMessage } from "../render.ts";
import { acknowledge } from "./context.ts";
import { isSaid } from "./events.ts";
import { NO_UNFURLING } from "./respond.ts";

interface OnceParts {
  readonly handled: Handled;
  readonly inFlight: InFlight;
  readonly log: Logger;
}

/**
 * Slack repeats, with the same id, what it believes was not received, perhaps to another process. It was received and is being
 * answered, so this only says so.
 */
export function answerOnce(app: App, { handled, inFlight, log }: OnceParts): void {
  app.use(async (args) => {
    const key = deliveryKey(args.body);
    let first: boolean;
    try {
      first = key === undefined || (await isFirst(handled, key));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      log.warn({ err: messageOf(error.cause) }, "a delivery was not handled: it may have been before");
      return inFlight.track(refuse(args, error.message, log));
    }
    if (first) await inFlight.track(inRequest(() => Promise.resolve(args.next())));
    else if ("ack" in args && typeof args.ack === "function") await args.ack();
  });
}

interface Refusable {
  readonly body: object;
  readonly client: webApi.WebClient;
  readonly ack?: unknown;
  readonly respond?: unknown;
}

/**
 * Says that nothing was run, to whoever used a command or a button, or spoke to the bot. A form stays open, with words of
 * Slack's own, since it is not acknowledged.
 */
async function refuse({ body, client, ack, respond }: Refusable, words: string, log: Logger): Promise<void> {
  const message = { ...renderMessage(note(words, "failure"), { asker: NOBODY }), ...NO_UNFURLING };
  const place = "event" in body ? spokenIn(body.event as Spoken) : undefined;
  if (place) await client.chat.postMessage({ ...place, ...message });
  if (!("response_url" in body) || typeof respond !== "function") return;
  if (typeof ack === "function") await acknowledge(ack as () => Promise<void>, { log });
  await (respond as RespondFn)({ ...message, response_type: "ephemeral", replace_original: false });
}

type Spoken = types.AppMentionEvent | types.MessageEvent;

/** Where a mention or a direct message is answered; undefined for all other events. */
function spokenIn(event: Spoken): { readonly channel: string; readonly thread_ts?: string } | undefined {
  if (event.type === "app_mention")
    return event.bot_id === undefined
      ? { channel: event.channel, thread_ts: event.thread_ts ?? event.ts }
      : undefined;
  return event.type === "message" && event.channel_type === "im" && isSaid(event)
    ? { channel: event.channel, ...(event.thread_ts !== undefined && { thread_ts: event.thread_ts }) }
    : undefined;
}

// The same in every repetition: an event's id, or the id of the person's click.
function deliveryKey(body: object): string | undefined {
  if ("event_id" in body) return `slack ${body.event_id}`;
  return "trigger_id" in body ? `slack ${body.trigger_id}` : undefined;
}
