import { adminMatters, type CommandSpec } from "../../chat/command.ts";

/** The events that the bot may subscribe to, as the manifest names them. */
export type SlackEvent =
  | "app_home_opened"
  | "app_mention"
  | "app_uninstalled"
  | "link_shared"
  | "member_joined_channel"
  | "message.im"
  | "tokens_revoked";

/** Links to these domains get a card, which this command makes from the link's address. */
export interface Unfurling {
  readonly command: string;
  /** Bare domains, which include their subdomains; Slack accepts five. */
  readonly domains: readonly string[];
}

export interface FeatureSettings {
  readonly commands: readonly CommandSpec[];
  readonly unfurl?: Unfurling | undefined;
  /** Whether the bot may read channels. Without it, the bot still posts, and says what it can't tell. */
  readonly history?: boolean | undefined;
}

interface Feature {
  readonly scopes: readonly string[];
  readonly events: readonly SlackEvent[];
  used(settings: FeatureSettings): boolean;
}

const always = () => true;

/**
 * Every way to reach the bot, with what Slack has to grant for it. The manifest asks for these scopes and events, and
 * listeners are attached for these events: there is no second list.
 */
const FEATURES: readonly Feature[] = [
  // Slash commands and message shortcuts, answered through their response_url.
  { scopes: ["commands"], events: [], used: always },
  { scopes: ["app_mentions:read", "chat:write"], events: ["app_mention"], used: always },
  { scopes: ["im:history", "chat:write"], events: ["message.im"], used: always },
  { scopes: [], events: ["app_home_opened"], used: always },
  // Slash commands carry no files: files come with a message to the bot.
  { scopes: ["files:read"], events: [], used: takesFiles },
  // Rows of a workspace that the bot has left are deleted after a while.
  { scopes: [], events: ["app_uninstalled", "tokens_revoked"], used: always },
  {
    scopes: ["links:read", "links:write"],
    events: ["link_shared"],
    used: ({ unfurl }) => unfurl !== undefined,
  },
  // Tells whether a post whose answer was lost is there, and whether the bot is in a channel before the first post to it.
  {
    scopes: ["channels:history", "channels:read", "groups:history", "groups:read"],
    events: [],
    used: ({ history = false }) => history,
  },
  // Slack can't restrict a command to administrators and a channel's creator, so they are looked up.
  { scopes: ["channels:read", "groups:read", "users:read"], events: [], used: hasAdminCommands },
  // A new channel gets a message that says which comes first.
  {
    scopes: ["channels:read", "chat:write", "groups:read"],
    events: ["member_joined_channel"],
    used: hasAdminCommands,
  },
];

/** The scopes of the bot token, sorted. */
export function scopesInUse(settings: FeatureSettings): string[] {
  return unique(inUse(settings).flatMap((feature) => feature.scopes));
}

/** The events to subscribe to, sorted. */
export function eventsInUse(settings: FeatureSettings): SlackEvent[] {
  return unique(inUse(settings).flatMap((feature) => feature.events));
}

function hasAdminCommands({ commands }: FeatureSettings): boolean {
  return commands.some(adminMatters);
}

function takesFiles({ commands }: FeatureSettings): boolean {
  return commands.some(({ options }) => options.some(({ kind }) => kind === "file"));
}

function inUse(settings: FeatureSettings): readonly Feature[] {
  return FEATURES.filter((feature) => feature.used(settings));
}

function unique<Text extends string>(texts: readonly Text[]): Text[] {
  return [...new Set(texts)].sort();
}
