import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { commands as all } from "../../../commands/index.ts";
import type { Setup } from "../../../src/chat/unasked/setup.ts";
import { ConfigError } from "../../../src/errors.ts";
import { manifest, manifestYaml } from "../../../src/platforms/slack/manifest.ts";
import { createRecordingLog } from "../../support/recording-log.ts";
import { slackChat } from "../../support/slack/chat.ts";
import { BOT_USER } from "../../support/slack/identity.ts";
import { manifestFaults } from "../../support/slack/manifest-rules.ts";
import {
  directMessage,
  homeOpened,
  linkShared,
  mention,
  messageShortcut,
  slashCommand,
} from "../../support/slack/payloads.ts";
import { EVENT_SCOPES, openWorkspace, type Workspace } from "../../support/slack/workspace.ts";

const UNFURL = { command: "abstract", domains: ["arxiv.org"] };
const { commands } = slackChat({ log: createRecordingLog() });
const { commands: withAdmin } = slackChat({ log: createRecordingLog(), admin: true });
const { commands: withFiles } = slackChat({ log: createRecordingLog(), files: true });

describe("manifest", () => {
  it.each([
    ["Socket Mode", {}],
    ["HTTP", { http: new URL("https://bot.example.org") }],
    ["HTTP with a path", { http: new URL("https://bot.example.org/some/where") }],
    ["unfurling", { unfurl: UNFURL }],
    ["a prefix", { prefix: "/lab-" }],
  ])("is one that Slack takes: %s", (_, options) => {
    const made = manifest(commands, { prefix: "/", ...options });
    expect(manifestFaults(made)).toEqual([]);
    expect(parse(manifestYaml(commands, { prefix: "/", ...options }))).toEqual(made);
  });

  it("has every command, with its prefix, its options and its text taken literally", () => {
    const { features } = manifest(commands, { prefix: "/lab-" });
    expect(features.slash_commands.map(({ command }) => command)).toEqual([
      "/lab-paper",
      "/lab-abstract",
      "/lab-related",
      "/lab-help",
    ]);
    expect(features.slash_commands[0]).toMatchObject({
      usage_hint: "<query> [page:1-50]",
      should_escape: false,
    });
    expect(features.shortcuts).toMatchObject([{ name: "Find related papers", callback_id: "related" }]);
  });

  it("gives what Slack has itself another name, and is one that Slack takes with every command there is", () => {
    const made = manifest(
      all.map(({ spec }) => spec),
      { prefix: "/" },
    );
    expect(manifestFaults(made)).toEqual([]);
    const names = made.features.slash_commands.map(({ command }) => command);
    expect(names).toEqual(expect.arrayContaining(["/paper", "/paper-status", "/paper-help"]));
    expect(names).not.toContain("/status");
    expect(manifestYaml(withAdmin, { prefix: "/lab-" })).toContain("/lab-help");
  });

  it("sends everything to one address in HTTP mode, and none in Socket Mode", () => {
    const http = new URL("https://bot.example.org");
    const url = "https://bot.example.org/slack/events";
    const { settings, features } = manifest(commands, { prefix: "/", http });
    expect(settings).toMatchObject({ socket_mode_enabled: false, interactivity: { request_url: url } });
    expect(features.slash_commands[0]).toMatchObject({ url });
    expect(manifestYaml(commands, { prefix: "/" })).not.toContain("url");
  });

  it("grows only with the features in use", () => {
    const scopes = (...given: Parameters<typeof manifest>) => manifest(...given).oauth_config.scopes.bot;
    expect(scopes(commands, { prefix: "/" })).toEqual([
      "app_mentions:read",
      "chat:write",
      "commands",
      "im:history",
    ]);
    expect(scopes(commands, { prefix: "/", unfurl: UNFURL })).toContain("links:read");
    expect(scopes(commands, { prefix: "/", history: true })).toEqual([
      "app_mentions:read",
      "channels:history",
      "channels:read",
      "chat:write",
      "commands",
      "groups:history",
      "groups:read",
      "im:history",
    ]);
    expect(scopes(withAdmin, { prefix: "/" })).toContain("users:read");
    expect(scopes(withFiles, { prefix: "/" })).toContain("files:read");
  });

  it.each(["/Lab-", "/my lab ", "/é", "lab-", `/${"x".repeat(30)}-`])("refuses the prefix %j", (prefix) => {
    expect(() => manifest(commands, { prefix })).toThrow(ConfigError);
  });

  it("refuses an address that is not https", () => {
    expect(() => manifest(commands, { prefix: "/", http: new URL("http://bot.example.org") })).toThrow(
      "https",
    );
  });
});

