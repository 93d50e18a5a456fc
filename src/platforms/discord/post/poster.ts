import {
  type APIChannel,
  type APIMessage,
  type APITeamMember,
  type Channel,
  type RESTGetCurrentApplicationResult,
  Routes,
  TeamMemberMembershipState,
  TeamMemberRole,
  ThreadAutoArchiveDuration,
} from "discord.js";
import { type Outgoing, PostError, type Posted, type Poster } from "../../../chat/poster.ts";
import { plainText, type Reply } from "../../../chat/reply.ts";
import type { Logger } from "../../../log.ts";
import { cut } from "../cut.ts";
import { clean, oneLine } from "../escape.ts";
import { LIMITS } from "../limits.ts";
import { missingBesidePosting, missingToPost } from "../permissions.ts";
import { renderReply } from "../render.ts";
import { codeOf, MISSING_ACCESS } from "./failure.ts";
import { isMember } from "./membership.ts";
import type { Requests } from "./rest.ts";
import { search } from "./search.ts";
import { withTrace } from "./trace.ts";

export interface PosterParts {
  /** Begins a series of requests, none of which is sent once it is late. */
  readonly begin: (purpose?: Pick<Outgoing, "isLate">) => Requests;
  /** The channel as the connection knows it; rejects while there is no connection. */
  readonly channelOf: (id: string) => Promise<Channel | undefined>;
  readonly log: Logger;
}

interface Below {
  readonly channel: string;
  readonly thread: string;
  readonly body: object;
  /** Why the reply can't be in the thread. */
  readonly error: unknown;
}

/** Posts with a nonce, which Discord compares for some minutes, and with a trace, by which a post is found later. */
export function createPoster({ begin, channelOf, log }: PosterParts): Poster {
  /** Adds the names of missing permissions, as far as they are known, to a refusal for lack of permissions. */
  async function inNamedTerms(id: string, posting: Promise<Posted>): Promise<Posted> {
    try {
      return await posting;
    } catch (error) {
      if (!MISSING_ACCESS.includes(codeOf(error) ?? "")) throw error;
      const channel = await channelOf(id).catch(() => undefined);
      const missing = !channel || channel.isDMBased() || !channel.isSendable() ? [] : missingToPost(channel);
      if (missing.length === 0) throw error;
      throw new PostError("channel", missing.join(" "), { cause: error });
    }
  }

  /** Replies below the message itself, where its thread is closed to the bot or may not be opened. */
  async function reply(requests: Requests, { channel, thread, body, error }: Below): Promise<Posted> {
    log.warn(
      { channel, code: codeOf(error) },
      "no thread can be used there, so the other papers are posted as a reply; allow the bot “Create Public Threads” and “Send Messages in Threads”",
    );
    const reference = { message_id: thread, fail_if_not_exists: false };
    try {
      return await create(requests, channel, { ...body, message_reference: reference });
    } catch (refusal) {
      if (codeOf(refusal) !== NO_REPLY_WITHOUT_HISTORY) throw refusal;
      return inNamedTerms(channel, create(requests, channel, body));
    }
  }

  return {
    async post(message) {
      const { channel, key, thread } = message;
      const content = message.plain ? plainReply(message.reply) : message.reply;
      const requests = begin(message);
      const body = { ...bodyOf(content, key), nonce: key, enforce_nonce: true };
      if (thread === undefined) return inNamedTerms(channel, create(requests, channel, body));
      try {
        return await create(requests, thread, body);
      } catch (error) {
        if (codeOf(error) !== UNKNOWN_CHANNEL && !isClosed(error)) throw error;
        if (isClosed(error)) return reply(requests, { channel, thread, body, error });
      }
      const { threadName = "" } = message;
      try {
        return await create(
          requests,
          await openThread(requests, { channel, thread, name: threadName }),
          body,
        );
      } catch (error) {
        if (!isClosed(error)) throw error;
        return reply(requests, { channel, thread, body, error });
      }
    },

    async edit({ channel, message, reply, key, thread }) {
      const requests = begin();
      const { components, flags } = withTrace(renderReply({ ...reply, files: [] }), key);
      const change = (place: string) =>
        requests.change(Routes.channelMessage(place, message), { components, flags });
      if (thread === undefined) return change(channel);
      try {
        await change(thread);
      } catch (error) {
        // Where there can be no thread, the post is in the channel itself.
        if (![UNKNOWN_CHANNEL, UNKNOWN_MESSAGE].includes(codeOf(error) ?? "")) throw error;
        await change(channel);
      }
    },

    async find({ channel, key, thread, since }) {
      const requests = begin();
      if (thread !== undefined) {
        try {
          const found = await search(requests, { channel: thread, key, since });
          if (found !== "absent") return found;
        } catch (error) {
          if (codeOf(error) !== UNKNOWN_CHANNEL) throw error;
        }
      }
      // Without a thread, or where none was allowed, the post is a reply in the channel.
      return search(requests, { channel, key, since });
    },

    async missingIn(id) {
      const channel = await channelOf(id);
      if (channel === undefined)
        return [`I can't find that channel. Check whether it still exists, and whether I'm in its server.`];
      if (channel.isDMBased() || !channel.isSendable())
        return [
          "That channel doesn't accept messages. Choose a text channel, an announcement channel or a thread.",
        ];
      return missingToPost(channel);
    },

    async adviceFor(id) {
      const channel = await channelOf(id);
      if (!channel || channel.isDMBased() || !channel.isSendable()) return [];
      return missingBesidePosting(channel);
    },

    isMember: async (id, user) => isMember(await channelOf(id), user),

    async nameOf(id) {
      const channel = await channelOf(id).catch(() => undefined);
      return channel === undefined || channel.isDMBased() ? undefined : `#${channel.name}`;
    },

    async link(id, message) {
      const channel = await channelOf(id).catch(() => undefined);
      if (channel === undefined || channel.isDMBased()) return undefined;
      return `https://discord.com/channels/${channel.guildId}/${id}${message === undefined ? "" : `/${message}`}`;
    },

    async owners() {
      const about = (await begin().read(Routes.currentApplication())) as RESTGetCurrentApplicationResult;
      const { owner, team } = about;
      if (!team) return owner ? [owner.id] : [];
      const isOperator = ({ user, role, membership_state }: APITeamMember) =>
        membership_state === TeamMemberMembershipState.Accepted &&
        (user.id === team.owner_user_id || OPERATING_ROLES.includes(role));
      return team.members.filter(isOperator).map(({ user }) => user.id);
    },

    async tell(user, reply) {
      const requests = begin();
      const { id } = (await requests.write(Routes.userChannels(), { recipient_id: user })) as APIChannel;
      await create(requests, id, bodyOf(reply, undefined));
    },
  };
}

