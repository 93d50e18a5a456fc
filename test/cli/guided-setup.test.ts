import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Writable } from "node:stream";
import { describe, expect, it, onTestFinished } from "vitest";
import { commands } from "../../commands/index.ts";
import type { BareHost } from "../../src/app/host.ts";
import { guideSetup } from "../../src/cli/guided-setup/guided-setup.ts";
import type { WriteFile } from "../../src/cli/guided-setup/save-env.ts";
import { parseArguments } from "../../src/cli/parse-arguments.ts";
import { runUntilStopped } from "../../src/cli/serve.ts";
import { subcommands } from "../../src/cli/subcommands.ts";
import { readConfig } from "../../src/config.ts";
import { readEnvLines } from "../../src/env-file.ts";
import { scopesInUse } from "../../src/platforms/slack/features.ts";
import { openDatabase } from "../../src/store/database.ts";
import { allSubscriptions } from "../../src/store/subscriptions.ts";
import { createTypist, type Typist } from "../support/chat/typist.ts";
import { eventually } from "../support/discord/bot.ts";
import { slash } from "../support/discord/interactions.ts";
import { createDiscordServer, seen, TOKEN } from "../support/discord/server.ts";
import { CHANNEL_ID, GUILD_ID } from "../support/discord/world.ts";
import { temporaryFolder } from "../support/folder.ts";
import { runProgram } from "../support/program.ts";
import { createRecordingLog } from "../support/recording-log.ts";
import { slashCommand } from "../support/slack/payloads.ts";
import { APP_TOKEN, BOT_TOKEN, createSlackServer } from "../support/slack/server.ts";

type Answers = Parameters<typeof createTypist>[0];
type Env = Readonly<Record<string, string | undefined>>;

const specs = commands.map(({ spec }) => spec);

const DISCORD: Answers = [
  [/^Where shall people use it/, "discord"],
  [/^Bot token/, TOKEN],
  [/^Its number/, "1"],
  [/^Papers for/, "streaming video"],
  [/^At what time/, "8:30"],
  [/^In which time zone/, "Berlin"],
];

const SLACK: Answers = [
  [/^Where shall people use it/, "slack"],
  [/^Bot User OAuth Token/, BOT_TOKEN],
  [/^App-level token/, APP_TOKEN],
  [/^Have you invited it/, "y"],
  [/^Its number/, ""],
  [/^Papers for/, ""],
  [/^At what time/, ""],
  [/^In which time zone/, "UTC"],
];

async function someDiscord() {
  const server = await createDiscordServer();
  onTestFinished(() => server.stop().catch(() => {}));
  return { server, env: { DISCORD_API_URL: server.url } };
}

async function someSlack() {
  const server = await createSlackServer({ scopes: scopesInUse({ commands: specs }) });
  onTestFinished(() => server.close());
  return { server, env: { SLACK_API_URL: server.apiUrl } };
}

function nowhere(): Writable & { text(): string } {
  let all = "";
  const stream = new Writable({
    write(chunk, _, done) {
      all += chunk;
      done();
    },
  });
  return Object.assign(stream, { text: () => all });
}

/** One sitting at the terminal; what is in .env counts, as after a start. */
async function sit(folder: string, typist: Typist, env: Env, write?: WriteFile) {
  const host = hostOf(folder, typist, env);
  const status = await guideSetup(host, { folder, write });
  // Lines are broken to the width of the terminal.
  return { status, said: typist.text().replace(/\s+/g, " "), file: readEnv(folder) };
}

function hostOf(folder: string, { input, output }: Pick<Typist, "input" | "output">, env: Env): BareHost {
  const fromFile = Object.fromEntries(
    readEnvLines(readEnv(folder)).lines.map(({ name, raw }) => [name, raw.trim()]),
  );
  return {
    input,
    output,
    errors: nowhere(),
    env: { SOURCES: "none", PAPERBOY_HOME: join(folder, "home"), ...env, ...fromFile },
    stop: new AbortController().signal,
    root: resolve(import.meta.dirname, "..", ".."),
    version: "0.0.0",
    now: () => new Date(),
  };
}

