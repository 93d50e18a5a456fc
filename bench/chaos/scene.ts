import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
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
import { createMailServer, type MailDomain, type TakenMail } from "./mail-server.ts";
import { createProgram, type Program } from "./program.ts";
import { createProxy, type Fate, type Refusal, type Victim } from "./proxy.ts";

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

/** The programs, both platforms with an unreliable network in between, a mail server, and the ledger. */
export interface Scene {
  /** One, or several on one database; each has a home and a network of its own. */
  readonly programs: readonly Program[];
  readonly discord: DiscordServer;
  readonly slack: SlackServer;
  /** What the mail servers took. */
  readonly mail: { readonly taken: readonly TakenMail[] };
  readonly db: Database;
  readonly places: readonly Place[];
  /** Whether the bot may read what was posted on Slack. */
  readonly history: boolean;
  /** The keys of posts of which the program cannot know what became of them, unless it can look for them. */
  readonly lost: Set<string>;
  /** The keys of posts that may have arrived after somebody had looked for them in vain: what no claim prevents. */
  readonly held: Set<string>;
  /** Cuts every connection over which the platforms tell of events. */
  drop(): void;
  /** Resolves when no request is under way to a platform: no network holds one for the minutes that the clock is put forward. */
  arrived(): Promise<void>;
  /** Lets nobody write to the ledger for so many milliseconds, as an import would. */
  lock(ms: number): void;
  /** Where the programs' homes are, with their logs. */
  readonly home: string;
  close(keepHome: boolean): Promise<void>;
}

interface SceneParts extends Pick<Scene, "history"> {
  readonly appointment: Appointment;
  /** Whether the mail server wants each first mail to an address later. */
  readonly isGreylisting: boolean;
  readonly fateOf: (platform: PlatformName, method: string, path: string) => Fate;
  /** How many programs there are, and the address of the database that they share; one with a file, if not given. */
  readonly shared?: { readonly programs: number; readonly address: string };
}

/** Ten channels on each platform and six mailboxes, all due at the same time; nothing runs yet. */
export async function createScene(parts: SceneParts): Promise<Scene> {
  const { appointment, history, shared } = parts;
  const home = await mkdtemp(join(tmpdir(), "paperboy-chaos-"));
  const discord = await createDiscordServer();
  const slack = await createSlackServer({
    scopes: history ? [...SCOPES, ...HISTORY_SCOPES] : SCOPES,
    rateLimited: true,
  });
  const world: World = {
    parts,
    discord,
    slack,
    domain: { taken: [], met: new Set() },
    lost: new Set(),
    held: new Set(),
  };
  const networks: Network[] = [];
  for (let number = 1; number <= (shared?.programs ?? 1); number += 1) {
    const own = shared ? join(home, `program-${number}`) : home;
    await mkdir(own, { recursive: true });
    networks.push(await createNetwork(world, own));
  }
  const db = await openDatabase(shared?.address ?? join(home, "paperboy.db"));
  const places = await subscribe(db, appointment);
  const programs = networks.map(({ program }) => program);
  return {
    programs,
    mail: world.domain,
    discord,
    slack,
    db,
    places,
    history,
    lost: world.lost,
    held: world.held,
    home,
    drop() {
      discord.gateway.drop();
      slack.sockets.drop();
    },
    async arrived() {
      await Promise.all(networks.map((network) => network.arrived()));
    },
    lock(ms) {
      // Where the lock cannot be had, there is no need for it.
      void writeBatch(db, async (tx) => {
        // A file is locked as a whole.
        if (shared) await sql`lock table deliveries in exclusive mode`.execute(tx);
        await sleep(ms);
      }).catch(() => undefined);
    },
    async close(keepHome) {
      for (const program of programs) program.kill();
      await Promise.all(programs.map((program) => program.ended()));
      await db.destroy();
      await Promise.all([...networks.map((network) => network.close()), discord.stop(), slack.close()]);
      if (!keepHome) await rm(home, { recursive: true, force: true });
    },
  };
}

interface World extends Pick<Scene, "discord" | "slack" | "lost" | "held"> {
  readonly parts: SceneParts;
  readonly domain: MailDomain;
}

interface Network {
  readonly program: Program;
  arrived(): Promise<void>;
  close(): Promise<void>;
}

/** A program, and its own way to the platforms and to the mail server. */
async function createNetwork(world: World, home: string): Promise<Network> {
  const { parts, discord, slack, domain, lost, held } = world;
  const { fateOf, history, isGreylisting, shared } = parts;
  const victim: Victim = { kill: () => program.kill(), freeze: (ms) => program.freeze(ms) };
  const proxyTo = (platform: keyof typeof REFUSALS, url: string) =>
    createProxy({
      target: new URL(url).origin,
      fateOf: (method, path) => fateOf(platform, method, path),
      victim,
      refusal: REFUSALS[platform],
      onLost: (key) => lost.add(key),
      onHeld: (key) => held.add(key),
    });
  const proxies = await Promise.all([proxyTo("discord", discord.url), proxyTo("slack", slack.apiUrl)]);
  const mail = await createMailServer({
    fateOf: () => fateOf("email", "POST", "/messages"),
    victim,
    isGreylisting,
    onLost: (key) => lost.add(key),
    domain,
  });
  const program = createProgram(home, {
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
    ...(shared && { DATABASE_URL: shared.address }),
  });
  return {
    program,
    async arrived() {
      await Promise.all(proxies.map((proxy) => proxy.arrived()));
    },
    async close() {
      await Promise.all([...proxies.map((proxy) => proxy.close()), mail.close()]);
    },
  };
}

/** Ten channels on each platform and six mailboxes, which all want their papers at the same time. */
async function subscribe(db: Database, { time, timezone, from }: Appointment): Promise<readonly Place[]> {
  const channels = [
    ...SPARE_CHANNEL_IDS.slice(0, EACH).map((channel) => ({ platform: "discord", channel })),
    ...Array.from({ length: EACH }, (_, index) => ({ platform: "slack", channel: `C${index + 1}` })),
  ];
  const mailboxes = Array.from({ length: MAILBOXES }, (_, index) => mailboxOf(`reader-${index}`));
  const daily = { ...DEFAULT_SETTINGS, time, timezone, days: [1, 2, 3, 4, 5, 6, 7] };
  await writeBatch(db, async (tx) => {
    for (const [index, place] of channels.entries()) {
      await putSubscription(tx, {
        ...daily,
        ...place,
        topics: TOPICS.slice(index % TOPICS.length).slice(0, 1),
        papers: index % 3 === 0 ? 3 : 1,
        whenEmpty: "best",
        origin: "chat",
        plannedUntil: from,
      });
    }
    for (const [index, { channel }] of mailboxes.entries()) {
      const topics = TOPICS.slice(index % TOPICS.length).slice(0, 2);
      await openMailbox(tx, channel, { ...daily, topics, papers: 3 }, from);
    }
  });
  return [...channels, ...mailboxes];
}
