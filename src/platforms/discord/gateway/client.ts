import { ActivityType, Client, type ClientOptions, GatewayIntentBits, Options, Partials } from "discord.js";
import type { Chat } from "../../../chat/chat.ts";
import { cut } from "../cut.ts";
import { LIMITS } from "../limits.ts";
import { sendForms } from "../send-forms.ts";
import type { Shard } from "./share.ts";

export interface ClientSettings {
  /** Base of the REST API without the version, for a server other than Discord's own. */
  readonly apiUrl?: string | undefined;
  /** All of so many, or one of them; with "auto", all that Discord wants. */
  readonly shards: "auto" | number | Shard;
  /** Options of the connection itself. */
  readonly ws?: ClientOptions["ws"];
  /** Whether to see what other people write; needs a privileged intent, which Discord refuses unless the app has it. */
  readonly readLinks: boolean;
}

/** A client that can ping nobody, caches no messages and no people, and shows what to type. Not connected yet. */
export function createClient(chat: Chat, { apiUrl, shards, readLinks, ws }: ClientSettings): Client {
  return new Client({
    // Slash commands need `Guilds` alone. The other two are unprivileged as well: they bring mentions of the bot and
    // its direct messages; what other people write stays empty without the privileged one.
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(readLinks ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Direct messages come from channels that the client has not seen before.
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits(CACHES),
    // Events wait until every server is there; with the default of 15 s, commands would go unanswered at each start.
    waitGuildTimeout: 1500,
    rest: {
      ...(apiUrl !== undefined && { api: apiUrl }),
      invalidRequestWarningInterval: 500,
      makeRequest: sendForms,
    },
    // The renderer's output has the API's own names; converting camel case in all of it takes longer than rendering.
    jsonTransformer: (body: unknown) => body,
    presence: { activities: [{ type: ActivityType.Custom, name: "Custom Status", state: whatToType(chat) }] },
    ...(ws && { ws }),
    ...chosen(shards),
  });
}

function chosen(shards: ClientSettings["shards"]): Pick<ClientOptions, "shards" | "shardCount"> {
  if (shards === "auto") return { shards };
  return typeof shards === "number"
    ? { shardCount: shards }
    : { shards: [shards.id], shardCount: shards.count };
}

/** The first command with its example: "/paper streaming video". */
function whatToType(chat: Chat): string {
  const [first] = chat.commands;
  return cut(`/${first?.name} ${first?.example}`, LIMITS.activityState);
}

/** Permissions need servers, channels, roles and the bot itself in memory; nothing else is needed. */
const CACHES: Parameters<typeof Options.cacheWithLimits>[0] = {
  ...Options.DefaultMakeCacheSettings,
  ApplicationCommandManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  // One besides the bot itself: the author of the message being read, whose rights come with it.
  GuildMemberManager: { maxSize: 1, keepOverLimit: (member) => member.id === member.client.user?.id },
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user?.id },
  VoiceStateManager: 0,
};
