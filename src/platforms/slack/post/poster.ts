import { webApi } from "@slack/bolt";
import { within } from "../../../async/timeout.ts";
import { type Outgoing, PostError, type Posted, type Poster, refuseIfLate } from "../../../chat/poster.ts";
import type { Logger } from "../../../log.ts";
import { isNotInChannel, toPlatformError } from "../errors.ts";
import { LIMITS, TIMES } from "../limits.ts";
import { NO_UNFURLING } from "../listen/respond.ts";
import { renderMessage } from "../render.ts";
import { renderFiles } from "../render-files.ts";
import { createChannelNames } from "./channel-names.ts";
import { toPostError } from "./failure.ts";
import { createPace } from "./pace.ts";
import { look, traceOf } from "./trace.ts";

interface PosterOptions {
  readonly token: string;
  /** Its `fetch` must limit how long a request takes. */
  readonly clientOptions: webApi.WebClientOptions;
  readonly log: Logger;
}

/** Nobody asked for a post, so nobody may turn it into something else. */
export const NOBODY = "nobody";

/** Used where Slack can't be asked for the name the app was installed under. */
const FALLBACK_NAME = "Paperboy";

/** Posts with the scope chat:write alone; see the features for what more scopes add. */
export function createPoster({ token, clientOptions, log }: PosterOptions): Poster {
  const client = new webApi.WebClient(token, {
    ...clientOptions,
    // A repeated request is a second post, and one that waits in a queue may arrive after it was given up.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    maxRequestConcurrency: Number.POSITIVE_INFINITY,
  });
  const pace = createPace();
  const whoAmI = createWhoAmI(client);

  async function failureOf(error: unknown): Promise<PostError> {
    return toPostError(error, isNotInChannel(error) ? await botName() : FALLBACK_NAME);
  }

  async function botName(): Promise<string> {
    const known = whoAmI().then(
      ({ user }) => user,
      () => undefined,
    );
    return (await within(TIMES.name, known)) ?? FALLBACK_NAME;
  }

  // Slack never accepts a message without text, but first says what keeps the bot from writing there.
  async function askByEmptyPost(channel: string): Promise<readonly string[]> {
    try {
      await client.chat.postMessage({ channel, text: "" });
      return [];
    } catch (error) {
      return toPlatformError(error).code === "no_text" ? [] : obstaclesIn(error);
    }
  }

  async function obstaclesIn(error: unknown): Promise<readonly string[]> {
    const failure = await failureOf(error);
    if (failure.kind !== "channel") throw failure;
    return [failure.message];
  }

  async function send(message: Outgoing, { thread }: Pick<Outgoing, "thread">): Promise<Posted> {
    const { channel, reply, key, plain = false } = message;
    await pace.turn(channel);
    // Slack does not recognise a message it has seen. A process that is suspended right here, after the check and
    // before the request, is the one that can post twice.
    refuseIfLate(message);
    try {
      const rendered = renderMessage(reply, { asker: NOBODY });
      const { ts } = await client.chat.postMessage({
        channel,
        ...(plain ? { text: rendered.text, mrkdwn: false } : rendered),
        ...NO_UNFURLING,
        ...(thread !== undefined && { thread_ts: thread }),
        metadata: traceOf(key),
      });
      if (ts === undefined) throw new PostError("uncertain", "Slack did not say which message it made.");
      return { message: ts };
    } catch (error) {
      const failure = await failureOf(error);
      if (failure.retryAfterMs !== undefined) pace.hold(channel, failure.retryAfterMs);
      throw failure;
    }
  }

  return {
    async post(message) {
      const { channel, thread } = message;
      try {
        return await send(message, message);
      } catch (error) {
        const code = codeOf(error);
        if (thread === undefined || !NO_THREAD.includes(code)) throw error;
        log.warn(
          { channel, code },
          "no thread can be used there, so the other papers are posted below the first",
        );
        return send(message, {});
      }
    },

    async edit({ channel, message, reply, key }) {
      try {
        const rendered = renderMessage(reply, { asker: NOBODY });
        await client.chat.update({ channel, ts: message, ...rendered, metadata: traceOf(key) });
      } catch (error) {
        throw await failureOf(error);
      }
    },

    async find(trace) {
      const limit = performance.now() + TIMES.search;
      try {
        const me = await whoAmI();
        return await look(client, trace, me, limit);
      } catch (error) {
        const { kind } = await failureOf(error);
        const { code } = toPlatformError(error);
        // Without the scope to read, or in a closed channel, nobody will ever know; all else passes.
        if (kind !== "channel" && code !== "missing_scope") throw toPlatformError(error);
        log.info({ code, channel: trace.channel }, "a channel cannot be read");
        return "unknown";
      }
    },

    async missingIn(channel) {
      try {
        const { channel: found } = await client.conversations.info({ channel });
        if (found?.is_archived) return await obstaclesIn(refusal("is_archived"));
        return found?.is_member === false ? await obstaclesIn(refusal("not_in_channel")) : [];
      } catch (error) {
        if (toPlatformError(error).code === "missing_scope") return askByEmptyPost(channel);
        return obstaclesIn(error);
      }
    },

    adviceFor: async () => [],

    async isMember(channel, user) {
      try {
        return await isAmongMembers(client, channel, user);
      } catch (error) {
        if (error instanceof PostError) throw error;
        if (toPlatformError(error).code !== "missing_scope") throw await failureOf(error);
        throw new PostError("channel", "I may not see who is in the channel.", {
          cause: error,
          forOperator:
            "To mail a channel's papers to its members, the app needs the scopes channels:read and groups:read.",
        });
      }
    },

    nameOf: createChannelNames(client),

    async link(channel, message) {
      const me = await whoAmI().catch(() => undefined);
      if (me?.url === undefined || !URL.canParse(me.url)) return undefined;
      const place = message === undefined ? channel : `${channel}/p${message.replace(".", "")}`;
      return new URL(`/archives/${place}`, me.url).href;
    },

    async tell(user, reply) {
      try {
        // Posting to a person opens the conversation with them.
        for (const message of [renderMessage(reply, { asker: user }), ...renderFiles(reply.files)])
          await client.chat.postMessage({ channel: user, ...message, ...NO_UNFURLING });
      } catch (error) {
        throw await failureOf(error);
      }
    },

    async owners() {
      let cursor: string | undefined;
      for (let page = 0; page < LIMITS.searchedPages; page += 1) {
        const { members = [], response_metadata } = await client.users.list({
          limit: LIMITS.pageOfPeople,
          ...(cursor !== undefined && { cursor }),
        });
        const owner = members.find(({ is_primary_owner }) => is_primary_owner === true);
        if (owner?.id !== undefined) return [owner.id];
        cursor = response_metadata?.next_cursor;
        if (!cursor) break;
      }
      return [];
    },
  };
}

