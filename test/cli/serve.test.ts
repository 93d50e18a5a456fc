import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { DEFAULT_SETTINGS } from "../../src/delivery/subscription-settings.ts";
import { createMailKeys } from "../../src/mail/keys.ts";
import { openDatabase, writeBatch } from "../../src/store/database.ts";
import { mailboxOf, putMailbox } from "../../src/store/mail/mailboxes.ts";
import { putSubscription } from "../../src/store/subscriptions.ts";
import { DAY_MS } from "../../src/time/day.ts";
import { eventually } from "../support/discord/bot.ts";
import { slash } from "../support/discord/interactions.ts";
import { createDiscordServer, type ServerOptions, seen, TOKEN } from "../support/discord/server.ts";
import { SECRET } from "../support/email/mail-desk.ts";
import { startRelay } from "../support/email/relay.ts";
import { temporaryFolder } from "../support/folder.ts";
import { runProgram, startHere, startProgram } from "../support/program.ts";
import { slashCommand } from "../support/slack/payloads.ts";
import { APP_TOKEN, BOT_TOKEN, createSlackServer } from "../support/slack/server.ts";

async function someDiscord(options?: ServerOptions) {
  const server = await createDiscordServer(options);
  onTestFinished(() => server.stop());
  return { server, env: { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: server.url } };
}

async function someSlack(...more: readonly string[]) {
  const scopes = ["app_mentions:read", "chat:write", "commands", "im:history", ...more];
  const server = await createSlackServer({ scopes });
  onTestFinished(() => server.close());
  // No fixed port for /healthz: several programs run at once in these tests.
  const env = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: server.apiUrl,
    PORT: "0",
  };
  return { server, env };
}

function start(env: Readonly<Record<string, string>>) {
  return startHere([], { home: temporaryFolder(), env });
}

