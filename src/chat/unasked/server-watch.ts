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
   * All servers of the platform that the bot is in: it may have been removed from others while it was not running.
   * `serverOf` tells which of them a channel belongs to, where that is known.
   */
  present(
    platform: string,
    servers: readonly string[],
    serverOf: (channel: string) => string | undefined,
  ): Promise<void>;
}
