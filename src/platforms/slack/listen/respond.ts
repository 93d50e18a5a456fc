import { RespondError, type RespondFn, type webApi } from "@slack/bolt";
import { backoff } from "../../../async/backoff.ts";
import { retry } from "../../../async/retry.ts";
import type { Action } from "../../../chat/action.ts";
import type { Reply } from "../../../chat/reply.ts";
import type { Logger } from "../../../log.ts";
import { isExpired, isNotInChannel, toPlatformError } from "../errors.ts";
import { type Message, renderMessage } from "../render.ts";
import { renderFiles } from "../render-files.ts";

/** Where an answer goes. */
export interface Place {
  readonly channel: string;
  /** The thread to answer in. */
  readonly thread?: string | undefined;
  readonly user: string;
  /** A conversation of two, with the bot or with another person: there is no channel to share with. */
  readonly direct: boolean;
}

/** A place by its channel's id, which begins with a D in a conversation of two. */
export function placeOf(channel: string, user: string, thread?: string): Place {
  return { channel, user, thread, direct: channel.startsWith("D") };
}

export interface AnswerTarget {
  readonly client: webApi.WebClient;
  readonly place: Place;
  /** The action of the button that shows a private answer to the channel. */
  readonly share?: Action | undefined;
  /** Whether it replaces the message whose button was pressed. */
  readonly replace?: boolean;
  /** A message of ours in that place, by its `ts`, that the answer replaces. */
  readonly instead?: string | undefined;
  readonly log: Logger;
  /** The bot's name, for the command that invites it. */
  readonly botName: string;
}

/** Keeps Slack from making cards of the links in our messages: the cards are already there. */
export const NO_UNFURLING = { unfurl_links: false, unfurl_media: false } as const;

/** Answers an interaction through its response_url, which works in channels that the bot is not in. */
export async function respondWith(respond: RespondFn, reply: Reply, target: AnswerTarget): Promise<void> {
  const { place, replace = false, log } = target;
  const common = {
    ...NO_UNFURLING,
    ...(place.thread !== undefined && { thread_ts: place.thread }),
  };
  const seen = { response_type: reply.audience === "everyone" ? "in_channel" : "ephemeral" } as const;
  const message = {
    ...renderMessage(reply, {
      asker: place.user,
      share: place.direct ? undefined : target.share,
      view: target.share,
    }),
    ...common,
    // A replacement is seen by those who saw the message before.
    ...(!replace && seen),
    replace_original: replace,
  };
  try {
    await withRetries(() => respond(message));
    for (const file of renderFiles(reply.files))
      await withRetries(() => respond({ ...file, ...common, ...seen, replace_original: false }));
  } catch (error) {
    log.warn({ err: toPlatformError(error) }, "a response_url took no answer");
    const anew =
      replace && isExpired(error) ? "That message can't be changed any more, so here it is again." : "";
    await post({ ...reply, audience: "asker", text: introduce(anew, reply.text) }, target);
  }
}

/** Answers in a conversation. If the bot may not write there, the asker is told which command invites it. */
export async function post(reply: Reply, target: AnswerTarget): Promise<void> {
  const { client, place, share, botName } = target;
  const answer = renderMessage(reply, {
    asker: place.user,
    share: place.direct ? undefined : share,
    view: share,
  });
  const thread = place.thread === undefined ? {} : { thread_ts: place.thread };
  try {
    for (const message of [answer, ...renderFiles(reply.files)]) {
      const isPrivate = reply.audience === "asker" && !place.direct;
      if (message === answer && (await tookPlace(target, answer, isPrivate))) continue;
      if (isPrivate) {
        await client.chat.postEphemeral({ channel: place.channel, user: place.user, ...thread, ...message });
      } else {
        await client.chat.postMessage({ channel: place.channel, ...thread, ...message, ...NO_UNFURLING });
      }
    }
  } catch (error) {
    if (!isNotInChannel(error) || place.channel === place.user) throw error;
    const invite = `I can't post in that channel yet, so I'm answering here. Type “/invite @${botName}” there to invite me.`;
    // Posting to a person opens the conversation with them.
    const home = { channel: place.user, user: place.user, direct: true };
    await post({ ...reply, text: introduce(invite, reply.text) }, { ...target, place: home });
  }
}

/**
 * Puts an answer in place of its placeholder, if there is one. A private answer can't do that, so the placeholder is
 * deleted. Returns false if the answer still has to be sent.
 */
async function tookPlace(
  { client, place: { channel }, instead, log }: AnswerTarget,
  answer: Message,
  isPrivate: boolean,
): Promise<boolean> {
  if (instead === undefined) return false;
  try {
    if (isPrivate) await client.chat.delete({ channel, ts: instead });
    else await client.chat.update({ channel, ts: instead, ...answer });
    return !isPrivate;
  } catch (error) {
    log.info({ code: toPlatformError(error).code, channel }, "a placeholder could not be changed");
    return false;
  }
}

/** `words` above what a reply says. */
export function introduce(words: string, text: string | undefined): string {
  return [words, text].filter(Boolean).join("\n\n");
}

/** Two more attempts; Slack accepts an answer for half an hour, but the asker is waiting. */
const RETRY = { firstMs: 500, longestMs: 1000 };
const MOST_RETRIES = 2;

// Only where the answer surely was not taken: a request that timed out may have been.
async function withRetries(respond: () => Promise<unknown>): Promise<void> {
  await retry(respond, {
    waitAfter(error, earlier) {
      const status = error instanceof RespondError ? error.statusCode : undefined;
      const isBusy = status === undefined ? !isTimeout(error) : status === 429 || status >= 500;
      return isBusy && earlier < MOST_RETRIES ? backoff(RETRY, earlier) : undefined;
    },
  });
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}
