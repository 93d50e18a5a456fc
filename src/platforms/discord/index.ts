import { type Client, REST, type RESTGetAPIGatewayBotResult, Routes, ShardClientUtil } from "discord.js";
import { createInFlight } from "../../async/in-flight.ts";
import type { Chat } from "../../chat/chat.ts";
import { type Managers, NOBODY_ELSE } from "../../chat/managers.ts";
import type { ChatPlatform } from "../../chat/platform.ts";
import { PostError, type Poster } from "../../chat/poster.ts";
import type { Replicas } from "../../chat/replicas/replicas.ts";
import type { Logger } from "../../log.ts";
import { explain } from "./errors.ts";
import { type Connection, createConnection } from "./gateway/connection.ts";
import { createFarChannels } from "./gateway/far-channels.ts";
import type { ShardHolder } from "./gateway/held-shards.ts";
import { identifyThrottle } from "./gateway/identify-throttle.ts";
import { createReplicaShards } from "./gateway/replica-shards.ts";
import type { Shard } from "./gateway/share.ts";
import { createReadFiles } from "./listen/attachment.ts";
import { createListeners } from "./listen/listen.ts";
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
  /** How often shards that several processes share are looked at, and how soon they are given up; in milliseconds. */
  readonly sharing?: { readonly everyMs: number; readonly calmMs: number; readonly deafMs?: number };
}

/** How long a stop waits for posts in progress, in milliseconds. */
const DRAIN_MS = 8000;

/**
 * Discord, through discord.js. `start` keeps trying through an outage, and gives up only where waiting can't help. Where other
 * processes work for the same installation, each holds a share of the shards.
 */
export function createDiscord(options: DiscordOptions): ChatPlatform & { readonly poster: Poster } {
  const { token, apiUrl, shards = "auto", readLinks = false, managers = NOBODY_ELSE, log } = options;
  const { retryMs = 1000, now = Date.now, register = true } = options;
  const stopping = new AbortController();
  const inFlight = createInFlight();
  const readFiles = createReadFiles(apiUrl);
  /** Servers in which commands were looked for: once, however often their shard comes here. */
  const lookedInto = new Set<string>();
  let gateway: Gateway | undefined;
  /** Where other processes hold shards: what is in theirs. */
  let far: ReturnType<typeof createFarChannels> | undefined;

  let end: (problem: Error) => void = () => {};
  const ended = new Promise<Error>((resolve) => {
    end = resolve;
  });

  /** What every connection is made of. `shard` is undefined where it has all of them. */
  function connectionWith(chat: Chat, replicas?: Replicas) {
    const listen = createListeners({ chat, readFiles, managers, now, log });
    return (shard?: Shard, holder: Partial<ShardHolder> = {}): Connection =>
      createConnection({
        token,
        settings: {
          apiUrl,
          shards: shard ?? shards,
          readLinks,
          ...(replicas && { ws: { buildIdentifyThrottler: identifyThrottle(replicas) } }),
        },
        chat,
        listen,
        onReady: (client) => greet(client, chat, shard),
        end,
        ...holder,
        retryMs,
        log,
      });
  }

  async function greet(client: Client, chat: Chat, shard: Shard | undefined): Promise<void> {
    const part = shard && { shard: shard.id, of: shard.count };
    log.info({ user: client.user?.tag, servers: client.guilds.cache.size, ...part }, "connected");
    const guilds = [...client.guilds.cache.keys()];
    const fresh = guilds.filter((id) => !lookedInto.has(id));
    for (const id of fresh) lookedInto.add(id);
    // One process registers: whoever has the first shard, unless a newer version has done so.
    const isMine = shard === undefined || (shard.id === 0 && chat.replicas?.isNewest() !== false);
    const specs = isMine ? chat.commands : undefined;
    if (register) void registerAtStart(specs, { token, apiUrl, signal: stopping.signal, guilds: fresh }, log);
    // Servers in an outage are among them.
    await chat.present("discord", guilds, {
      serverOf(id) {
        const channel = client.channels.cache.get(id);
        return channel && "guildId" in channel ? (channel.guildId ?? undefined) : undefined;
      },
      covers: (server) =>
        shard === undefined || ShardClientUtil.shardIdForGuildId(server, shard.count) === shard.id,
    });
  }

  /** How many shards there are to be. Rejects with a PlatformError. */
  async function wantedShards(): Promise<number> {
    if (shards !== "auto") return shards;
    const rest = new REST({ version: "10", ...(apiUrl !== undefined && { api: apiUrl }) }).setToken(token);
    try {
      const answer = await rest.get(Routes.gatewayBot(), { signal: stopping.signal });
      return (answer as RESTGetAPIGatewayBotResult).shards;
    } catch (error) {
      throw explain(error);
    }
  }

  function open(chat: Chat): Gateway {
    const { replicas } = chat;
    const connect = connectionWith(chat, replicas);
    if (replicas) {
      far = createFarChannels({ token, apiUrl });
      return createReplicaShards({ replicas, wanted: wantedShards, connect, end, log, ...options.sharing });
    }
    const all = connect();
    return { connections: [all], hosts: 1, start: all.start, stop: all.stop };
  }

  const { post, ...others } = createPoster({
    begin: createPostRest({ token, apiUrl, hosts: () => gateway?.hosts ?? 1, log }),
    log,
    async channelOf(id) {
      const ready = gateway?.connections.flatMap(({ client }) => (client?.isReady() ? [client] : [])) ?? [];
      const near = ready
        .map(({ channels }) => channels.cache.get(id))
        .find((channel) => channel !== undefined);
      if (near || far) return near ?? far?.(id);
      if (ready.length > 0) return undefined;
      throw new PostError("retry", "I'm not connected to Discord at the moment. Try again in a minute.");
    },
  });

  return {
    name: "discord",
    ended,
    get connected() {
      return gateway?.connections.every(({ isReady }) => isReady) ?? false;
    },
    poster: {
      ...others,
      async post(message) {
        if (stopping.signal.aborted) throw new PostError("retry", "The bot is being stopped.");
        return inFlight.track(post(message));
      },
    },
    async start(chat) {
      if (stopping.signal.aborted) return;
      gateway = open(chat);
      await gateway.start();
    },
    async stop() {
      stopping.abort();
      const [left] = await Promise.all([inFlight.drain(DRAIN_MS), gateway?.stop()]);
      if (left > 0) log.warn({ left }, "stopped before every post was sent");
    },
  };
}

/** The connections of this process. */
interface Gateway {
  readonly connections: readonly Connection[];
  /** How many processes with this bot there are. */
  readonly hosts: number;
  start(): Promise<void>;
  stop(): Promise<void>;
}
