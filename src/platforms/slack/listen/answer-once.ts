import type { App, RespondFn } from "@slack/bolt";
import type { InFlight } from "../../../async/in-flight.ts";
import { inRequest } from "../../../async/request-id.ts";
import { type Handled, isFirst } from "../../../chat/replicas/handled.ts";
import { note } from "../../../chat/reply.ts";
import { messageOf, UserError } from "../../../errors.ts";
import type { Logger } from "../../../log.ts";
import { NOBODY } from "../post/poster.ts";
import { renderMessage } from "../render.ts";
import { acknowledge } from "./context.ts";
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
  readonly ack?: unknown;
  readonly respond?: unknown;
}

/**
 * Says that nothing was run, to whoever used a command or a button. What is not acknowledged, Slack sends again; and a form
 * stays open, with words of Slack's own.
 */
async function refuse({ body, ack, respond }: Refusable, words: string, log: Logger): Promise<void> {
  if (!("response_url" in body) || typeof respond !== "function") return;
  if (typeof ack === "function") await acknowledge(ack as () => Promise<void>, { log });
  const message = renderMessage(note(words, "failure"), { asker: NOBODY });
  await (respond as RespondFn)({
    ...message,
    ...NO_UNFURLING,
    response_type: "ephemeral",
    replace_original: false,
  });
}

// The same in every repetition: an event's id, or the id of the person's click.
function deliveryKey(body: object): string | undefined {
  if ("event_id" in body) return `slack ${body.event_id}`;
  return "trigger_id" in body ? `slack ${body.trigger_id}` : undefined;
}
