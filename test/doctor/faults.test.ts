import { createHash } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { DoctorFinding } from "../../src/doctor/finding.ts";
import { type DoctorReport, statusOf, worstOf } from "../../src/doctor/report.ts";
import { secretsIn } from "../../src/secrets-in.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { utcDay } from "../../src/time/day.ts";
import { ok } from "../support/discord/http.ts";
import { APPLICATION_ID, GUILD_ID, PERMISSIONS } from "../support/discord/world.ts";
import {
  channelsWith,
  DISCORD_CHANNELS,
  type Env,
  openWard,
  type Patient,
  SLACK_CHANNELS,
  type Ward,
} from "../support/doctor.ts";
import { startRelay } from "../support/email/relay.ts";
import { createSlackServer } from "../support/slack/server.ts";

let ward: Ward;
let patient: Patient;

beforeAll(async () => {
  ward = await openWard();
});
afterEach(() => patient?.leave());
afterAll(() => ward?.close());

function all({ sections }: DoctorReport): readonly DoctorFinding[] {
  return sections.flatMap(({ findings }) => findings);
}

function troublesIn(report: DoctorReport): readonly DoctorFinding[] {
  return all(report).filter(({ level }) => level !== "ok");
}

/** One thing that is wrong, and what a doctor has to say about it. */
interface Fault {
  readonly name: string;
  /** Makes it so, and says with which settings, senses or clock to look. */
  readonly make: () => Settled | Promise<Settled>;
  readonly check: string;
  /** What is to be done. */
  readonly fix: RegExp;
  /** Checks that are wrong because of it. */
  readonly also?: readonly string[];
}

// biome-ignore lint/suspicious/noConfusingVoidType: most faults need nothing more than to be made.
type Settled = { readonly env?: Env; readonly parts?: Parameters<Patient["examine"]>[1] } | void;

const [FIRST = ""] = DISCORD_CHANNELS;
const MB = 1e6;

function deny(bits: bigint): {
  readonly permission_overwrites: { id: string; type: number; allow: string; deny: string }[];
} {
  return { permission_overwrites: [{ id: GUILD_ID, type: 0, allow: "0", deny: String(bits) }] };
}

function discordSays(on: RegExp, body: Parameters<typeof ok>[0]): void {
  ward.discord.fail({ on, answer: ok(body) });
}

async function inLibrary(work: (db: Database) => Promise<unknown>): Promise<void> {
  const db = await openDatabase(patient.library);
  await work(db);
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  await db.destroy();
}

