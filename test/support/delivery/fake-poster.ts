import {
  type Edited,
  type Outgoing,
  PostError,
  type Posted,
  type Poster,
  refuseIfLate,
  type Trace,
} from "../../../src/chat/poster.ts";
import { plainText, type Reply } from "../../../src/chat/reply.ts";

export interface FakeMessage {
  readonly id: string;
  readonly channel: string;
  readonly key: string;
  readonly thread: string | undefined;
  readonly text: string;
  readonly at: Date;
}

export interface FakeEdit {
  readonly message: string;
  /** Labels of the buttons below its papers. */
  readonly labels: readonly string[];
}

/**
 * What a platform does with a post: takes it; takes it and loses the answer; loses the request; or refuses it: for now, in that
 * channel, from that bot, or as it is.
 */
export type Fate = "take" | "lose answer" | "lose request" | "refuse" | "close" | "lock out" | "dislike";

export interface FakePlatform extends Poster {
  /** What is on the platform's side, in order of arrival. */
  readonly messages: readonly FakeMessage[];
  readonly told: readonly { readonly user: string; readonly text: string }[];
  /** Calls of `post`, whatever became of them. */
  readonly calls: readonly Outgoing[];
  /** The new texts of edited messages, in order. */
  readonly edits: readonly FakeEdit[];
  /** The posts of a channel, threads left out. */
  postsIn(channel: string): readonly FakeMessage[];
}

interface FakeOptions {
  readonly now: () => Date;
  readonly fate?: (message: Outgoing, call: number) => Fate | Promise<Fate>;
  /** Whether the channel's messages can be read; not everywhere is a bot allowed to. */
  readonly isReadable?: boolean;
  /** How long the same key gives back the same message, in milliseconds; 0 where keys are not looked at. */
  readonly remembersKeysMs?: number;
  readonly missing?: readonly string[];
  /** Channels where the bot may not post, whatever the fate. */
  readonly closed?: readonly string[];
  /** Who is in which channel; everybody in every one, if not given. */
  readonly isMember?: (channel: string, user: string) => boolean | Promise<boolean>;
  /** Whether people can be told something now. */
  readonly canTell?: () => boolean;
  /** Whether what is posted can never be changed. */
  readonly refusesEdits?: boolean;
}

/** How many messages one look shows, whatever the time. */
const NEWEST = 100;

/** A platform that keeps what is posted and fails as told. */
export function createFakePlatform({
  now,
  fate = () => "take",
  isReadable = true,
  remembersKeysMs = 0,
  missing = [],
  closed = [],
  isMember = () => true,
  canTell = () => true,
  refusesEdits = false,
}: FakeOptions): FakePlatform {
  const messages: FakeMessage[] = [];
  const told: { user: string; text: string }[] = [];
  const calls: Outgoing[] = [];
  const edits: FakeEdit[] = [];

  function take({ channel, key, thread, reply }: Outgoing): Posted {
    const same = messages.find(
      (one) =>
        one.channel === channel && one.key === key && now().getTime() - one.at.getTime() < remembersKeysMs,
    );
    if (same) return { message: same.id };
    const id = `m${messages.length + 1}`;
    messages.push({ id, channel, key, thread, text: plainText(reply), at: now() });
    return { message: id };
  }

  return {
    messages,
    told,
    calls,
    edits,
    postsIn: (channel) => messages.filter((one) => one.channel === channel && one.thread === undefined),
    async post(message: Outgoing): Promise<Posted> {
      calls.push(message);
      const decided = closed.includes(message.channel) ? "close" : await fate(message, calls.length);
      refuseIfLate(message);
      if (decided === "refuse") throw new PostError("retry", "The platform is busy.", { retryAfterMs: 1000 });
      if (decided === "close") throw new PostError("channel", "I may not post in that channel.");
      if (decided === "lock out") throw new PostError("token", "The platform does not let me in.");
      if (decided === "dislike") throw new PostError("payload", "The platform refuses this message.");
      if (decided === "lose request") throw new PostError("uncertain", "The connection broke.");
      const posted = take(message);
      if (decided === "lose answer") throw new PostError("uncertain", "The connection broke.");
      return posted;
    },
    async find({ channel, key, thread, since }: Trace): Promise<Posted | "absent" | "unknown"> {
      if (!isReadable) return "unknown";
      const found = messages.find(
        (one, at) =>
          one.channel === channel &&
          one.key === key &&
          one.thread === thread &&
          (one.at >= since || at >= messages.length - NEWEST),
      );
      return found ? { message: found.id } : "absent";
    },
    async edit({ channel, message, reply }: Edited): Promise<void> {
      const at = messages.findIndex(({ id }) => id === message);
      const known = messages[at];
      if (!known || refusesEdits || closed.includes(channel))
        throw new PostError("channel", "I may not edit in that channel.");
      messages[at] = { ...known, text: plainText(reply) };
      edits.push({
        message,
        labels: reply.cards.flatMap(({ buttons }) => buttons.map(({ label }) => label)),
      });
    },
    missingIn: async (channel) => (closed.includes(channel) ? ["Let me post in that channel."] : missing),
    adviceFor: async () => [],
    isMember: async (channel, user) => isMember(channel, user),
    owners: async () => ["owner"],
    nameOf: async (channel: string) => `#${channel.toLowerCase()}`,
    link: async (channel: string, message?: string) =>
      ["https://chat.example.org", channel, ...(message ? [message] : [])].join("/"),
    async tell(user: string, reply: Reply): Promise<void> {
      if (!canTell()) throw new Error("That person cannot be told anything.");
      told.push({ user, text: plainText(reply) });
    },
  };
}
