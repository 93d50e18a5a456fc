import { z } from "zod";
import type { Managers } from "./chat/managers.ts";
import {
  type DeliverySettings,
  deliveryProblems,
  deliverySettings,
  readDeliverySettings,
} from "./delivery-settings.ts";
import { ConfigError } from "./errors.ts";
import type { LogLevel } from "./log.ts";
import { type MailSettings, mailProblems, mailSettings, readMailSettings } from "./mail-settings.ts";
import { managerSettings, managersOn } from "./manager-settings.ts";
import {
  type HttpSettings,
  type PageSettings,
  pageSettings,
  readHttpSettings,
  readPageSettings,
} from "./page-settings.ts";
import type { SourceSettings } from "./papers/sources/settings.ts";
import { readSourceSettings, sourceProblems, sourceSettings } from "./source-settings.ts";

export interface Config {
  /** The folder with the database and caches. */
  readonly home: string;
  /** The address of the PostgreSQL database that holds the library in place of a file; has a password in it. */
  readonly databaseUrl?: string;
  /** For how many days the details of posts and verdicts are kept. */
  readonly keptDays: number;
  readonly logLevel: LogLevel;
  /** Not given, it depends on whether a person looks. */
  readonly logFormat?: "pretty" | "json";
  /** What comes before every command's name where the plain names are taken, e.g. "lab-". */
  readonly commandPrefix: string;
  readonly sources: SourceSettings;
  readonly daily: DeliverySettings;
  readonly http: HttpSettings;
  readonly page: PageSettings;
  /** E-mail, where it is on. */
  readonly mail?: MailSettings;
  readonly discord?: {
    readonly token: string;
    readonly apiUrl?: string;
    readonly shards: number | "auto";
    readonly readLinks: boolean;
    readonly managers: Managers;
  };
  readonly slack?: SlackConfig;
  /** What the Slack app is to ask for; there before its tokens are, which Slack gives for a manifest. */
  readonly slackFeatures: SlackFeatures;
  readonly zotero: { readonly apiKey?: string; readonly apiUrl?: string };
}

interface SlackFeatures {
  /** Whether arXiv links in channels get the paper's card. */
  readonly unfurl: boolean;
  /** Whether the bot may look into channels for its own posts. */
  readonly history: boolean;
}

interface SlackConfig extends SlackFeatures {
  readonly botToken: string;
  /** Socket Mode, if given. */
  readonly appToken?: string;
  /** HTTP, if given without an app token. */
  readonly signingSecret?: string;
  readonly apiUrl?: string;
  readonly managers: Managers;
}

const level = ["debug", "info", "warn", "error", "silent"] as const;
const KEPT = "a number of days from 90 to 36500";
const SHARDS = "auto or a number from 1 to 1000";
const switchable = ["on", "off"] as const;

/**
 * Every setting there is, in the order of .env.example and of the README's table (a test compares the three).
 * The description is what the operator reads.
 */
export const settings = {
  PAPERBOY_HOME: z
    .string()
    .default("./.paperboy")
    .describe("Folder for the library; a relative path starts from where you run it"),
  DATABASE_URL: z
    .string()
    .regex(
      /^postgres(?:ql)?:\/\//i,
      "an address such as postgres://user:password@db.example.org:5432/paperboy",
    )
    .optional()
    .describe(
      "A PostgreSQL database, 15 or later, that holds the library in place of the file in PAPERBOY_HOME",
    ),
  KEEP_DETAILS_DAYS: z.coerce
    .number(KEPT)
    .int(KEPT)
    .min(90, KEPT)
    .max(36_500, KEPT)
    .default(400)
    .describe("For how many days to keep the texts of posts, and the verdicts of sources"),
  LOG_LEVEL: z.enum(level).default("info").describe("How much to log: debug, info, warn, error or silent"),
  LOG_FORMAT: z
    .enum(["pretty", "json"])
    .optional()
    .describe("How to log: pretty or json; else json where the bot, import or sync runs without a terminal"),
  COMMAND_PREFIX: z
    .string()
    .regex(/^[a-z0-9_-]{1,16}$/, "letters a to z, digits, - and _, at most 16")
    .optional()
    .describe("Put before every command's name in Slack where /paper is taken: lab- makes it /lab-paper"),
  ...managerSettings,
  ...sourceSettings,
  ...deliverySettings,
  ...pageSettings,
  ...mailSettings,
  DISCORD_TOKEN: z
    .string()
    .regex(
      /^[\w-]+\.[\w-]+\.[\w-]+$/,
      "the bot's token from the Developer Portal: three parts with dots between them",
    )
    .optional()
    .describe("The bot's token; switches Discord on"),
  DISCORD_SHARDS: z
    .union([z.literal("auto"), z.coerce.number().int().min(1, SHARDS).max(1000, SHARDS)], SHARDS)
    .default("auto")
    .describe("Gateway connections, of all replicas together: auto or a number"),
  DISCORD_READ_LINKS: z
    .enum(switchable, "on or off")
    .default("off")
    .describe("See links in channels, for /daily links; needs the Message Content Intent: on or off"),
  DISCORD_API_URL: httpUrl().describe("Another server that speaks Discord's protocol"),
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith("xoxb-", "the Bot User OAuth Token, which starts with xoxb-")
    .optional()
    .describe("The bot's token; switches Slack on, together with one of the next two"),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith("xapp-", "the app-level token with connections:write, which starts with xapp-")
    .optional()
    .describe("The app-level token, for Socket Mode: no public address needed"),
  SLACK_SIGNING_SECRET: z
    .string()
    .min(8, "the app's signing secret")
    .optional()
    .describe("The signing secret, for HTTP"),
  SLACK_UNFURL: z
    .enum(switchable, "on or off")
    .default("off")
    .describe("Show a card below arXiv links in channels: on or off"),
  SLACK_HISTORY: z
    .enum(switchable, "on or off")
    .default("off")
    .describe("See whether a post to Slack got through when the answer was lost: on or off"),
  SLACK_API_URL: httpUrl().describe("Another server that speaks Slack's protocol"),
  ZOTERO_API_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{8,64}$/, "a key from https://www.zotero.org/settings/keys: letters and digits")
    .optional()
    .describe("A key that may read your Zotero library; public groups need none"),
  ZOTERO_API_URL: httpUrl().describe("Another server that speaks Zotero's protocol"),
};

