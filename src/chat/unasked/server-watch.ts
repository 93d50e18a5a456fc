/** A server or workspace that the bot is no longer in, by the platform's own ids. */
export interface LeftServer {
  readonly platform: string;
  readonly server: string;
  /** Its channels, where they are known; absent where a platform has no other server. */
  readonly channels?: readonly string[];
}

/** What is done about servers that the bot comes to and is removed from. */
export interface ServerWatch {
  /** The bot was removed from a server. */
  left(server: LeftServer): Promise<void>;
  /** The bot was added to a server, perhaps again. */
  joined(server: Omit<LeftServer, "channels">): Promise<void>;
  /**
   * The servers that the bot is in, all of a platform: it may have been removed from others while it was not running.
   * `serverOf` tells to which of them a channel belongs, where that is known.
   */
  present(
    platform: string,
    servers: readonly string[],
    serverOf: (channel: string) => string | undefined,
  ): Promise<void>;
}
