import type { Reply } from "./reply.ts";

/**
 * Every call settles within this many milliseconds. A post that has not is given up as lost and must not arrive later:
 * whoever looks for it afterwards would not see it, and post it again.
 */
export const POST_WITHIN_MS = 20_000;

/** A request that has gone out is answered, or broken off so that it can't arrive later, within this many milliseconds. */
export const REQUEST_WITHIN_MS = 10_000;

/**
 * Speaking without having been asked. A platform that can do it has one; it works from the moment the platform is
 * made, started or not.
 *
 * ```ts
 * import { PostError, type Poster } from "../src/chat/poster.ts";
 * import { note } from "../src/chat/reply.ts";
 *
 * export async function greet(poster: Poster, channel: string): Promise<string> {
 *   try {
 *     const { message } = await poster.post({ channel, reply: note("Hello"), key: "hello-2026-11-23" });
 *     return (await poster.link(channel, message)) ?? "Posted.";
 *   } catch (error) {
 *     if (error instanceof PostError && error.kind === "channel") return error.message;
 *     throw error;
 *   }
 * }
 * ```
 */
export interface Poster {
  /**
   * Posts once. Whatever is thrown that is no PostError, and an answer that does not come, count as `uncertain`:
   * the message may be there. Where the platform can, `key` makes the same post sent again within minutes the same message.
   */
  post(message: Outgoing): Promise<Posted>;
  /**
   * Looks for a message by its key among the channel's recent ones: the message; "absent" if it would have been seen
   * and is not there; "unknown" if that can't be told (no permission to read, too long ago).
   */
  find(trace: Trace): Promise<Posted | "absent" | "unknown">;
  /**
   * What is missing for posting there, each in plain words that say what to do; empty if all is well. Posts nothing.
   * Rejects with a PostError if that can't be told now.
   */
  missingIn(channel: string): Promise<readonly string[]>;
  /** What would improve posts there, which are possible all the same; each in words that say what to do. */
  adviceFor(channel: string): Promise<readonly string[]>;
  /**
   * Whether somebody is in a channel now and may read it. Rejects with a PostError where that cannot be told: `retry` for now, `channel`
   * for as long as nobody changes anything.
   */
  isMember(channel: string, user: string): Promise<boolean>;
  /** The https address of a message, or of the channel; undefined if that is not known now. Never rejects. */
  link(channel: string, message?: string): Promise<string | undefined>;
  /** What a channel is called, e.g. “#papers”; undefined if that is not known now. Never rejects. */
  nameOf(channel: string): Promise<string | undefined>;
  /**
   * Replaces what a message of ours says; its key still finds it. Does not retry. Rejects with a PostError if the edit
   * failed.
   */
  edit(edited: Edited): Promise<void>;
  /** Tells one person something privately. Rejects with a PostError if that can't be done. */
  tell(user: string, reply: Reply): Promise<void>;
  /** The ids of those who own the bot on the platform and can change its settings there. Rejects if that can't be told. */
  owners(): Promise<readonly string[]>;
}

export interface Outgoing {
  /** The platform's own id. */
  readonly channel: string;
  readonly reply: Reply;
  /** Always the same for the same post; letters, digits, - and _, at most 25 characters (the length of Discord's nonce). */
  readonly key: string;
  /**
   * The message of ours that this one belongs under: in its thread, opened if need be, or as a reply where threads are
   * not allowed. Without it, the post goes into the channel itself.
   */
  readonly thread?: string;
  /** The name of the thread if one has to be opened, on platforms that name threads. */
  readonly threadName?: string;
  /** As plain text without cards and buttons: for a post whose layout was refused. */
  readonly plain?: boolean;
  /**
   * Whether so much time has passed that another process may be posting the same. `refuseIfLate` asks right before each
   * request, since a process may be suspended at any moment and resume unaware of it.
   */
  readonly isLate?: () => boolean;
}

/** An existing message, and its new content. */
export interface Edited extends Pick<Outgoing, "channel" | "reply" | "key" | "thread"> {
  /** The message's id on the platform. */
  readonly message: string;
}

export interface Trace {
  readonly channel: string;
  readonly key: string;
  readonly thread?: string;
  /**
   * The earliest time the post can have been sent, by a clock that may be wrong: the channel's newest messages are
   * looked at anyway.
   */
  readonly since: Date;
}

/** A message that is there; `message` is its id on the platform. */
export interface Posted {
  readonly message: string;
}

/**
 * How a post failed, which decides what is done about it:
 * - `retry`: nothing was posted, and later it may work (429, 5xx, no connection);
 * - `uncertain`: it was sent, and the answer was lost.
 * A refusal that waiting does not change is named after its scope, the least that is to stop; nothing was posted:
 * - `token`: the platform refuses the bot itself (token withdrawn, scope missing). The operator has to act; until then
 *   nothing is posted on the whole platform, and no channel can help it;
 * - `channel`: this channel is closed to the bot (archived, no permission, not a member, deleted). Whoever manages it
 *   has to act; other channels are not concerned;
 * - `payload`: this message is refused as it is. Another one may pass, in the same channel at the same time.
 */
export type PostFailure = "retry" | "uncertain" | "token" | "channel" | "payload";

interface PostErrorOptions extends ErrorOptions {
  readonly retryAfterMs?: number;
  readonly forOperator?: string;
}

/**
 * A failed post. `message` says in plain words what happened and, for `channel`, what to do; members of the channel
 * read it, so it leaves out what only the operator can do.
 */
export class PostError extends Error {
  override readonly name = "PostError";
  readonly kind: PostFailure;
  /** How long the platform asks to be left alone. */
  readonly retryAfterMs: number | undefined;
  /** The same for the operator and the log: the platform's code, the setting, what to do. */
  readonly forOperator: string;

  constructor(
    kind: PostFailure,
    message: string,
    { retryAfterMs, forOperator = message, ...options }: PostErrorOptions = {},
  ) {
    super(message, options);
    this.kind = kind;
    this.forOperator = forOperator;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Throws a PostError if a message was held up for so long that it may not be posted any more. */
export function refuseIfLate({ isLate }: Pick<Outgoing, "isLate">): void {
  if (isLate?.()) throw new PostError("retry", "The message was held up for too long.");
}
