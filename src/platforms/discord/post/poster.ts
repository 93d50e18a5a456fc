import {
  type APIChannel,
  type APIMessage,
  type APITeamMember,
  type Channel,
  type RESTGetCurrentApplicationResult,
  Routes,
  SnowflakeUtil,
  TeamMemberMembershipState,
  TeamMemberRole,
  ThreadAutoArchiveDuration,
} from "discord.js";
import { type Outgoing, PostError, type Posted, type Poster, type Trace } from "../../../chat/poster.ts";
import { plainText, type Reply } from "../../../chat/reply.ts";
import { cut } from "../cut.ts";
import { clean, oneLine } from "../escape.ts";
import { LIMITS } from "../limits.ts";
import { missingToPost } from "../permissions.ts";
import { renderReply } from "../render.ts";
import { codeOf } from "./failure.ts";
import type { Requests } from "./rest.ts";
import { carriesTrace, withTrace } from "./trace.ts";

export interface PosterParts {
  /** Begins a series of requests, none of which is sent once it is late. */
  readonly begin: (purpose?: Pick<Outgoing, "isLate">) => Requests;
  /** The channel as the connection knows it; rejects while there is no connection. */
  readonly channelOf: (id: string) => Promise<Channel | undefined>;
}

/** How far clocks may differ, in milliseconds: a message seems that much older than it is. */
const CLOCK_SKEW_MS = 10 * 60_000;
const PAGE = 100;
/** How many pages of a lively channel are read to find a message. */
const MOST_PAGES = 5;

/** Posts with a nonce, which Discord compares for some minutes, and with a trace, by which a post is found later. */
export function createPoster({ begin, channelOf }: PosterParts): Poster {
  return {
    async post(message) {
      const { channel, key, thread } = message;
      const reply = message.plain ? plainReply(message.reply) : message.reply;
      const requests = begin(message);
      const body = { ...bodyOf(reply, key), nonce: key, enforce_nonce: true };
      if (thread === undefined) return create(requests, channel, body);
      try {
        return await create(requests, thread, body);
      } catch (error) {
        if (codeOf(error) !== UNKNOWN_CHANNEL) throw error;
      }
      return create(requests, await openThread(requests, { channel, thread, reply }), body);
    },

    async find({ channel, key, thread, since }) {
      const requests = begin();
      try {
        if (thread !== undefined) return await search(requests, { channel: thread, key, since });
      } catch (error) {
        if (codeOf(error) !== UNKNOWN_CHANNEL) throw error;
      }
      // Without a thread it is not there, unless the channel can have none.
      return search(requests, { channel, key, since });
    },

    async missingIn(id) {
      const channel = await channelOf(id);
      if (channel === undefined)
        return [
          `I do not know the channel ${id}. See whether it still exists, and whether I am in its server.`,
        ];
      if (channel.isDMBased() || !channel.isSendable())
        return ["Nobody can post messages there. Choose a text or announcement channel, or a thread."];
      return missingToPost(channel);
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

/** Members of a team that may change the application. */
const OPERATING_ROLES: readonly TeamMemberRole[] = [TeamMemberRole.Admin, TeamMemberRole.Developer];

// Discord's codes, see its "Opcodes and Status Codes".
const UNKNOWN_CHANNEL = "10003";
const WRONG_CHANNEL_TYPE = "50024";
const THREAD_EXISTS = "160004";
const MISSING_ACCESS = ["50001", "50013"];

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
  { channel, thread, reply }: Pick<Outgoing, "channel" | "reply"> & { readonly thread: string },
): Promise<string> {
  const title = reply.cards[0]?.title ?? reply.text ?? "";
  const name = cut(oneLine(clean(title)), LIMITS.threadName) || "More";
  const body = { name, auto_archive_duration: ThreadAutoArchiveDuration.OneDay };
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

/** Reads the channel backwards, from now to some time before `since`. */
async function search(
  requests: Requests,
  { channel, key, since }: Omit<Trace, "thread">,
): Promise<Posted | "absent" | "unknown"> {
  const oldest = since.getTime() - CLOCK_SKEW_MS;
  let before: string | undefined;
  for (let turn = 0; turn < MOST_PAGES; turn += 1) {
    const messages = await readPage(requests, channel, before);
    if (messages === undefined) return "unknown";
    const found = messages.find((message) => carriesTrace(message, key));
    if (found) return { message: found.id };
    const last = messages.at(-1);
    if (last === undefined && before === undefined) return isUnused(requests, channel);
    if (messages.length < PAGE || last === undefined) return "absent";
    if (SnowflakeUtil.timestampFrom(last.id) < oldest) return "absent";
    before = last.id;
  }
  return "unknown";
}

/** Newest first; undefined if they may not be read. */
async function readPage(
  requests: Requests,
  channel: string,
  before: string | undefined,
): Promise<readonly APIMessage[] | undefined> {
  try {
    const query = { limit: String(PAGE), ...(before !== undefined && { before }) };
    return (await requests.read(Routes.channelMessages(channel), query)) as APIMessage[];
  } catch (error) {
    if (MISSING_ACCESS.includes(codeOf(error) ?? "")) return undefined;
    throw error;
  }
}

/** A channel in which nothing was ever said looks the same as one whose past the bot may not read: no messages. */
async function isUnused(requests: Requests, channel: string): Promise<"absent" | "unknown"> {
  const about = (await requests.read(Routes.channel(channel))) as { last_message_id?: string | null };
  return about.last_message_id === null ? "absent" : "unknown";
}
