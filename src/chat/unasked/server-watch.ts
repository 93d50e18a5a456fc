/** A server or workspace that the bot is no longer in, by the platform's own ids. */
export interface LeftServer {
  readonly platform: string;
  readonly server: string;
  /** Its channels, where they are known; absent where a platform has no other server. */
  readonly channels?: readonly string[];
}

/** What happens when the bot joins or leaves servers. */
export interface ServerWatch {
  /** The bot was removed from a server. */
  left(server: LeftServer): Promise<void>;
  /** The bot was added to a server, perhaps again. */
  joined(server: Omit<LeftServer, "channels">): Promise<void>;
  /**
   * All servers of the platform that the bot is in, as far as this process sees them: it may have been removed from others
   * while it was not running.
   */
  present(platform: string, servers: readonly string[], sight: Sight): Promise<void>;
}

/** How much of a platform a process sees. */
export interface Sight {
  /** Which server a channel belongs to, where that is known. */
  serverOf(channel: string): string | undefined;
  /** Whether a server would be among those that are present if the bot were in it. */
  covers(server: string): boolean;
}