async function isAmongMembers(client: webApi.WebClient, channel: string, user: string): Promise<boolean> {
  let cursor: string | undefined;
  for (let page = 0; page < LIMITS.pagesOfMembers; page += 1) {
    const { members = [], response_metadata } = await client.conversations.members({
      channel,
      limit: LIMITS.pageOfMembers,
      ...(cursor !== undefined && { cursor }),
    });
    if (members.includes(user)) return true;
    cursor = response_metadata?.next_cursor;
    if (!cursor) return false;
  }
  throw new PostError("channel", "Too many people are in the channel to check who is.");
}

/** Slack's codes for a channel or a message that can have no threads; the message itself is there. */
const NO_THREAD: readonly string[] = [
  "cannot_reply_to_message",
  "restricted_action_non_threadable_channel",
  "restricted_action_thread_locked",
];

function codeOf(error: unknown): string {
  return toPlatformError(error instanceof PostError ? error.cause : error).code;
}

// Asks once, and again only after a failure.
function createWhoAmI(client: webApi.WebClient): () => Promise<webApi.AuthTestResponse> {
  let known: Promise<webApi.AuthTestResponse> | undefined;
  return () => {
    known ??= client.auth.test().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}

function refusal(code: string): webApi.WebAPIPlatformError {
  return new webApi.WebAPIPlatformError({ ok: false, error: code });
}
