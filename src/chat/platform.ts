import type { Chat } from "./chat.ts";
import type { Poster } from "./poster.ts";

/** A place where people talk to the bot. */
export interface ChatPlatform {
  readonly name: string;
  /** Connects and listens. Rejects with a PlatformError that says what to do if it never can (bad token, say). */
  start(chat: Chat): Promise<void>;
  /** Takes nothing new, waits for what is in flight (10 s at most), and disconnects. */
  stop(): Promise<void>;
  /** Resolves when a connection that was made is closed for good, with why; absent where it is always made anew. */
  readonly ended?: Promise<Error>;
  /** Whether people are heard at the moment: false while a lost connection is made anew. */
  readonly connected: boolean;
  /**
   * Asks the platform whether it still takes the bot's token: what to do if not. Absent where a connection that is closed tells.
   * Never rejects.
   */
  tokenProblem?(): Promise<string | undefined>;
  /** Set where the bot can speak without having been asked. */
  readonly poster?: Poster;
}