describe("the scopes and events", () => {
  let lab: Workspace;
  afterEach(() => lab.close());

  it("are what a workspace needs in which everything is used, no more and no less", async () => {
    lab = await openWorkspace({
      unfurl: UNFURL,
      chat: (log) => slackChat({ log, admin: true, files: true }),
    });
    const { server } = lab;
    const { id } = server.files.share("misc");
    server.channels.set("G2", { private: true });
    const events = [
      mention(`<@${BOT_USER}> goats`),
      directMessage("goats"),
      directMessage("read", { subtype: "file_share", files: [{ id, file_access: "check_file_info" }] }),
      homeOpened("home"),
      linkShared(["https://arxiv.org/abs/2401.00001"]),
    ];
    for (const payload of events) await lab.send(payload);
    await lab.send(slashCommand("/announce", "hello", lab.url(), { user: "UADMIN" }));
    await lab.send(messageShortcut("related", { text: "goats" }, lab.url()));
    await lab.send(slashCommand("/announce", "hello", lab.url(), { user: "U1" }));
    await lab.send(slashCommand("/announce", "hello", lab.url(), { user: "U1", channel: "G2" }));
    // Five answers to events, four to interactions, users.info for each of the two people, who made each of the two
    // channels, and files.info.
    await server.said(5 + 4 + 2 + 2 + 1);
    await lab.platform.stop();

    expect(server.refusals).toEqual([]);
    const subscribed = lab.manifest.settings.event_subscriptions.bot_events;
    expect(subscribed).toEqual([
      "app_home_opened",
      "app_mention",
      "app_uninstalled",
      "link_shared",
      "member_joined_channel",
      "message.im",
      "tokens_revoked",
    ]);
    const received = subscribed.flatMap((event) => EVENT_SCOPES[event] ?? []);
    expect(lab.manifest.oauth_config.scopes.bot).toEqual(
      [...new Set(["commands", ...received, ...server.scopesUsed])].sort(),
    );
  });

  it("let only administrators run what is theirs, and look each up once", async () => {
    lab = await openWorkspace({ chat: (log) => slackChat({ log, admin: true }) });
    for (const user of ["UADMIN", "U1", "UADMIN"]) {
      const before = lab.server.responses.length;
      await lab.send(slashCommand("/announce", "hello", lab.url(), { user }));
      while (lab.server.responses.length === before)
        await lab.server.said(lab.server.calls.length + before + 1);
    }
    expect(lab.server.responses.map(({ body }) => body.text)).toEqual([
      "hello",
      "Only channel managers can use /announce here. Ask a workspace admin or owner, or the person who created the channel.",
      "hello",
    ]);
    expect(lab.server.calls.map(({ args }) => args.user)).toEqual(["UADMIN", "U1", undefined]);
  });

  it("are told to the chat at the start, as they are printed", async () => {
    const setups: Setup[] = [];
    lab = await openWorkspace({
      prefix: "/lab-",
      unfurl: UNFURL,
      chat: (log) => ({ ...slackChat({ log }), setUp: async (setup) => void setups.push(setup) }),
    });
    expect(setups.map(({ platform, file }) => [platform, file.content])).toEqual([
      ["slack", manifestYaml(commands, { prefix: "/lab-", unfurl: UNFURL })],
    ]);
  });

  it("carry the prefix into every answer", async () => {
    lab = await openWorkspace({ prefix: "/lab-" });
    await lab.send(slashCommand("/lab-abstract", "", lab.url()));
    await lab.server.said(1);
    expect(lab.server.responses[0]?.body.text).toContain("Usage: /lab-abstract &lt;paper&gt;");
  });
});
