import { describe, expect, it, onTestFinished } from "vitest";
import type { App } from "../../src/app/app.ts";
import { KEPT_DAYS, purgeServers } from "../../src/app/servers.ts";
import { someApp } from "../support/app.ts";
import { createClock } from "../support/clock.ts";
import { type Bot, eventually, startBot } from "../support/discord/bot.ts";
import type { JsonObject } from "../support/discord/component-rules.ts";
import { ok, refusal } from "../support/discord/http.ts";
import { slash } from "../support/discord/interactions.ts";
import { seen } from "../support/discord/server.ts";
import {
  ADMIN,
  ALICE,
  BOB,
  BOT_ID,
  CHANNEL_ID,
  DM_CHANNEL_ID,
  guildOf,
  QUIET_CHANNEL_ID,
} from "../support/discord/world.ts";
import { someLibrary } from "../support/library/library.ts";
import { isOverPostgres } from "../support/postgres.ts";
import { createRecordingLog } from "../support/recording-log.ts";
import { BOT_USER } from "../support/slack/identity.ts";
import { joinedChannel } from "../support/slack/payloads.ts";
import { openWorkspace } from "../support/slack/workspace.ts";

const NEW = "200000000000000009";
const VIEW_AUDIT_LOG = 1n << 7n;
const SEND = 1n << 11n;

describe("in Discord, the welcome", () => {
  // Over PostgreSQL, two bots of one library share Discord's shards, and the second has none.
  it.skipIf(isOverPostgres())(
    "is said once to a server that has just added the bot, and names the first step",
    async () => {
      const { app } = await anApp();
      const bot = await startBot({ server: { guilds: [] }, chat: app.chat });
      const guild = guildOf(NEW, new Date());
      bot.server.gateway.dispatch("GUILD_CREATE", guild);
      const { text, channel } = await said(bot);
      expect(channel).toBe(CHANNEL_ID);
      expect(text).toContain("First step: run /daily subscribe");
      expect(text).toContain("/paper streaming video");
      // Away in an outage and back again, removed and added again, and after a restart.
      bot.server.gateway.dispatch("GUILD_DELETE", { id: NEW, unavailable: true });
      bot.server.gateway.dispatch("GUILD_CREATE", guild);
      bot.server.gateway.dispatch("GUILD_DELETE", { id: NEW });
      bot.server.gateway.dispatch("GUILD_CREATE", { ...guild, joined_at: new Date().toISOString() });
      await settled(bot);
      expect(bot.server.rest.posted).toHaveLength(1);
      const again = await startBot({ server: { guilds: [guild] }, chat: app.chat });
      await settled(again);
      expect(again.server.rest.posted).toEqual([]);
    },
  );

  it("is said at the start to a server that added the bot while it was not running", async () => {
    const { app } = await anApp();
    const bot = await startBot({ server: { guilds: [guildOf(NEW, new Date())] }, chat: app.chat });
    expect((await said(bot)).text).toContain("/daily subscribe");
  });

  it("is not said to a server that added the bot long ago", async () => {
    const { app } = await anApp();
    const bot = await startBot({ server: { guilds: [] }, chat: app.chat });
    bot.server.gateway.dispatch("GUILD_CREATE", guildOf(NEW, new Date("2026-01-01")));
    await settled(bot);
    expect(bot.server.requests.filter((request) => request.includes("/messages"))).toEqual([]);
  });

  it.each([
    ["the server has no channel for such things", null],
    ["the bot may not write in that one", QUIET_CHANNEL_ID],
  ])("goes to the first channel where the bot may write if %s", async (_, systemChannel) => {
    const { app } = await anApp();
    const bot = await startBot({ server: { guilds: [] }, chat: app.chat });
    bot.server.gateway.dispatch("GUILD_CREATE", guildOf(NEW, new Date(), systemChannel));
    expect((await said(bot)).channel).toBe(CHANNEL_ID);
  });

  it.each([
    ["whoever added the bot", VIEW_AUDIT_LOG, ok(auditLog()), ALICE.id],
    ["the owner, without the permission to see who that was", 0n, undefined, ADMIN.id],
    [
      "the owner, if Discord does not say",
      VIEW_AUDIT_LOG,
      refusal(403, 50013, "Missing Permissions"),
      ADMIN.id,
    ],
    ["the owner, if it is long ago", VIEW_AUDIT_LOG, ok({ ...auditLog(), audit_log_entries: [] }), ADMIN.id],
  ])("goes, where the bot may write nowhere, to %s", async (_, permission, answer, expected) => {
    const { app } = await anApp();
    const bot = await startBot({ server: { guilds: [] }, chat: app.chat });
    if (answer) bot.server.fail({ on: /GET \/guilds\/\d+\/audit-logs/, answer });
    bot.server.gateway.dispatch("GUILD_CREATE", silentGuild(permission));
    const { text, channel } = await said(bot);
    expect(channel).toBe(DM_CHANNEL_ID);
    expect(bot.server.rest.channels.written).toEqual([expected]);
    expect(text).toContain("can't write in any channel of “");
    expect(text).not.toMatch(/(?<!\\)\*\*/);
  });

  it("is only noted in the log where nobody can be told", async () => {
    const { app } = await anApp();
    const bot = await startBot({ server: { guilds: [] }, chat: app.chat });
    bot.server.fail({
      on: /POST .*\/messages/,
      answer: refusal(403, 50007, "Cannot send messages to this user"),
    });
    bot.server.gateway.dispatch("GUILD_CREATE", silentGuild(0n));
    await eventually(() =>
      expect(bot.log.lines).toContainEqual(
        expect.objectContaining({
          level: "warn",
          message: expect.stringContaining("the welcome could not be sent"),
        }),
      ),
    );
  });
});

