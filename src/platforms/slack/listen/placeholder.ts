import type { RespondFn, webApi } from "@slack/bolt";
import { createPlaceholder, type Placeholder } from "../../../chat/placeholder.ts";
import { note } from "../../../chat/reply.ts";
import { NOBODY } from "../post/poster.ts";
import { renderMessage } from "../render.ts";
import { NO_UNFURLING, type Place } from "./respond.ts";

const said = (words: string) => ({ ...renderMessage(note(words), { asker: NOBODY }), ...NO_UNFURLING });

/** In a conversation: a message that the answer replaces, by its `ts`. */
export function placeholderIn({ channel, thread }: Place, client: webApi.WebClient): Placeholder<string> {
  return createPlaceholder(async (words) => {
    const inThread = thread === undefined ? {} : { thread_ts: thread };
    return (await client.chat.postMessage({ channel, ...inThread, ...said(words) })).ts;
  });
}

/**
 * For whoever used a command or a button. The answer comes below it: through a response_url, Slack only changes the
 * message whose button was pressed.
 */
export function placeholderBy(respond: RespondFn): Placeholder<undefined> {
  return createPlaceholder(async (words) => {
    await respond({ ...said(words), response_type: "ephemeral", replace_original: false });
    return undefined;
  });
}