describe("the running program", () => {
  it("says in plain words that the disk is full when it takes up the channels of its settings", async () => {
    const discord = await someDiscord();
    const home = temporaryFolder();
    const file = join(home, "paperboy.db");
    const db = await openDatabase(file);
    await sql`create trigger full before insert on subscriptions begin select raise(abort, 'database or disk is full'); end`.execute(
      db,
    );
    await db.destroy();
    const env = { ...discord.env, DAILY_CHANNELS: "discord:123456789012345678" };
    const { status, err } = await runProgram([], { home, env });
    expect(status).toBe(1);
    expect(err.trim()).toBe(
      `The disk that holds ${file} is full. Free some space and try again; nothing is half-written.`,
    );
  });

  it("answers on both platforms, says on one that the other is reconnecting, and leaves in order when told to", async () => {
    const [discord, slack] = await Promise.all([someDiscord(), someSlack("users:read")]);
    // A process of its own: when discord.js is stopped while it connects, the failure of that has no listener any more.
    const env = { LOG_LEVEL: "info", ...discord.env, ...slack.env };
    const running = startProgram([], { home: temporaryFolder(), env });
    await eventually(() => expect(running.errors().match(/"msg":"ready"/g)).toHaveLength(2));

    const title = "GPipe: Efficient Training of Giant Neural Networks using Pipeline Parallelism";
    await eventually(() => expect(running.errors()).toContain("library read"));
    expect(seen(await discord.server.ask(slash("paper", { query: "gpipe" })))).toContain(title);
    const url = slack.server.responseUrl();
    await slack.server.sockets.send("slash_commands", slashCommand("/paper", "gpipe", url));
    await slack.server.answered(url);
    expect(JSON.stringify(slack.server.responses.at(-1)?.body)).toContain(title);

    const status = async () => {
      const url = slack.server.responseUrl();
      const asked = slashCommand("/paper-status", "", url, { user: "UADMIN" });
      await slack.server.sockets.send("slash_commands", asked);
      await slack.server.answered(url);
      return JSON.stringify(slack.server.responses.at(-1)?.body);
    };
    expect(await status()).toContain("🟢 Discord: connected\\n🟢 Slack: connected");
    await discord.server.stop();
    await eventually(() => expect(running.errors()).toContain("the connection is lost"));
    expect(await status()).toContain("🟡 Discord: connection lost, reconnecting");
    running.process.kill("SIGTERM");
    expect((await running.ended).status).toBe(0);
    expect(discord.server.refused).toEqual([]);
    expect(slack.server.refusals).toEqual([]);
  });

  it("mails papers where nothing else is set up", async () => {
    const [relay, home, stop] = [await startRelay(), temporaryFolder(), new AbortController()];
    const db = await openDatabase(join(home, "paperboy.db"));
    const keys = createMailKeys(SECRET);
    const place = mailboxOf("hash of Ann");
    const settings = { ...DEFAULT_SETTINGS, time: "00:00", days: [1, 2, 3, 4, 5, 6, 7] };
    await writeBatch(db, async (tx) => {
      await putMailbox(tx, {
        person: place.channel,
        platform: "discord",
        address: keys.seal("ann@example.org"),
        addressKey: keys.keyOf("ann@example.org"),
        what: "trending",
        wanted: settings,
        how: "/daily mail",
        tries: 0,
        handle: "handle",
        stopToken: "token",
        askedAt: new Date(),
        confirmedAt: new Date(),
        refusals: 0,
      });
      const plannedUntil = new Date(Date.now() - DAY_MS);
      await putSubscription(tx, { ...settings, ...place, origin: "chat", plannedUntil });
    });
    await db.destroy();
    const env = {
      SMTP_URL: `smtp://127.0.0.1:${relay.port}`,
      MAIL_FROM: "papers@example.org",
      PAPERBOY_SECRET: SECRET,
    };
    const running = runProgram([], { home, env, stop: stop.signal });
    await eventually(() => expect(relay.taken).toMatchObject([{ to: "ann@example.org" }]));
    stop.abort();
    expect(await running).toMatchObject({ status: 0, out: "Papers go out by e-mail while this runs.\n" });
  });

  it("serves the page beside a platform, which answers on where the port is taken", async () => {
    const discord = await someDiscord();
    const running = start({ ...discord.env, PAGE: "library", PORT: "0" });
    await eventually(() => expect(running.errors()).toMatch(/"page":"http:.*the page is open/));
    const [, address = ""] = /"page":"(http:[^"]*)"/.exec(running.errors()) ?? [];
    const answer = await fetch(address);
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("<h1>")]);

    const second = start({ ...discord.env, PAGE: "library", PORT: new URL(address).port });
    await eventually(() => expect(second.errors()).toContain("Set PORT to a free one."));
    await eventually(() => expect(second.errors()).toContain('"msg":"ready"'));
    running.stop();
    second.stop();
    expect([(await running.ended).status, (await second.ended).status]).toEqual([0, 0]);
  });

  it.each([
    ["a wrong token", { DISCORD_TOKEN: "a.wrong.token" }, {}, "Discord does not accept the bot token"],
    ["a disallowed intent", {}, { identifyClose: 4014 }, "Discord doesn't allow the bot's intents"],
  ])("explains %s in one line and ends with 78", async (_, env, options, explanation) => {
    const discord = await someDiscord(options);
    const { status, err } = await runProgram([], {
      home: temporaryFolder(),
      env: { ...discord.env, ...env },
    });
    expect(status).toBe(78);
    expect(err).toContain(explanation);
    expect(err.trim().split("\n")).toHaveLength(1);
  });

  it("keeps trying through an outage at the start, and still leaves when told to", async () => {
    const discord = await someDiscord();
    await discord.server.stop();
    const running = start(discord.env);
    await eventually(() => expect(running.errors()).toContain("could not connect"));
    running.stop();
    expect((await running.ended).status).toBe(0);
  });

  it("goes on with one platform when the other cannot start", async () => {
    const [discord, slack] = await Promise.all([someDiscord(), someSlack()]);
    const running = start({ ...discord.env, ...slack.env, SLACK_BOT_TOKEN: "xoxb-wrong" });
    await eventually(() => expect(running.errors()).toContain("Slack"));
    await eventually(() => expect(running.errors()).toContain('"msg":"ready"'));
    expect(seen(await discord.server.ask(slash("help", {})))).toContain("/paper");
    running.stop();
    expect((await running.ended).status).toBe(0);
  });

  it("tells Discord its commands once", async () => {
    const discord = await someDiscord();
    const home = temporaryFolder();
    const register = (...args: string[]) =>
      runProgram(["discord", "register", ...args], { home, env: discord.env });
    const [dry, first, second] = [await register("--dry-run"), await register(), await register()];
    expect(dry.out).toContain("+ /paper");
    expect(first.out).toMatch(
      /\+ “Find related papers” in the menu of messages\n[\s\S]*Registered \d+ commands everywhere/,
    );
    expect(second.out).toContain("Nothing to change");
    expect([dry, first, second].map(({ status }) => status)).toEqual([0, 0, 0]);
  });

  it("prints a Slack manifest by the settings, before there is a token", async () => {
    const env = { COMMAND_PREFIX: "lab-", SLACK_UNFURL: "on", SLACK_HISTORY: "on" };
    const { status, out } = await runProgram(["slack", "manifest"], { home: temporaryFolder(), env });
    expect(status).toBe(0);
    expect(out).toContain("command: /lab-paper");
    expect(out).not.toContain("command: /paper");
    for (const scope of ["links:read", "channels:history"]) expect(out).toContain(`- ${scope}`);
  });
});
