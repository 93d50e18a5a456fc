import type { Chat } from "./chat.ts";
import type { Poster } from "./poster.ts";

/** A place where people talk to the bot. */
export interface ChatPlatform {
  readonly name: string;
  /** Connects and listens. Rejects with a PlatformError that says what to do if it never can (a bad token, say). */
  start(chat: Chat): Promise<void>;
  /** Takes nothing new, waits for what is in flight (at most 10 s), and disconnects. */
  stop(): Promise<void>;
  /** Resolves to the reason when an open connection is closed for good; absent where it always reconnects. */
  readonly ended?: Promise<Error>;
  /** Whether the bot hears people at the moment: false while it reconnects. */
  readonly connected: boolean;
  /**
   * Asks the platform whether it still accepts the bot's token; resolves to what to do if not. Absent where a closed
   * connection tells. Never rejects.
   */
  tokenProblem?(): Promise<string | undefined>;
  /** Set where the bot can post without being asked. */
  readonly poster?: Poster;
}
