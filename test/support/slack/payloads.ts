import { BOT_USER } from "./identity.ts";

/** What Slack sends, in its shapes; every identifier is invented. Each call is a new event or a new click. */

let count = 0;
const next = () => ++count;

export interface From {
  readonly user?: string;
  readonly channel?: string;
}

const TEAM = { team_id: "T1", api_app_id: "A1" };

export function slashCommand(command: string, text: string, responseUrl: string, from: From = {}) {
  return {
    ...TEAM,
    token: "legacy",
    team_domain: "lab",
    channel_id: from.channel ?? "C1",
    channel_name: "general",
    user_id: from.user ?? "U1",
    user_name: "ada",
    command,
    text,
    is_enterprise_install: "false",
    response_url: responseUrl,
    trigger_id: `trigger.${next()}`,
  };
}

interface Pressed {
  readonly value?: string;
  readonly url?: string;
  readonly threadTs?: string;
  /** The button is on a message that only its reader sees. */
  readonly hidden?: boolean;
}

export function buttonPress(pressed: Pressed, responseUrl: string, from: From = {}) {
  const { value, url, threadTs, hidden = false } = pressed;
  const action = { type: "button", action_id: "button-0", block_id: "b1", action_ts: `${next()}.0` };
  return {
    ...interaction(responseUrl, from),
    type: "block_actions",
    container: { type: "message", message_ts: "1.1", channel_id: from.channel ?? "C1", is_ephemeral: hidden },
    message: { type: "message", ts: "1.1", ...(threadTs && { thread_ts: threadTs }) },
    actions: [{ ...action, ...(value !== undefined && { value }), ...(url && { url }) }],
  };
}

/** A button of the Home tab: there is no message, no channel and no response_url. */
export function homePress(value: string) {
  const { channel: _, response_url: __, ...rest } = interaction("", {});
  const action = { type: "button", action_id: "0", block_id: "b1", action_ts: `${next()}.0`, value };
  return {
    ...rest,
    type: "block_actions",
    container: { type: "view", view_id: "V1" },
    view: { id: "V1", type: "home", team_id: "T1" },
    actions: [action],
  };
}

export function messageShortcut(callbackId: string, message: object, responseUrl: string, from: From = {}) {
  return {
    ...interaction(responseUrl, from),
    type: "message_action",
    callback_id: callbackId,
    message_ts: "1.1",
    action_ts: `${next()}.0`,
    message: { type: "message", user: "U2", ts: "1.1", ...message },
  };
}

export function mention(text: string, more: object = {}) {
  return event({ type: "app_mention", user: "U1", text, channel: "C1", ts: "5.5", event_ts: "5.5", ...more });
}

export function directMessage(text: string, more: object = {}) {
  const message = {
    type: "message",
    channel_type: "im",
    user: "U1",
    channel: "D1",
    ts: "6.6",
    event_ts: "6.6",
  };
  return event({ ...message, text, ...more });
}

export function homeOpened(tab: "home" | "messages") {
  return event({ type: "app_home_opened", user: "U1", channel: "D1", tab, event_ts: "7.7" });
}

/** Somebody, or the bot itself, came into a channel. */
export function joinedChannel(user: string, channel = "C1") {
  const joined = { type: "member_joined_channel", user, channel, channel_type: "C", team: "T1" };
  return event({ ...joined, inviter: "U1", event_ts: "9.9" });
}

export function linkShared(urls: readonly string[], more: object = {}) {
  const links = urls.map((url) => ({ domain: "arxiv.org", url }));
  const shared = { type: "link_shared", user: "U1", channel: "C1", message_ts: "8.8", event_ts: "8.8" };
  return event({ ...shared, is_bot_user_member: false, links, ...more });
}

export function uninstalled() {
  return event({ type: "app_uninstalled" });
}

/** Tokens taken back: of people, or of the bot itself. */
export function tokensRevoked(tokens: { readonly oauth?: string[]; readonly bot?: string[] }) {
  return event({ type: "tokens_revoked", tokens });
}

function event(inner: object) {
  return {
    ...TEAM,
    type: "event_callback",
    event_id: `Ev${next()}`,
    event_time: 1_700_000_000,
    authorizations: [
      { enterprise_id: null, team_id: "T1", user_id: BOT_USER, is_bot: true, is_enterprise_install: false },
    ],
    event: inner,
  };
}

function interaction(responseUrl: string, from: From) {
  return {
    api_app_id: "A1",
    token: "legacy",
    team: { id: "T1", domain: "lab" },
    user: { id: from.user ?? "U1", username: "ada", name: "ada", team_id: "T1" },
    channel: { id: from.channel ?? "C1", name: "general" },
    is_enterprise_install: false,
    enterprise: null,
    response_url: responseUrl,
    trigger_id: `trigger.${next()}`,
  };
}
