import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DEFAULT_SETTINGS } from "../../src/delivery/subscription-settings.ts";
import { type Database, openDatabase, writeBatch } from "../../src/store/database.ts";
import { mailboxOf } from "../../src/store/mail/mailboxes.ts";
import { type Place, putSubscription } from "../../src/store/subscriptions.ts";
import { createDiscordServer, type DiscordServer, TOKEN } from "../../test/support/discord/server.ts";
import { SPARE_CHANNEL_IDS } from "../../test/support/discord/world.ts";
import {
  APP_TOKEN,
  BOT_TOKEN,
  createSlackServer,
  type SlackServer,
} from "../../test/support/slack/server.ts";
import { MAIL_SECRET, openMailbox } from "../support/mailboxes.ts";
import { createMailServer, type MailServer } from "./mail-server.ts";
import { createProgram, type Program } from "./program.ts";
import { createProxy, type Fate, type Refusal } from "./proxy.ts";

const SCOPES = ["app_mentions:read", "chat:write", "commands", "im:history"];
const HISTORY_SCOPES = ["channels:history", "groups:history", "channels:read", "groups:read"];

/** What each platform answers a token that was withdrawn. */
const REFUSALS = {
  discord: { status: 401, body: { code: 0, message: "401: Unauthorized" } },
  slack: { status: 200, body: { ok: false, error: "invalid_auth" } },
} as const satisfies Record<string, Refusal>;

export type PlatformName = keyof typeof REFUSALS | "email";

/** Channels on each of the two platforms, and mailboxes. */
const EACH = 10;
const MAILBOXES = 6;
const TOPICS = [
  "streaming video",
  "architecture search",
  "mixture of experts",
  "quantization",
  "state space",
];

/** When the paper of a channel is due, and from when on the story is told. */
export interface Appointment {
  readonly timezone: string;
  readonly time: string;
  readonly from: Date;
}

/** The program, both platforms with an unreliable network in between, a mail server, and the ledger. */
export interface Scene {
  readonly program: Program;
  readonly discord: DiscordServer;
  readonly slack: SlackServer;
  readonly mail: MailServer;
  readonly db: Database;
  readonly places: readonly Place[];
  /** Whether the bot may read what was posted on Slack. */
  readonly history: boolean;
  /** The keys of posts of which the program cannot know what became of them, unless it can look for them. */
  readonly lost: Set<string>;
  /** Cuts every connection over which the platforms tell of events. */
  drop(): void;
  /** Holds the database's write lock for so many milliseconds, as an import would. */
  lock(ms: number): void;
  /** Where the program's log is. */
  readonly home: string;
  close(keepHome: boolean): Promise<void>;
}

interface SceneParts extends Pick<Scene, "history"> {
  readonly appointment: Appointment;
  /** Whether the mail server wants each first mail to an address later. */
  readonly isGreylisting: boolean;
  readonly fateOf: (platform: PlatformName, method: string, path: string) => Fate;
}

/** Ten channels on each platform and six mailboxes, all due at the same time; nothing runs yet. */
export async function createScene({
  appointment,
  history,
  isGreylisting,
  fateOf,
}: SceneParts): Promise<Scene> {
  const home = await mkdtemp(join(tmpdir(), "paperboy-chaos-"));
  const discord = await createDiscordServer();
  const slack = await createSlackServer({
    scopes: history ? [...SCOPES, ...HISTORY_SCOPES] : SCOPES,
    rateLimited: true,
  });
  const lost = new Set<string>();
  const proxyTo = (platform: keyof typeof REFUSALS, url: string) =>
    createProxy({
      target: new URL(url).origin,
      fateOf: (method, path) => fateOf(platform, method, path),
      kill: () => program.kill(),
      refusal: REFUSALS[platform],
      onLost: (key) => lost.add(key),
    });
  const proxies = await Promise.all([proxyTo("discord", discord.url), proxyTo("slack", slack.apiUrl)]);
  const mail = await createMailServer({
    fateOf: () => fateOf("email", "POST", "/messages"),
    kill: () => program.kill(),
    isGreylisting,
    onLost: (key) => lost.add(key),
  });
  const program: Program = createProgram(home, {
    SMTP_URL: `smtps://127.0.0.1:${mail.port}`,
    // Nobody has signed the mail server's certificate.
    NODE_TLS_REJECT_UNAUTHORIZED: "0",
    MAIL_FROM: "papers@example.org",
    PAPERBOY_SECRET: MAIL_SECRET,
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: `${proxies[0].url}/api`,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: `${proxies[1].url}/api/`,
    SLACK_HISTORY: history ? "on" : "off",
    SOURCES: "none",
    LOG_LEVEL: "info",
    PORT: "0",
  });
  const places = [
    ...SPARE_CHANNEL_IDS.slice(0, EACH).map((channel) => ({ platform: "discord", channel })),
    ...Array.from({ length: EACH }, (_, index) => ({ platform: "slack", channel: `C${index + 1}` })),
  ];
  const db = await openDatabase(join(home, "paperboy.db"));
  await writeBatch(db, async (tx) => {
    for (const [index, place] of places.entries()) {
      await putSubscription(tx, {
        ...DEFAULT_SETTINGS,
        ...place,
        topics: TOPICS.slice(index % TOPICS.length).slice(0, 1),
        time: appointment.time,
        timezone: appointment.timezone,
        days: [1, 2, 3, 4, 5, 6, 7],
        papers: index % 3 === 0 ? 3 : 1,
        whenEmpty: "best",
        origin: "chat",
        plannedUntil: appointment.from,
      });
    }
  });
  const mailboxes = Array.from({ length: MAILBOXES }, (_, index) => mailboxOf(`reader-${index}`));
  await writeBatch(db, async (tx) => {
    for (const [index, { channel }] of mailboxes.entries()) {
      const { timezone, time, from } = appointment;
      const topics = TOPICS.slice(index % TOPICS.length).slice(0, 2);
      const settings = {
        ...DEFAULT_SETTINGS,
        topics,
        timezone,
        time,
        days: [1, 2, 3, 4, 5, 6, 7],
        papers: 3,
      };
      await openMailbox(tx, channel, settings, from);
    }
  });
  return {
    program,
    mail,
    discord,
    slack,
    db,
    places: [...places, ...mailboxes],
    history,
    lost,
    home,
    drop() {
      discord.gateway.drop();
      slack.sockets.drop();
    },
    lock(ms) {
      // Where the lock cannot be had, there is no need for it.
      void writeBatch(db, () => sleep(ms)).catch(() => undefined);
    },
    async close(keepHome) {
      program.kill();
      await program.ended();
      await db.destroy();
      await Promise.all([
        ...proxies.map((proxy) => proxy.close()),
        discord.stop(),
        slack.close(),
        mail.close(),
      ]);
      if (!keepHome) await rm(home, { recursive: true, force: true });
    },
  };
}
