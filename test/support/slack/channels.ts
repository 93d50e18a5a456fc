import { BOT_ID, BOT_USER } from "./identity.ts";
import { createViews, type Views } from "./views.ts";

type Args = Readonly<Record<string, unknown>>;

/** A channel from the bot's view; one that nobody set up is public, and the bot is in it. */
export interface ChannelState {
  /** Without the number sign. */
  readonly name?: string;
  readonly member?: boolean;
  readonly private?: boolean;
  readonly archived?: boolean;
  /** Only some people may post. */
  readonly restricted?: boolean;
  /** Whether nobody may open threads there. */
  readonly threadless?: boolean;
  /** Who made it. */
  readonly creator?: string;
}

export interface FakeMessage {
  readonly ts: string;
  readonly user: string;
  readonly bot_id?: string;
  readonly text: string;
  readonly thread_ts?: string;
  readonly metadata?: unknown;
}

/** The channels of a workspace, and what was said in them. */
export interface Channels {
  set(channel: string, state: ChannelState): void;
  /** What users.info says of people about whom there is something special. */
  readonly users: Map<string, Readonly<Record<string, unknown>>>;
  /** People who are in no channel. */
  readonly strangers: Set<string>;
  /** The modals that people have before them. */
  readonly views: Views;
  /** What is in the channel and its threads, oldest first. */
  messages(channel: string): readonly FakeMessage[];
  /** Somebody else, or another bot, says something; `age` is in milliseconds. */
  say(channel: string, message: Partial<FakeMessage>, age?: number): void;
  /** The bot's own post. */
  post(args: Args): { readonly ts: string };
  /** Changes the bot's own post; false if there is none. */
  update(args: Args): boolean;
  /** Why the bot may not post there. */
  postRefusal(args: Args): string | undefined;
  /** Why the bot may not read there. */
  readRefusal(args: Args): string | undefined;
  /** conversations.history and, with `ts`, conversations.replies. */
  history(args: Args): object;
  info(channel: string): object;
  /** A page of users.conversations: the channels that were set up and that the bot is in, ten at a time. */
  joined(from: number): object;
  /** Whether the channel's last post is less than a second old. Slack lets nobody post then. */
  isBusy(channel: string): boolean;
  /** "channels", "groups" or "im": what the scopes are named after. */
  kind(channel: string): string;
}

/** Slack's second, less what one request may be longer on its way than the next, on a machine with much else to do. */
const BETWEEN_POSTS_MS = 500;

export function createChannels(): Channels {
  const states = new Map<string, ChannelState>();
  const said = new Map<string, FakeMessage[]>();
  const lastPosts = new Map<string, number>();
  let count = 0;

  const messages = (channel: string) => said.get(channel) ?? [];
  const stateOf = (channel: string) => states.get(channel) ?? {};
  const isHidden = ({ member = true, private: isPrivate = false }: ChannelState) => isPrivate && !member;
  const add = (channel: string, message: Omit<FakeMessage, "ts">, age = 0) => {
    const ts = `${Math.floor((Date.now() - age) / 1000)}.${String(++count).padStart(6, "0")}`;
    said.set(channel, [...messages(channel), { ...message, ts }]);
    return ts;
  };

  return {
    set: (channel, state) => void states.set(channel, state),
    users: new Map(),
    strangers: new Set(),
    views: createViews(),
    messages,
    say: (channel, message, age) => void add(channel, { user: "U2", text: "Hello", ...message }, age),
    post({ channel, text, thread_ts, metadata }) {
      lastPosts.set(String(channel), performance.now());
      const ts = add(String(channel), {
        user: BOT_USER,
        bot_id: BOT_ID,
        text: String(text),
        ...(typeof thread_ts === "string" && { thread_ts }),
        ...(metadata !== undefined && { metadata }),
      });
      return { ts };
    },
    update({ channel, ts, text, metadata }) {
      const own = messages(String(channel));
      const isOwn = (one: FakeMessage) => one.ts === ts && one.user === BOT_USER;
      // Without new metadata the old stays.
      const change = { text: String(text), ...(metadata !== undefined && { metadata }) };
      said.set(
        String(channel),
        own.map((one) => (isOwn(one) ? { ...one, ...change } : one)),
      );
      return own.some(isOwn);
    },
    postRefusal({ channel, thread_ts }) {
      const state = stateOf(String(channel));
      if (isHidden(state)) return "channel_not_found";
      if (state.archived) return "is_archived";
      if (state.member === false) return "not_in_channel";
      if (state.restricted) return "restricted_action";
      if (state.threadless && thread_ts !== undefined) return "restricted_action_non_threadable_channel";
      // Threads below messages that people wrote are not kept here.
      const own = messages(String(channel));
      const isKnown = thread_ts === undefined || own.length === 0 || own.some(({ ts }) => ts === thread_ts);
      return isKnown ? undefined : "thread_not_found";
    },
    readRefusal({ channel, ts }) {
      const state = stateOf(String(channel));
      if (isHidden(state)) return "channel_not_found";
      if (state.member === false) return "not_in_channel";
      const isKnown = ts === undefined || messages(String(channel)).some((message) => message.ts === ts);
      return isKnown ? undefined : "thread_not_found";
    },
    history({ channel, ts, oldest = "0", limit = "100", cursor = "0", include_all_metadata }) {
      const inPlace = messages(String(channel)).filter((message) =>
        ts === undefined ? message.thread_ts === undefined : message.ts === ts || message.thread_ts === ts,
      );
      // Slack keeps the head of a thread in each look at it, and shows a channel from its end.
      const wanted = inPlace.filter((message) => message.ts === ts || Number(message.ts) > Number(oldest));
      const ordered = ts === undefined ? wanted.toReversed() : wanted;
      const start = Number(cursor);
      const end = start + Number(limit);
      const page = ordered
        .slice(start, end)
        .map(({ metadata, ...message }) =>
          include_all_metadata === "true" && metadata !== undefined ? { ...message, metadata } : message,
        );
      const more = end < ordered.length;
      return {
        messages: page,
        has_more: more,
        ...(more && { response_metadata: { next_cursor: `${end}` } }),
      };
    },
    info(channel) {
      const { name, member = true, archived = false, private: isPrivate = false, creator } = stateOf(channel);
      return { id: channel, name, is_member: member, is_archived: archived, is_private: isPrivate, creator };
    },
    joined(from) {
      const all = [...states].filter(([, { member = true }]) => member);
      const page = all.slice(from, from + 10);
      return {
        channels: page.map(([id, { archived = false }]) => ({
          id,
          name: id.toLowerCase(),
          is_archived: archived,
        })),
        response_metadata: { next_cursor: from + 10 < all.length ? `${from + 10}` : "" },
      };
    },
    isBusy: (channel) =>
      performance.now() - (lastPosts.get(channel) ?? Number.NEGATIVE_INFINITY) < BETWEEN_POSTS_MS,
    kind(channel) {
      if (channel.startsWith("D")) return "im";
      return stateOf(channel).private ? "groups" : "channels";
    },
  };
}