/** Reads the settings. Empty values count as not given. Throws a ConfigError that names every bad one at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(settings).map((name) => [name, env[name]?.trim() || undefined]),
  );
  const parsed = z.object(settings).safeParse(given);
  const problems = parsed.success
    ? [
        ...sourceProblems(parsed.data),
        ...deliveryProblems(parsed.data, platformsIn(parsed.data)),
        ...mailProblems(parsed.data),
        ...slackProblems(parsed.data),
      ]
    : parsed.error.issues.map(describe);
  if (!parsed.success || problems.length > 0)
    throw new ConfigError(`Fix these settings (see .env.example):\n${problems.join("\n")}`);

  const { data } = parsed;
  const mail = readMailSettings(data);
  const slackFeatures = { unfurl: data.SLACK_UNFURL === "on", history: data.SLACK_HISTORY === "on" };
  return {
    home: data.PAPERBOY_HOME,
    ...(data.DATABASE_URL && { databaseUrl: data.DATABASE_URL }),
    keptDays: data.KEEP_DETAILS_DAYS,
    logLevel: data.LOG_LEVEL,
    ...(data.LOG_FORMAT && { logFormat: data.LOG_FORMAT }),
    commandPrefix: data.COMMAND_PREFIX ?? "",
    sources: readSourceSettings(data),
    daily: readDeliverySettings(data),
    http: readHttpSettings(data),
    page: readPageSettings(data),
    ...(mail && { mail }),
    ...(data.DISCORD_TOKEN && {
      discord: {
        token: data.DISCORD_TOKEN,
        shards: data.DISCORD_SHARDS,
        readLinks: data.DISCORD_READ_LINKS === "on",
        managers: managersOn("discord", data.MANAGERS),
        ...(data.DISCORD_API_URL && { apiUrl: data.DISCORD_API_URL }),
      },
    }),
    ...(data.SLACK_BOT_TOKEN && {
      slack: {
        botToken: data.SLACK_BOT_TOKEN,
        ...slackFeatures,
        managers: managersOn("slack", data.MANAGERS),
        ...(data.SLACK_APP_TOKEN && { appToken: data.SLACK_APP_TOKEN }),
        ...(data.SLACK_SIGNING_SECRET && { signingSecret: data.SLACK_SIGNING_SECRET }),
        ...(data.SLACK_API_URL && { apiUrl: data.SLACK_API_URL }),
      },
    }),
    slackFeatures,
    zotero: {
      ...(data.ZOTERO_API_KEY && { apiKey: data.ZOTERO_API_KEY }),
      ...(data.ZOTERO_API_URL && { apiUrl: data.ZOTERO_API_URL }),
    },
  };
}

type Settings = z.output<z.ZodObject<typeof settings>>;

function platformsIn({ DISCORD_TOKEN, SLACK_BOT_TOKEN }: Settings): readonly string[] {
  return [...(DISCORD_TOKEN ? ["discord"] : []), ...(SLACK_BOT_TOKEN ? ["slack"] : [])];
}

function slackProblems(data: Settings): readonly string[] {
  const other = data.SLACK_APP_TOKEN ?? data.SLACK_SIGNING_SECRET;
  if (data.SLACK_BOT_TOKEN && !other)
    return ["SLACK_BOT_TOKEN also needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)."];
  if (!data.SLACK_BOT_TOKEN && other)
    return ["SLACK_APP_TOKEN and SLACK_SIGNING_SECRET also need SLACK_BOT_TOKEN."];
  return [];
}

// The value itself is not repeated: it may be a secret in the wrong place.
function describe(issue: z.core.$ZodIssue): string {
  return `${String(issue.path[0])}: expected ${issue.message.replace(/^Invalid option: expected one of /, "one of ")}.`;
}

function httpUrl() {
  return z.url({ protocol: /^https?$/, message: "an http or https address" }).optional();
}