function readEnv(folder: string): string {
  const file = join(folder, ".env");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

async function subscriptionsIn(folder: string) {
  const db = await openDatabase(join(folder, "home", "paperboy.db"));
  try {
    return await allSubscriptions(db);
  } finally {
    await db.destroy();
  }
}

/** Starts the bot with what the setup has left, as `npm start` does. */
function startBot(folder: string, env: Env) {
  const stop = new AbortController();
  const bare = hostOf(folder, createTypist([]), env);
  const log = createRecordingLog();
  const ended = runUntilStopped({ ...bare, config: readConfig(bare.env), log, stop: stop.signal });
  onTestFinished(async () => {
    stop.abort();
    await ended;
  });
  return eventually(() => expect(log.entries.map(({ message }) => message)).toContain("ready"));
}

describe("npm start -- setup", () => {
  it("leads from nothing to a first answer in Discord, and to a channel that gets papers", async () => {
    const folder = temporaryFolder();
    const { server, env } = await someDiscord();
    const typist = createTypist(DISCORD);
    const { status, said, file } = await sit(folder, typist, env);
    expect(status).toBe(0);
    expect(file).toBe(`DISCORD_TOKEN=${TOKEN}\n`);
    expect(statSync(join(folder, ".env")).mode & 0o777).toBe(0o600);
    expect(said).toContain("✓ Discord accepts the token of “Paperboy”.");
    expect(said).toContain("1. #papers in Reading group");
    expect(said).toContain(
      "Subscribed. This channel gets 1 paper every weekday at 08:30 Berlin time, on streaming video.",
    );
    expect(said).not.toContain(TOKEN);
    expect(server.rest.commands.get("global")?.length).toBeGreaterThan(5);
    expect(await subscriptionsIn(folder)).toMatchObject([
      {
        platform: "discord",
        channel: CHANNEL_ID,
        server: GUILD_ID,
        topics: ["streaming video"],
        time: "08:30",
      },
    ]);
    await startBot(folder, env);
    expect(seen(await server.ask(slash("paper", { query: "gpipe" })))).toContain("GPipe");
    expect(server.refused).toEqual([]);
  });

  it("leads to a first answer in Slack, with an app made by a link", async () => {
    const folder = temporaryFolder();
    const { server, env } = await someSlack();
    server.channels.set("C1", { member: false });
    const typist = createTypist(SLACK);
    // The bot is invited while it is asked.
    server.channels.set("C7", {});
    const { status, said, file } = await sit(folder, typist, env);
    expect(status).toBe(0);
    expect(file).toBe(`SLACK_BOT_TOKEN=${BOT_TOKEN}\nSLACK_APP_TOKEN=${APP_TOKEN}\n`);
    const link = /https:\/\/api\.slack\.com\/apps\?new_app=1\S+/.exec(said)?.[0] ?? "";
    const made = JSON.parse(new URL(link).searchParams.get("manifest_json") ?? "{}");
    expect(made.oauth_config.scopes.bot).toEqual(scopesInUse({ commands: specs }));
    expect(said).not.toMatch(/xoxb-invented|xapp-invented/);
    expect(await subscriptionsIn(folder)).toMatchObject([{ platform: "slack", channel: "C7", server: "T1" }]);
    await startBot(folder, env);
    const url = server.responseUrl();
    const answered = server.answered(url);
    await server.sockets.send("slash_commands", slashCommand("/paper", "gpipe", url));
    await answered;
    expect(JSON.stringify(server.responses)).toContain("GPipe");
  });

  it("says what is wrong with a token, without repeating it, and asks again", async () => {
    const folder = temporaryFolder();
    const { env } = await someDiscord();
    const tokens = [
      "xoxb-12-secret",
      "123456789012345678",
      "no token",
      "an.old.token",
      `DISCORD_TOKEN="${TOKEN}"`,
    ];
    const typist = createTypist([[/^Bot token/, tokens], [/^Its number/, "n"], ...DISCORD]);
    const { status, said, file } = await sit(folder, typist, env);
    expect(status).toBe(0);
    expect(said).toContain("That is a Slack bot token (xoxb-…). Here goes a Discord bot token");
    expect(said).toContain("That is an id, such as the application's.");
    expect(said).toContain("That can't be it: the bot's token from the Developer Portal");
    expect(said).toContain("✗ Discord doesn't accept the token.");
    expect(said).not.toMatch(/secret|old\.token/);
    expect(file).toBe(`DISCORD_TOKEN=${TOKEN}\n`);
  });

  it("says so where the environment has another value, which counts", async () => {
    const folder = temporaryFolder();
    const { env } = await someDiscord();
    const typist = createTypist([[/^Its number/, "n"], ...DISCORD]);
    const { said } = await sit(folder, typist, { ...env, DISCORD_TOKEN: "an.old.token" });
    expect(said).toContain(
      "DISCORD_TOKEN is also set in the environment, which counts before .env. Run unset",
    );
  });

  it("keeps what is in .env, comments and order included, and asks for no token that is right", async () => {
    const folder = temporaryFolder();
    const { env } = await someSlack();
    const before = `# our lab\nLOG_LEVEL=warn\n\nSLACK_BOT_TOKEN=${BOT_TOKEN}\n# app token comes here:\nSLACK_APP_TOKEN=\nPORT=4000\n`;
    writeFileSync(join(folder, ".env"), before, { mode: 0o644 });
    const typist = createTypist([[/^Have you invited/, "n"], [/^Where/, ""], ...SLACK]);
    const { status, file } = await sit(folder, typist, env);
    expect(status).toBe(0);
    expect(typist.asked[0]).toMatch(/\[slack\]$/);
    expect(typist.asked.some((question) => question.startsWith("Bot User"))).toBe(false);
    expect(file).toBe(before.replace("SLACK_APP_TOKEN=", `SLACK_APP_TOKEN=${APP_TOKEN}`));
    expect(statSync(join(folder, ".env")).mode & 0o777).toBe(0o600);
  });

  it("can be broken off at every question, and taken up again", async () => {
    const { env } = await someDiscord();
    const questions = 6;
    for (let patience = 0; patience < questions; patience += 1) {
      const folder = temporaryFolder();
      const first = await sit(folder, createTypist(DISCORD, patience), env);
      expect(first.status).toBe(130);
      // A token that was accepted is not asked for again.
      expect(first.file).toBe(patience < 2 ? "" : `DISCORD_TOKEN=${TOKEN}\n`);
      const isLast = patience === questions - 1;
      const typist = createTypist(isLast ? DISCORD : [[/^Its number/, "n"], ...DISCORD]);
      expect((await sit(folder, typist, env)).status).toBe(0);
      expect(typist.asked).toHaveLength((isLast ? questions : 3) - (patience < 2 ? 0 : 1));
      expect(readdirSync(folder).filter((name) => name !== "home")).toEqual([".env"]);
    }
  });

  it("leaves .env as it was where the disk is full", async () => {
    const folder = temporaryFolder();
    const { env } = await someDiscord();
    writeFileSync(join(folder, ".env"), "LOG_LEVEL=warn\n");
    const full: WriteFile = (path) => {
      writeFileSync(path, "LOG");
      throw Object.assign(new Error("no space"), { code: "ENOSPC" });
    };
    await expect(sit(folder, createTypist(DISCORD), env, full)).rejects.toThrow(
      /The disk is full, so .*\.env was not changed/,
    );
    expect(readdirSync(folder)).toEqual([".env"]);
    expect(readEnv(folder)).toBe("LOG_LEVEL=warn\n");
  });

  it("needs no platform, and no answer but Enter and n", async () => {
    const folder = temporaryFolder();
    const { status, said } = await sit(folder, createTypist([[/^Where/, ["both of them", "here"]]]), {});
    expect(status).toBe(0);
    expect(said).toContain("Type discord, slack, both or here.");
    expect(said).toContain("Done. Start it with npm start");
    expect(readEnv(folder)).toBe("");
  });

  it("keeps nothing where the network is dead, and says so", async () => {
    const folder = temporaryFolder();
    const { env, server } = await someDiscord();
    await server.stop();
    const typist = createTypist([[/^Bot token/, [TOKEN, ""]], ...DISCORD]);
    const { status, said, file } = await sit(folder, typist, env);
    expect(status).toBe(0);
    expect(said).toContain("✗ Discord can't be reached (ECONNREFUSED).");
    expect(said).toContain("Discord is left out for now.");
    expect(file).toBe("");
  });

  it("says without a terminal what to do instead", async () => {
    const home = temporaryFolder();
    const { status, out, err } = await runProgram(["setup"], { home, input: "discord\n" });
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toContain(
      "setup asks questions, so it needs a terminal. Without one, copy .env.example to .env",
    );
    expect(readdirSync(home)).toEqual([]);
  });

  it.each(["init", "install", "setpu"])("is what %s leads to", (typed) => {
    expect(() => parseArguments([typed], subcommands, "paperboy")).toThrow("Did you mean setup?");
  });
});