describe("in Slack, the welcome", () => {
  it("is said once in each channel that the bot is invited to, and not when others come", async () => {
    const { app } = await anApp();
    const lab = await openWorkspace({ chat: () => app.chat });
    onTestFinished(() => lab.close());
    await lab.send(joinedChannel("U7"));
    await lab.send(joinedChannel(BOT_USER));
    await lab.server.said(1);
    await lab.send(joinedChannel(BOT_USER));
    await lab.send(joinedChannel(BOT_USER, "C2"));
    await lab.server.said(2);
    await lab.platform.stop();
    expect(lab.server.calls.map(({ args }) => args.channel)).toEqual(["C1", "C2"]);
    expect(lab.server.calls[0]?.args.text).toContain("First step: run /daily subscribe");
    expect(lab.server.refusals).toEqual([]);
  });
});

it("a server that is forgotten is new when it comes back", async () => {
  const { app, clock } = await anApp();
  const place = { platform: "discord", server: NEW, prefix: "/" };
  expect(await app.chat.hello(place)).toBeDefined();
  expect(await app.chat.hello(place)).toBeUndefined();
  await app.chat.left({ ...place, channels: [] });
  clock.advance((KEPT_DAYS + 1) * 86_400_000);
  await purgeServers({ db: app.db, provenTime: app.provenTime, log: createRecordingLog() });
  expect(await app.chat.hello(place)).toBeDefined();
});

async function anApp() {
  const library = await someLibrary();
  const clock = createClock("2026-11-23T09:00:00Z");
  const app: App = someApp(library, clock.now);
  return { app: { ...app, db: library.db }, clock };
}

/** What the bot says first. */
async function said({ server }: Bot): Promise<{ readonly text: string; readonly channel: unknown }> {
  await eventually(() => expect(server.rest.posted).toHaveLength(1));
  const message = server.rest.posted[0] ?? {};
  return { text: seen({ message }), channel: message.channel_id };
}

/** Resolves once everything that was dispatched before has been dealt with. */
async function settled({ server }: Bot): Promise<void> {
  await server.ask(slash("saved", {}));
}

/** A server in which the bot may write nowhere, with a hostile name. */
function silentGuild(permission: bigint): JsonObject {
  const guild = guildOf(NEW, new Date());
  const roles = (guild.roles as JsonObject[]).map((role) => ({
    ...role,
    permissions: String((BigInt(String(role.permissions)) & ~SEND) | permission),
  }));
  return { ...guild, name: "**@everyone** <@5>", roles };
}

function auditLog(): JsonObject {
  const entry = (id: string, target: string, by: string) => ({
    id,
    target_id: target,
    user_id: by,
    action_type: 28,
  });
  return {
    audit_log_entries: [entry("1", "100000000000000099", BOB.id), entry("2", BOT_ID, ALICE.id)],
    application_commands: [],
    auto_moderation_rules: [],
    guild_scheduled_events: [],
    integrations: [],
    threads: [],
    users: [],
    webhooks: [],
  };
}