/** Members of a team who may change the application. */
const OPERATING_ROLES: readonly TeamMemberRole[] = [TeamMemberRole.Admin, TeamMemberRole.Developer];

// Discord's codes, see its "Opcodes and Status Codes".
const UNKNOWN_CHANNEL = "10003";
const UNKNOWN_MESSAGE = "10008";
const WRONG_CHANNEL_TYPE = "50024";
const THREAD_EXISTS = "160004";
const NO_REPLY_WITHOUT_HISTORY = "160002";
const THREAD_ARCHIVED = "50083";
const THREAD_LOCKED = "160005";

/** Whether a thread, rather than its channel, is closed to the bot. */
function isClosed(error: unknown): boolean {
  return [...MISSING_ACCESS, THREAD_ARCHIVED, THREAD_LOCKED].includes(codeOf(error) ?? "");
}

/** The same in one piece of text. */
function plainReply(reply: Reply): Reply {
  return { ...reply, text: plainText(reply), cards: [], footer: "", buttons: [] };
}

function bodyOf(reply: Reply, key: string | undefined): object {
  const message = renderReply({ ...reply, files: [] });
  return { ...(key === undefined ? message : withTrace(message, key)), allowed_mentions: { parse: [] } };
}

async function create(requests: Requests, channel: string, body: object): Promise<Posted> {
  const { id } = (await requests.write(Routes.channelMessages(channel), body)) as APIMessage;
  return { message: id };
}

/** Where to post what belongs below a message: its thread, which has the id of the message itself. */
async function openThread(
  requests: Requests,
  { channel, thread, name }: { readonly channel: string; readonly thread: string; readonly name: string },
): Promise<string> {
  const title = cut(oneLine(clean(name)), LIMITS.threadName) || "More for today";
  const body = { name: title, auto_archive_duration: ThreadAutoArchiveDuration.OneDay };
  try {
    await requests.write(Routes.threads(channel, thread), body);
    return thread;
  } catch (error) {
    if (codeOf(error) === THREAD_EXISTS) return thread;
    // A thread has no threads: what follows a post in it comes after it.
    if (codeOf(error) === WRONG_CHANNEL_TYPE) return channel;
    // Opened or not, nothing has been posted, and a second attempt finds the thread.
    if (error instanceof PostError && error.kind === "uncertain")
      throw new PostError("retry", error.message, { cause: error });
    throw error;
  }
}
