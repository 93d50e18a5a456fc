import { BOT_USER } from "./identity.ts";
import type { OpenView } from "./views.ts";

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

/**
 * A modal as it was filled in: what stands in it but for `written`. What nobody could send is an error: a field that there is not, one that
 * is empty and not optional, a text that is too long, another choice.
 */
export function viewSubmission(view: OpenView, written: Readonly<Record<string, string>>, from: From = {}) {
  const inputs = view.blocks.filter(({ type }) => type === "input");
  const strange = Object.keys(written).find((id) => !inputs.some(({ block_id }) => block_id === id));
  if (strange !== undefined) throw new Error(`the form has no field ${strange}`);
  const values = inputs.map((block) => {
    const id = String(block.block_id);
    const element = block.element as FormElement;
    return [id, { [element.action_id]: filledIn(element, written[id], block.optional === true) }];
  });
  const { response_url: _, channel: __, ...person } = interaction("", from);
  return {
    ...person,
    type: "view_submission",
    view: { ...view, state: { values: Object.fromEntries(values) } },
  };
}

interface FormElement {
  readonly type: string;
  readonly action_id: string;
  readonly initial_value?: string;
  readonly max_length?: number;
  readonly initial_option?: FormOption;
  readonly options?: readonly FormOption[];
}

interface FormOption {
  readonly value: string;
}

function filledIn(element: FormElement, written: string | undefined, optional: boolean): object {
  const { type, initial_value, initial_option, options, max_length = 3000 } = element;
  const value = written ?? initial_option?.value ?? initial_value ?? "";
  if (value === "" && !optional) throw new Error(`${element.action_id} cannot be left empty`);
  if (value.length > max_length) throw new Error("too long");
  if (type === "plain_text_input") return { type, value: value === "" ? null : value };
  // What completes an external menu, the bot has said before.
  const chosen = options ? options.find((option) => option.value === value) : { value };
  if (value !== "" && !chosen) throw new Error(`no choice ${value}`);
  return { type, selected_option: value === "" ? null : chosen };
}

/** A menu of a form that was typed in. */
export function blockSuggestion(view: OpenView, blockId: string, value: string, from: From = {}) {
  const { response_url: _, trigger_id: __, ...person } = interaction("", from);
  return { ...person, type: "block_suggestion", block_id: blockId, action_id: "value", value, view };
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
