import type { Chat } from "../../../src/chat/chat.ts";
import { createHttpServer } from "../../../src/http/server.ts";
import type { Logger } from "../../../src/log.ts";
import type { Unfurling } from "../../../src/platforms/slack/features.ts";
import { createSlack, type SlackOptions, type SlackPlatform } from "../../../src/platforms/slack/index.ts";
import { manifest } from "../../../src/platforms/slack/manifest.ts";
import { createRecordingLog } from "../recording-log.ts";
import { slackChat } from "./chat.ts";
import { APP_TOKEN, BOT_TOKEN, createSlackServer, type SlackServer } from "./server.ts";
import { SIGNING_SECRET, signed } from "./signed-request.ts";

export interface Workspace {
  readonly server: SlackServer;
  readonly platform: SlackPlatform;
  readonly log: ReturnType<typeof createRecordingLog>;
  readonly manifest: ReturnType<typeof manifest>;
  /** Sends what a person did, in the way of the mode; resolves when it is acknowledged. */
  send(payload: object): Promise<void>;
  /** The same for what Slack reads an answer from, such as the errors of a form; resolves with that, `{}` for nothing. */
  ask(payload: object): Promise<unknown>;
  /** A new response_url. */
  url(uses?: number): string;
  close(): Promise<void>;
}

interface WorkspaceSettings {
  readonly http?: boolean;
  readonly unfurl?: Unfurling;
  readonly prefix?: string;
  readonly chat?: (log: Logger) => Chat;
  readonly options?: Partial<SlackOptions>;
  readonly server?: SlackServer;
}

/**
 * A workspace into which the app was installed with the manifest that it prints, and nothing more: what is not in there
 * is not delivered, and what its scopes do not allow is refused.
 */
export async function openWorkspace(settings: WorkspaceSettings = {}): Promise<Workspace> {
  const { http = false, unfurl, prefix = "/", options } = settings;
  const log = createRecordingLog();
  const chat = settings.chat?.(log) ?? slackChat({ log });
  // As an app that was installed when every command was listed: what can only be typed now still comes in.
  const everything = chat.commands.map((spec) => ({ ...spec, typedOnly: false }));
  const installed = manifest(everything, {
    prefix,
    unfurl,
    http: http ? new URL("https://bot.example.org") : undefined,
  });
  const server = settings.server ?? (await createSlackServer({ scopes: installed.oauth_config.scopes.bot }));
  const platform = createSlack({
    botToken: BOT_TOKEN,
    ...(http
      ? { signingSecret: SIGNING_SECRET, server: createHttpServer({ port: 0, log }) }
      : { appToken: APP_TOKEN }),
    apiUrl: server.apiUrl,
    prefix,
    unfurl,
    log,
    now: () => new Date(),
    ...options,
  });
  await platform.start(chat);

  return {
    server,
    platform,
    log,
    manifest: installed,
    url: (uses) => server.responseUrl(uses),
    async send(payload) {
      const type = envelopeType(payload, installed);
      if (!http) {
        await server.sockets.send(type, payload);
        return;
      }
      const response = await fetch(`http://127.0.0.1:${platform.port}/slack/events`, signed(payload));
      if (response.status !== 200) throw new Error(`answered ${response.status}`);
    },
    async ask(payload) {
      if (!http) return (await server.sockets.ask(payload)) ?? {};
      const response = await fetch(`http://127.0.0.1:${platform.port}/slack/events`, signed(payload));
      const answer = await response.text();
      if (response.status !== 200) throw new Error(`answered ${response.status}`);
      return answer === "" ? {} : JSON.parse(answer);
    },
    async close() {
      await platform.stop();
      await server.close();
    },
  };
}

// Slack only delivers what the manifest subscribes to or declares.
function envelopeType(payload: object, { settings, features, oauth_config }: ReturnType<typeof manifest>) {
  if ("event" in payload) {
    const { type, channel_type } = payload.event as { type: string; channel_type?: string };
    const name = type === "message" ? `${type}.${channel_type}` : type;
    const subscribed: readonly string[] = settings.event_subscriptions.bot_events;
    if (!subscribed.includes(name)) throw new Error(`not subscribed to ${name}`);
    const scope = EVENT_SCOPES[name];
    if (scope && !oauth_config.scopes.bot.includes(scope)) throw new Error(`${name} needs ${scope}`);
    return "events_api";
  }
  if (!oauth_config.scopes.bot.includes("commands")) throw new Error("commands need the scope commands");
  if ("command" in payload) {
    if (features.slash_commands.some(({ command }) => command === payload.command)) return "slash_commands";
    throw new Error(`no command ${String(payload.command)}`);
  }
  const shortcuts = features.shortcuts ?? [];
  if ("callback_id" in payload && !shortcuts.some(({ callback_id }) => callback_id === payload.callback_id)) {
    throw new Error(`no shortcut ${String(payload.callback_id)}`);
  }
  return "interactive";
}

/** The scope without which Slack does not deliver an event. */
export const EVENT_SCOPES: Readonly<Record<string, string>> = {
  app_mention: "app_mentions:read",
  "message.im": "im:history",
  link_shared: "links:read",
  member_joined_channel: "channels:read",
};