/** A server that says the same to everything, until the test has ended. */
async function sayAlways(status: number, text: string): Promise<number> {
  const server = createServer((_, response) => response.writeHead(status).end(text));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function keepRunning(): Promise<void> {
  const db = await openDatabase(patient.library);
  onTestFinished(() => db.destroy());
}

function damage(file: string, from: number, bytes: number): void {
  const content = readFileSync(file);
  writeFileSync(file, content.fill(0x5a, from, from + bytes));
}

const FAULTS: readonly Fault[] = [
  {
    name: "a token that Discord refuses",
    make: () => ({ env: { DISCORD_TOKEN: "an.old.token" } }),
    check: "discord.token",
    fix: /Reset Token.*DISCORD_TOKEN/,
  },
  {
    name: "swapped tokens",
    make: () => ({ env: { SLACK_BOT_TOKEN: "xapp-invented", SLACK_APP_TOKEN: "xoxb-invented" } }),
    check: "settings.swapped",
    fix: /Put a Slack bot token \(xoxb-…\) into SLACK_BOT_TOKEN, and what is there now into SLACK_APP_TOKEN/,
  },
  {
    name: "a scope that was not granted",
    make: async () => {
      const slack = await createSlackServer({
        scopes: ward.scopes.filter((scope) => scope !== "files:read"),
      });
      for (const channel of SLACK_CHANNELS) slack.channels.set(channel, {});
      onTestFinished(() => slack.close());
      return { env: { SLACK_API_URL: slack.apiUrl } };
    },
    check: "slack.scopes",
    fix: /slack manifest.*Reinstall/,
  },
  {
    name: "an intent that is off",
    make: () => ({ env: { DISCORD_READ_LINKS: "on" } }),
    check: "discord.intent",
    fix: /Message Content Intent on/,
  },
  {
    name: "commands of an earlier version",
    make: () =>
      discordSays(/^GET \/applications\/\d+\/commands$/, [{ type: 1, name: "old", description: "Old" }]),
    check: "discord.commands",
    fix: /discord register/,
  },
  {
    name: "no right to send",
    make: () => discordSays(/\/guilds\/\d+\/channels/, channelsWith(FIRST, deny(PERMISSIONS.sendMessages))),
    check: "discord.post",
    fix: /under Permissions, allow Paperboy “Send Messages”/,
  },
  {
    name: "no right to open threads",
    make: () =>
      discordSays(/\/guilds\/\d+\/channels/, channelsWith(FIRST, deny(PERMISSIONS.createPublicThreads))),
    check: "discord.threads",
    fix: /allow Paperboy “Create Public Threads”/,
  },
  {
    name: "a channel that was deleted",
    make: () => discordSays(/\/guilds\/\d+\/channels/, channelsWith(undefined, {}).slice(1)),
    check: "discord.gone",
    fix: /\/daily subscribe in another channel/,
  },
  {
    name: "a channel that became a forum",
    make: () => discordSays(/\/guilds\/\d+\/channels/, channelsWith(FIRST, { type: 15 })),
    check: "discord.kind",
    fix: /in a text channel/,
  },
  {
    name: "a server that the bot was removed from",
    make: () =>
      inLibrary((db) =>
        db.updateTable("subscriptions").set({ server: "299" }).where("channel", "=", FIRST).execute(),
      ).then(() => discordSays(/\/guilds\/\d+\/channels/, channelsWith(undefined, {}).slice(1))),
    check: "discord.server",
    fix: /Invite the bot again/,
  },
  {
    name: "commands that go to a web address",
    make: () =>
      discordSays(/\/applications\/@me/, {
        id: APPLICATION_ID,
        name: "Paperboy",
        interactions_endpoint_url: "https://example.org/x",
      }),
    check: "discord.endpoint",
    fix: /Empty the Interactions Endpoint URL/,
  },
  {
    name: "a Slack channel without the bot",
    make: () => {
      ward.slack.channels.set("C000000003", { member: false });
      onTestFinished(() => ward.slack.channels.set("C000000003", {}));
    },
    check: "slack.member",
    fix: /\/invite @paperboy/,
  },
  {
    name: "a Slack channel that is archived",
    make: () => {
      ward.slack.channels.set("C000000009", { archived: true });
      onTestFinished(() => ward.slack.channels.set("C000000009", {}));
    },
    check: "slack.archived",
    fix: /Unarchive it/,
  },
  {
    name: "a bot token that Slack has withdrawn",
    make: () => ward.slack.failNext("auth.test", "token_revoked"),
    check: "slack.token",
    fix: /Install the app again/,
  },
  {
    name: "an app-level token that Slack refuses",
    make: () => ({ env: { SLACK_APP_TOKEN: "xapp-old" } }),
    check: "slack.socket",
    fix: /connections:write/,
  },
  {
    name: "a time zone that nobody knows",
    make: () =>
      inLibrary((db) =>
        db
          .updateTable("subscriptions")
          .set({ timezone: "Mars/Olympus" })
          .where("channel", "=", FIRST)
          .execute(),
      ),
    check: "zones.unknown",
    fix: /\/daily subscribe timezone:/,
  },
  {
    name: "a full disk",
    make: () => ({ parts: { senses: { disk: async () => ({ totalBytes: 9e9, freeBytes: 20 * MB }) } } }),
    check: "disk",
    fix: /PAPERBOY_HOME/,
  },
  {
    name: "a clock that is ten minutes slow",
    make: () => ({ parts: { now: () => new Date(Date.now() - 600_000) } }),
    check: "clock",
    fix: /time synchronisation/,
  },
  {
    name: "too little memory",
    make: () => ({ parts: { senses: { memory: () => ({ totalBytes: 256 * MB, freeBytes: 30 * MB }) } } }),
    check: "memory",
    fix: /more memory/,
  },
  {
    name: "a Node that is too old",
    make: () => ({ parts: { senses: { node: "18.20.1" } } }),
    check: "node",
    fix: /Install Node 22 or 24/,
  },
  {
    name: "a Node without time zones",
    make: () => ({ parts: { senses: { icu: undefined, knowsZone: (zone: string) => zone === "UTC" } } }),
    check: "zones",
    fix: /Install Node/,
  },
  {
    name: "a source that repeats itself",
    make: () =>
      inLibrary((db) =>
        db
          .updateTable("source_days")
          .set({ verdict: "stale", detail: "all of it", day: utcDay(new Date()) })
          .execute(),
      ),
    check: "sources.stale",
    fix: /asks again by itself/,
  },
  {
    name: "a source that a running bot forgets",
    make: async () => {
      const yesterday = new Date(Date.now() - 24 * 3_600_000).toISOString();
      await inLibrary((db) =>
        db
          .insertInto("sources")
          .values({ name: "huggingface", bookmark: null, ran_at: yesterday, next_run_at: yesterday })
          .execute(),
      );
      await keepRunning();
    },
    check: "sources.overdue",
    fix: /Restart the bot/,
  },
  {
    name: "a source that is down",
    make: async () => ({ env: { SOURCES_URL: `http://127.0.0.1:${await sayAlways(503, "Busy")}` } }),
    check: "sources.host",
    fix: /network, name lookup and firewall/,
  },
  {
    name: "a variable that nothing has replaced",
    make: () => ({ env: { DISCORD_TOKEN: "$" + "{BOT_TOKEN}" } }),
    check: "settings.expansion",
    fix: /the value itself/,
  },
  {
    name: "quotes inside a value",
    make: () => ({ env: { SLACK_BOT_TOKEN: '"xoxb-invented"' } }),
    check: "settings.quotes",
    fix: /Remove the quotes/,
  },
  {
    name: "spaces around a value",
    make: () => ({ env: { DISCORD_TOKEN: "a.valid.token " } }),
    check: "settings.spaces",
    fix: /Remove them/,
  },
  {
    name: "a value that can't be used",
    make: () => ({ env: { DAILY_CRON: "every morning" } }),
    check: "settings.invalid",
    fix: /Correct it in \.env/,
  },
  {
    name: "a setting that is misspelt",
    make: () => {
      patient = ward.admit("DISCORD_TOKN=x\n");
    },
    check: "settings.unknown",
    fix: /Did you mean DISCORD_TOKEN\?/,
  },
  {
    name: "a .env that others can read",
    make: () => {
      patient = ward.admit("LOG_LEVEL=info\n");
      chmodSync(join(patient.home, ".env"), 0o644);
    },
    check: "settings.mode",
    fix: /chmod 600 \.env/,
  },
  {
    name: "an environment that overrules .env",
    make: () => {
      patient = ward.admit("LOG_LEVEL=debug\n");
      return { env: { LOG_LEVEL: "info" } };
    },
    check: "settings.environment",
    fix: /unset LOG_LEVEL/,
  },
  {
    name: "a value that ends at its #",
    make: () => {
      patient = ward.admit("S2_API_KEY=abc#def\n");
      return { env: { S2_API_KEY: "abc" } };
    },
    check: "settings.cut",
    fix: /single quotes/,
  },
  {
    name: "another file in the library's place",
    make: () => writeFileSync(patient.library, "Dear diary, today\n".repeat(9)),
    check: "library.foreign",
    fix: /Move it away/,
  },
  {
    name: "a library that is damaged",
    make: () => damage(patient.library, 5 * 4096, 4 * 4096),
    check: "library.damaged",
    fix: /restore the newest backup/,
  },
  {
    name: "a library that was emptied",
    make: () => writeFileSync(patient.library, ""),
    check: "library.lost",
    fix: /restore FILE/,
  },
  {
    name: "a library of a newer version",
    make: () =>
      inLibrary((db) =>
        sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01')`.execute(db),
      ),
    check: "library.newer",
    fix: /git pull/,
  },
  {
    name: "a library that can't be written",
    make: () => ({ parts: { senses: { isWritable: () => false } } }),
    check: "library.writable",
    fix: /chown/,
  },
  {
    name: "a home that is a file",
    make: () => ({ env: { PAPERBOY_HOME: patient.library } }),
    check: "library.folder",
    fix: /Set PAPERBOY_HOME to a folder/,
  },
  {
    name: "a home that is a link to something that is missing",
    make: () => {
      symlinkSync(join(patient.home, "missing"), join(patient.home, "link"));
      return { env: { PAPERBOY_HOME: join(patient.home, "link") } };
    },
    check: "library.folder",
    fix: /Set PAPERBOY_HOME to a folder/,
  },
  {
    name: "a .env that this user can't read",
    make: () => {
      patient = ward.admit("");
      rmSync(join(patient.home, ".env"));
      mkdirSync(join(patient.home, ".env"));
    },
    check: "settings.file",
    fix: /chown/,
  },
  {
    name: "a damaged search index",
    make: () => damage(patient.index, statSync(patient.index).size - 40, 20),
    check: "index.damaged",
    fix: /Delete it/,
  },
  {
    name: "a port that is taken",
    make: async () => ({ env: { PORT: String(await sayAlways(200, "Another program")) } }),
    check: "page.port",
    fix: /Set PORT to a free one/,
  },
  {
    name: "a PAGE_URL that leads elsewhere",
    make: async () => {
      await keepRunning();
      const [mine, elsewhere] = await Promise.all([sayAlways(200, "ok\n"), sayAlways(404, "Not here")]);
      return {
        env: { PAGE: "library", PORT: String(mine), PAGE_URL: `http://127.0.0.1:${elsewhere}/papers` },
      };
    },
    check: "page.url",
    fix: /proxy forward that address, path included/,
  },
  {
    name: "a mail server that refuses the login",
    make: async () => {
      const relay = await startRelay({ onAuth: (_, __, done) => done(new Error("No")), authOptional: false });
      return {
        env: {
          SMTP_URL: `smtp://ann:${"s3cret-pass"}@127.0.0.1:${relay.port}`,
          MAIL_FROM: "papers@example.org",
          PAPERBOY_SECRET: "a secret of at least 24 letters",
        },
      };
    },
    check: "mail.server",
    fix: /SMTP_URL/,
  },
  {
    name: "a dead network",
    make: () => {
      const dead = `http://127.0.0.1:${ward.deadPort}`;
      return { env: { DISCORD_API_URL: dead, SLACK_API_URL: dead, SOURCES_URL: dead } };
    },
    check: "discord.network",
    fix: /network, name lookup and firewall/,
    also: ["slack.network", "sources.host"],
  },
];

/** What is on this machine alone is looked at beside one platform: the other's requests take most of the time. */
const LOCAL = /^(?:disk|index|library|memory|node|settings)\b/;
const WITHOUT_DISCORD = { DISCORD_TOKEN: "" };

describe("doctor", () => {
  it("finds nothing wrong with a bot that is well, by a few lists and not a request a channel", async () => {
    patient = ward.admit("LOG_LEVEL=info\n");
    const requests = ward.discord.requests.length;
    const report = await patient.examine();
    expect(troublesIn(report)).toEqual([]);
    expect([statusOf(report), worstOf(report), report.isRunning]).toEqual([0, "ok", false]);
    expect(ward.discord.requests.length - requests).toBeLessThanOrEqual(9);
    expect(all(report).map(({ text }) => text)).toContain(
      "The bot can post in all 10 subscribed channels, threads included.",
    );
  });

  it("names at least the 25 faults that it must", () => {
    expect(FAULTS.length).toBeGreaterThanOrEqual(25);
  });

  it.each(FAULTS)(
    "names $name, with the fix, and changes nothing",
    async ({ make, check, fix, also = [] }) => {
      patient = ward.admit();
      const { env = {}, parts = {} } = (await make()) ?? {};
      const before = picture(patient.home);
      const begin = performance.now();
      const report = await patient.examine({ ...(LOCAL.test(check) && WITHOUT_DISCORD), ...env }, parts);
      expect(performance.now() - begin).toBeLessThan(10_000);
      const troubles = troublesIn(report);
      expect(troubles.map((one) => one.check)).toContain(check);
      expect(troubles.find((one) => one.check === check)?.fix).toMatch(fix);
      // And accuses nothing else.
      expect(
        [...new Set(troubles.map((one) => one.check))].filter((one) => ![check, ...also].includes(one)),
      ).toEqual([]);
      expect(statusOf(report)).toBeGreaterThan(0);
      // What a test itself has opened goes away when its statements are collected.
      const after = picture(patient.home);
      expect(before).toEqual(expect.arrayContaining([...after]));
      expect(after).toEqual(expect.arrayContaining(before.filter((one) => !/^\S+-(?:shm|wal) /.test(one))));
      const said = JSON.stringify(report);
      for (const secret of secretsIn({ ...ward.env, ...env }).filter(Boolean))
        expect(said).not.toContain(secret);
    },
  );
});

/** Names and contents of what is in a folder. */
function picture(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile())
    .map(
      (name) =>
        `${name} ${createHash("sha256")
          .update(readFileSync(join(folder, name)))
          .digest("hex")}`,
    );
}
