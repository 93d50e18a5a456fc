import type { webApi } from "@slack/bolt";
import type { Posted, Trace } from "../../../chat/poster.ts";
import { LIMITS, TIMES } from "../limits.ts";

const EVENT_TYPE = "paperboy_post";

/** The metadata by which a post is found again; people do not see it. */
export function traceOf(key: string) {
  return { event_type: EVENT_TYPE, event_payload: { key } };
}

/** Looks for a post where it belongs; below a message that has no thread, that is the channel. */
export async function look(
  client: webApi.WebClient,
  trace: Trace,
  me: webApi.AuthTestResponse,
  limit: number,
): Promise<Posted | "absent" | "unknown"> {
  const found = await search(client, trace, me, limit);
  if (trace.thread === undefined || found !== "absent") return found;
  const { thread: _, ...inChannel } = trace;
  return search(client, inChannel, me, limit);
}

/**
 * Searches a channel, or a thread, until `limit`, in milliseconds of performance.now(). A channel is read backwards:
 * whatever our clock says about `since`, its newest page is read.
 */
async function search(
  client: webApi.WebClient,
  { channel, key, thread, since }: Trace,
  me: webApi.AuthTestResponse,
  limit: number,
): Promise<Posted | "absent" | "unknown"> {
  const oldest = (since.getTime() - TIMES.clocksApart) / 1000;
  let cursor: string | undefined;
  for (let page = 0; page < LIMITS.searchedPages && performance.now() < limit; page++) {
    const part = {
      channel,
      limit: LIMITS.pageOfMessages,
      include_all_metadata: true,
      ...(cursor !== undefined && { cursor }),
    };
    const found =
      thread === undefined
        ? await client.conversations.history(part)
        : await client.conversations.replies({ ...part, ts: thread });
    const post = found.messages?.find(
      ({ user, bot_id, metadata }) =>
        (user === me.user_id || bot_id === me.bot_id) && keyOf(metadata) === key,
    );
    if (post?.ts !== undefined) return { message: post.ts };
    const last = found.messages?.at(-1)?.ts;
    const isPast = thread === undefined && last !== undefined && Number(last) < oldest;
    if (!found.has_more || isPast) return "absent";
    cursor = found.response_metadata?.next_cursor;
    if (!cursor) return "unknown";
  }
  return "unknown";
}

function keyOf(metadata: { event_type?: string; event_payload?: object } | undefined): unknown {
  const { event_type, event_payload } = metadata ?? {};
  return event_type === EVENT_TYPE && event_payload && "key" in event_payload ? event_payload.key : undefined;
}
