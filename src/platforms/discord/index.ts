import { once } from "node:events";
import { type Client, Events, Status } from "discord.js";
import { backoff } from "../../async/backoff.ts";
import { createInFlight } from "../../async/in-flight.ts";
import { inRequest } from "../../async/request-id.ts";
import { retry } from "../../async/retry.ts";
import { within } from "../../async/timeout.ts";
import type { Chat } from "../../chat/chat.ts";
import { type Managers, NOBODY_ELSE } from "../../chat/managers.ts";
import type { ChatPlatform } from "../../chat/platform.ts";
import { PostError, type Poster } from "../../chat/poster.ts";
import type { Logger } from "../../log.ts";
import { createClient } from "./client.ts";
import { explain, isPassing } from "./errors.ts";
import { createReadFiles } from "./listen/attachment.ts";
import { onGuildLeft } from "./listen/guild-left.ts";
import { createInteractionHandler } from "./listen/interactions.ts";
import { createMessageHandler } from "./listen/messages.ts";
import { watchConnection } from "./listen/watch-connection.ts";
import { createWelcome } from "./listen/welcome.ts";
import { createPoster } from "./post/poster.ts";
import { createPostRest } from "./post/rest.ts";
import { registerAtStart } from "./register-at-start.ts";

export interface DiscordOptions {
  readonly token: string;
  /** Base of the REST API without the version, for a server other than Discord's own. */
  readonly apiUrl?: string | undefined;
  /** How many connections share the servers; with "auto", Discord decides. */
  readonly shards?: "auto" | number;
  /** Whether to see links that people share; needs the Message Content Intent. */
  readonly readLinks?: boolean;
  /** Who may manage channels, besides those with Manage Server, or Manage Channels in that channel. */
  readonly managers?: Managers;
  /** Whether to register the commands at the start, if Discord has others; true by default. */
  readonly register?: boolean;
  readonly log: Logger;
  /** The wait before the second attempt to connect, in milliseconds; it doubles up to 64 times this. */
  readonly retryMs?: number;
  readonly now?: () => number;
}

/** How long a stop waits for answers in progress, a login, and Discord's goodbye: ten seconds together. */
const DRAIN_MS = 8000;
const LOGIN_MS = 1000;
const GOODBYE_MS = 1000;

/** Discord, through discord.js. `start` keeps trying through an outage, and gives up only where waiting can't help. */
export function createDiscord(options: DiscordOptions): ChatPlatform & { readonly poster: Poster } {
  const { token, apiUrl, shards = "auto", readLinks = false, managers = NOBODY_ELSE, log } = options;
  const { retryMs = 1000, now = Date.now, register = true } = options;
  const stopping = new AbortController();
  const inFlight = createInFlight();
  const readFiles = createReadFiles(apiUrl);
  let client: Client | undefined;
  let login: Promise<unknown> = Promise.resolve();

  let end: (problem: Error) => void = () => {};
  const ended = new Promise<Error>((resolve) => {
    end = resolve;
  });

  function listen(to: Client, chat: Chat): void {
    const onInteraction = createInteractionHandler(chat, log, readFiles, managers);
    const onMessage = createMessageHandler(chat, log, readFiles, managers);
    const welcome = createWelcome(chat, log, now);
    const take = (work: () => Promise<void>): void => {
      if (!stopping.signal.aborted) inFlight.track(inRequest(work));
    };
    to.on(Events.InteractionCreate, (interaction) => take(() => onInteraction(interaction)));
    to.on(Events.MessageCreate, (message) => take(() => onMessage(message)));
    to.on(Events.GuildCreate, (guild) => {
      take(() => chat.joined({ platform: "discord", server: guild.id }));
      take(() => welcome(guild));
    });
    // Servers that added the bot while it was not running.
    to.once(Events.ClientReady, ({ guilds }) => {
      for (const guild of guilds.cache.values()) take(() => welcome(guild));
    });
    onGuildLeft(to, (left) => take(() => chat.left(left)));
    watchConnection(to, log, stopping.signal, end);
  }

  async function connect(chat: Chat): Promise<void> {
    const candidate = createClient(chat, { apiUrl, shards, readLinks });
    client = candidate;
    listen(candidate, chat);
    // Not events.once: an error event would reject a promise that nobody awaits yet.
    const ready = new Promise((resolve) => candidate.once(Events.ClientReady, resolve));
    login = candidate.login(token);
    await login;
    await ready;
    log.info({ user: candidate.user?.tag, servers: candidate.guilds.cache.size }, "connected");
    const guilds = [...candidate.guilds.cache.keys()];
    if (register)
      void registerAtStart(chat.commands, { token, apiUrl, signal: stopping.signal, guilds }, log);
    // Servers in an outage are among them.
    await chat.present("discord", guilds, (id) => {
      const channel = candidate.channels.cache.get(id);
      return channel && "guildId" in channel ? (channel.guildId ?? undefined) : undefined;
    });
  }

  const { post, ...others } = createPoster({
    begin: createPostRest({ token, apiUrl, log }),
    log,
    async channelOf(id) {
      if (!client?.isReady())
        throw new PostError("retry", "I'm not connected to Discord at the moment. Try again in a minute.");
      return client.channels.cache.get(id);
    },
  });

  return {
    name: "discord",
    ended,
    get connected() {
      const shards = client?.ws.shards;
      return shards !== undefined && shards.size > 0 && shards.every(({ status }) => status === Status.Ready);
    },
    poster: {
      ...others,
      async post(message) {
        if (stopping.signal.aborted) throw new PostError("retry", "The bot is being stopped.");
        return inFlight.track(post(message));
      },
    },
    async start(chat) {
      const stopped = once(stopping.signal, "abort");
      const attempt = async (): Promise<void> => {
        if (!stopping.signal.aborted) await Promise.race([connect(chat), stopped]);
      };
      await retry(attempt, {
        signal: stopping.signal,
        waitAfter(error, earlier) {
          const problem = explain(error);
          if (!isPassing(problem)) throw problem;
          const wait = backoff({ firstMs: retryMs, longestMs: 64 * retryMs }, earlier);
          log.warn({ code: problem.code, retryInMs: wait }, `could not connect: ${problem.message}`);
          return wait;
        },
      });
    },
    async stop() {
      stopping.abort();
      const left = await inFlight.drain(DRAIN_MS);
      if (left > 0) log.warn({ left }, "stopped before every answer was sent");
      // A connection that is just being opened can't be closed: discord.js would leave it behind.
      await within(
        LOGIN_MS,
        login.catch(() => undefined),
      );
      // A dead network never says goodbye.
      if (client) await within(GOODBYE_MS, client.destroy());
    },
  };
}
