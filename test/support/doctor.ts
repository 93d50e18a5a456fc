import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { commands } from "../../commands/index.ts";
import { createDoctor, type DoctorParts } from "../../src/app/doctor/create-doctor.ts";
import type { DoctorReport } from "../../src/doctor/report.ts";
import { readEnvLines } from "../../src/env-file.ts";
import { registrations } from "../../src/platforms/discord/commands.ts";
import { scopesInUse } from "../../src/platforms/slack/features.ts";
import { createSearchIndex } from "../../src/search/create-search-index.ts";
import { type Database, writePapers } from "../../src/store/database.ts";
import { putPapers } from "../../src/store/papers.ts";
import { putSourceDay } from "../../src/store/sources/sources.ts";
import { putSubscription } from "../../src/store/subscriptions.ts";
import { utcDay } from "../../src/time/day.ts";
import { type JsonObject, list } from "./discord/component-rules.ts";
import { createDiscordServer, type DiscordServer, TOKEN } from "./discord/server.ts";
import { GUILD_ID, guildOf } from "./discord/world.ts";
import { aPaper } from "./library/a-paper.ts";
import { openNewDatabase } from "./library/database.ts";
import { APP_TOKEN, BOT_TOKEN, createSlackServer, type SlackServer } from "./slack/server.ts";

export const specs = commands.map(({ spec }) => spec);

/** The number of channels on each platform that get papers. */
export const DISCORD_CHANNELS = Array.from({ length: 10 }, (_, at) => `31000000000000${2000 + at}`);
export const SLACK_CHANNELS = Array.from({ length: 10 }, (_, at) => `C00000000${at}`);

export type Env = Readonly<Record<string, string>>;

/** A healthy bot: a library, a Discord, a Slack and a source on this machine, with twenty channels. The bot itself doesn't run. */
export interface Ward {
  readonly discord: DiscordServer;
  readonly slack: SlackServer;
  readonly env: Env;
  /** Every scope that the manifest asks for. */
  readonly scopes: readonly string[];
  /** A port where nothing listens. */
  readonly deadPort: number;
  /** A home of its own for one test, with .env of that text. */
  admit(envFile?: string): Patient;
  close(): Promise<void>;
}

/** A copy of the healthy bot, to inject a fault into. */
export interface Patient {
  readonly home: string;
  readonly library: string;
  readonly index: string;
  /** What a doctor says. Settings are those of the ward, of .env, and `env`, the last wins. */
  examine(env?: Env, parts?: Partial<DoctorParts>): Promise<DoctorReport>;
  leave(): void;
}

/** The server with ten plain channels. */
export const GUILD: JsonObject = {
  ...guildOf(GUILD_ID, new Date("2026-01-01")),
  channels: DISCORD_CHANNELS.map((id, at) => ({
    id,
    type: 0,
    name: `papers-${at}`,
    guild_id: GUILD_ID,
    permission_overwrites: [],
  })),
};

/** Its channels with one of them changed. */
export function channelsWith(id: string | undefined, change: JsonObject): JsonObject[] {
  return list(GUILD.channels).map((one) => {
    const channel = one as JsonObject;
    return channel.id === id ? { ...channel, ...change } : channel;
  });
}

export async function openWard(): Promise<Ward> {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-ward-"));
  const scopes = scopesInUse({ commands: specs });
  const [discord, slack, source] = await Promise.all([
    createDiscordServer({ guilds: [GUILD] }),
    createSlackServer({ scopes }),
    startSource(),
  ]);
  discord.rest.commands.set("global", registrations(specs, "everywhere") as unknown as JsonObject[]);
  for (const channel of SLACK_CHANNELS) slack.channels.set(channel, {});
  const db = await openNewDatabase(join(folder, "paperboy.db"));
  await furnish(db);
  await db.destroy();
  const index = createSearchIndex({ now: Date.now });
  await index.save(join(folder, "search.index"), "a note");
  await index.close();
  const deadPort = await freePort();
  const env = {
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: discord.url,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    SOURCES: "huggingface",
    SOURCES_URL: source.url,
  };
  return {
    discord,
    slack,
    env,
    scopes,
    deadPort,
    admit(envFile) {
      const home = mkdtempSync(join(folder, "home-"));
      const [library, snapshot] = [join(home, "paperboy.db"), join(home, "search.index")];
      copyFileSync(join(folder, "paperboy.db"), library);
      copyFileSync(join(folder, "search.index"), snapshot);
      writeFileSync(join(home, "paperboy.db.lock"), "");
      if (envFile !== undefined) writeFileSync(join(home, ".env"), envFile, { mode: 0o600 });
      const fromFile = Object.fromEntries(
        readEnvLines(envFile ?? "").lines.map(({ name, raw }) => [name, raw.trim()]),
      );
      return {
        home,
        library,
        index: snapshot,
        examine: (more = {}, parts = {}) =>
          createDoctor({
            env: { ...env, PAPERBOY_HOME: home, ...fromFile, ...more },
            folder: home,
            root: join(import.meta.dirname, "..", ".."),
            version: "0.0.0",
            now: () => new Date(),
            ...parts,
          })(),
        leave: () => rmSync(home, { recursive: true, force: true }),
      };
    },
    async close() {
      await Promise.all([discord.stop(), slack.close(), source.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function furnish(db: Database): Promise<void> {
  const now = new Date();
  await writePapers(db, async (tx, revision) => {
    await putPapers(tx, [{ paper: aPaper(), titleKey: "toy bees solve mazes", revision }], now);
    for (const [platform, server, channels] of [
      ["discord", GUILD_ID, DISCORD_CHANNELS],
      ["slack", "T1", SLACK_CHANNELS],
    ] as const)
      for (const channel of channels)
        await putSubscription(tx, {
          platform,
          channel,
          server,
          every: "day",
          topics: [],
          categories: [],
          time: "09:00",
          timezone: "Europe/Berlin",
          days: [1, 2, 3, 4, 5],
          papers: 1,
          whenEmpty: "best",
          origin: "chat",
          plannedUntil: now,
        });
    await putSourceDay(tx, {
      source: "huggingface",
      day: utcDay(now),
      verdict: "ok",
      detail: null,
      trouble: null,
      way: null,
      found: 12,
      attempts: 1,
      checked_at: now.toISOString(),
      next_try_at: null,
    });
  });
  // Everything in one file, so that it can be copied.
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
}

async function startSource() {
  const server = createServer((_, response) => response.end("User-agent: *\n"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
