import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { blockFaults } from "../../support/slack/block-rules.ts";
import { manifestFaults } from "../../support/slack/manifest-rules.ts";
import { homeOpened, linkShared, messageShortcut, slashCommand } from "../../support/slack/payloads.ts";
import { BOT_TOKEN, createSlackServer, type SlackServer } from "../../support/slack/server.ts";
import { messageRefusal } from "../../support/slack/web-api.ts";
import { openWorkspace } from "../../support/slack/workspace.ts";

/** That the Slack of the tests refuses what the real one does: else nothing that it accepts would prove anything. */

const plain = (text: string) => ({ type: "plain_text", text });
const button = (more: object = {}) => ({
  type: "button",
  action_id: "a",
  text: plain("Go"),
  value: "v",
  ...more,
});
const actions = (...elements: object[]) => ({ type: "actions", elements });
const rich = (...elements: object[]) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements }],
});
const mrkdwn = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });

const GOOD = [
  rich({ type: "text", text: "<!channel>" }, { type: "link", url: "https://arxiv.org", text: "x" }),
  { type: "context", elements: [plain("&lt; <@U1>")] },
  { type: "header", text: plain("x".repeat(150)) },
  { type: "section", fields: [plain("a")] },
  mrkdwn("a &amp; b"),
  { type: "divider" },
  { type: "image", image_url: "https://arxiv.org/x.png", alt_text: "x" },
  actions(button(), button({ action_id: "b", url: "https://arxiv.org", style: "primary" })),
];

describe("blocks", () => {
  it("that are good are taken", () => expect(blockFaults("message", GOOD)).toEqual([]));

  it.each<[string, unknown]>([
    ["more than 50", Array.from({ length: 51 }, () => ({ type: "divider" }))],
    ["no list", { type: "divider" }],
    ["an unknown type", [{ type: "blink" }]],
    [
      "a block_id twice",
      [
        { type: "divider", block_id: "x" },
        { type: "divider", block_id: "x" },
      ],
    ],
    ["a long block_id", [{ type: "divider", block_id: "x".repeat(256) }]],
    ["an action_id twice", [actions(button(), button())]],
    ["no action_id", [actions(button({ action_id: "" }))]],
    ["26 buttons", [actions(...Array.from({ length: 26 }, (_, i) => button({ action_id: `${i}` })))]],
    ["no buttons", [actions()]],
    ["a long label", [actions(button({ text: plain("x".repeat(76)) }))]],
    ["a label in mrkdwn", [actions(button({ text: { type: "mrkdwn", text: "x" } }))]],
    ["a long value", [actions(button({ value: "x".repeat(2001) }))]],
    ["a button that runs a script", [actions(button({ url: "javascript:alert(1)" }))]],
    ["an unknown style", [actions(button({ style: "loud" }))]],
    ["something else among the buttons", [actions({ type: "image" })]],
    ["a section without text", [{ type: "section" }]],
    ["a long section", [mrkdwn("x".repeat(3001))]],
    ["11 fields", [{ type: "section", fields: Array.from({ length: 11 }, () => plain("a")) }]],
    ["a long field", [{ type: "section", fields: [plain("x".repeat(2001))] }]],
    ["a header in mrkdwn", [{ type: "header", text: { type: "mrkdwn", text: "x" } }]],
    ["a long header", [{ type: "header", text: plain("x".repeat(151)) }]],
    ["11 in a context", [{ type: "context", elements: Array.from({ length: 11 }, () => plain("a")) }]],
    ["an empty context", [{ type: "context", elements: [] }]],
    ["an empty text", [{ type: "context", elements: [plain("")] }]],
    ["an image without words", [{ type: "image", image_url: "https://arxiv.org/x.png" }]],
    ["a channel mention", [mrkdwn("<!channel>")]],
    ["a person's mention", [mrkdwn("<@U1>")]],
    ["a bare <", [mrkdwn("a < b")]],
    ["half an entity", [mrkdwn("a &am")]],
    ["a broadcast in rich text", [rich({ type: "broadcast", range: "channel" })]],
    ["a mention in rich text", [rich({ type: "user", user_id: "U1" })]],
    ["a link that is not https", [rich({ type: "link", url: "http://arxiv.org" })]],
    ["an empty rich text", [rich({ type: "text", text: "" })]],
    ["half a surrogate pair", [rich({ type: "text", text: "\uD83D" })]],
    ["too much markdown", [{ type: "markdown", text: "x".repeat(12_001) }]],
  ])("with %s are refused", (_, blocks) => expect(blockFaults("message", blocks)).not.toEqual([]));

  it.each([
    ["message", { type: "alert", text: plain("x") }],
    ["message", { type: "input" }],
    ["home", { type: "markdown", text: "x" }],
    ["home", { type: "table" }],
    ["modal", { type: "card" }],
  ] as const)("that a %s does not take are refused: %j", (surface, block) => {
    expect(blockFaults(surface, [block])).toEqual([`no ${block.type} in a ${surface}`]);
  });
});

describe("a message", () => {
  it.each([
    ["no_text", {}],
    ["no_text", { text: "" }],
    ["msg_too_long", { text: "x".repeat(4_001) }],
    ["invalid_text", { text: "<!here>" }],
    ["invalid_text", { text: "\uDC00" }],
    ["invalid_blocks", { text: "x", blocks: [{ type: "blink" }] }],
    [
      "msg_blocks_too_long",
      { text: "x", blocks: Array.from({ length: 5 }, () => mrkdwn("x".repeat(2_900))) },
    ],
  ])("is refused with %s", (error, message) => expect(messageRefusal(message)?.error).toBe(error));

  it("that is good is taken", () => expect(messageRefusal({ text: "x", blocks: GOOD })).toBeUndefined());
});

describe("the server", () => {
  let slack: SlackServer;
  beforeEach(async () => {
    slack = await createSlackServer({ scopes: ["chat:write"] });
  });
  afterEach(() => slack.close());

  async function call(method: string, args: Record<string, string>, token = BOT_TOKEN) {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${slack.apiUrl}${method}`, {
      method: "POST",
      headers,
      body: new URLSearchParams(args),
    });
    return (await response.json()) as { ok: boolean; error?: string };
  }

  it.each([
    ["chat.postMessage", { channel: "C1", text: "x" }, BOT_TOKEN, undefined],
    ["chat.postMessage", { channel: "C1", text: "x" }, "xoxb-wrong", "invalid_auth"],
    ["chat.postMessage", { channel: "C1" }, BOT_TOKEN, "no_text"],
    ["chat.postEphemeral", { channel: "C1", text: "x" }, BOT_TOKEN, "invalid_arguments"],
    ["users.info", { user: "U1" }, BOT_TOKEN, "missing_scope"],
    ["chat.unfurl", {}, BOT_TOKEN, "missing_scope"],
    ["views.publish", { view: '{"type":"modal","blocks":[]}' }, BOT_TOKEN, "invalid_arguments"],
    ["chat.shout", {}, BOT_TOKEN, "unknown_method"],
    ["apps.connections.open", {}, BOT_TOKEN, "invalid_auth"],
  ])("answers %s %j with %s", async (method, args, token, error) => {
    expect((await call(method, args, token)).error).toBe(error);
  });

  it.each([
    ["chat.postMessage", { channel: "C1", text: "x" }, { member: false }, "not_in_channel"],
    ["chat.postMessage", { channel: "C1", text: "x" }, { member: false, private: true }, "channel_not_found"],
    ["chat.postMessage", { channel: "C1", text: "x" }, { archived: true }, "is_archived"],
    ["chat.postMessage", { channel: "C1", text: "x" }, { restricted: true }, "restricted_action"],
    ["chat.postMessage", { channel: "C1", text: "x", metadata: "{}" }, {}, "invalid_metadata_format"],
    ["conversations.history", { channel: "C1" }, {}, undefined],
    ["conversations.history", {}, {}, "invalid_arguments"],
    ["conversations.history", { channel: "C1" }, { member: false }, "not_in_channel"],
    ["conversations.history", { channel: "C1" }, { private: true }, "missing_scope"],
    ["conversations.replies", { channel: "C1", ts: "1.1" }, {}, "thread_not_found"],
    ["conversations.info", { channel: "C1" }, {}, "missing_scope"],
  ])("answers %s %j in a channel that is %j with %s", async (method, args, state, error) => {
    const other = await createSlackServer({ scopes: ["chat:write", "channels:history"] });
    other.channels.set("C1", state);
    const headers = { authorization: `Bearer ${BOT_TOKEN}` };
    const body = new URLSearchParams(args as Record<string, string>);
    const response = await fetch(`${other.apiUrl}${method}`, { method: "POST", headers, body });
    await other.close();
    expect(((await response.json()) as { error?: string }).error).toBe(error);
  });

  it("takes one message a second in each channel, where it keeps to that", async () => {
    const other = await createSlackServer({ scopes: ["chat:write"], rateLimited: true });
    const headers = { authorization: `Bearer ${BOT_TOKEN}` };
    const statuses: number[] = [];
    for (const channel of ["C1", "C1", "C2"]) {
      const body = new URLSearchParams({ channel, text: "x" });
      statuses.push(
        (await fetch(`${other.apiUrl}chat.postMessage`, { method: "POST", headers, body })).status,
      );
    }
    await other.close();
    expect(statuses).toEqual([200, 429, 200]);
  });

  it("takes five answers at a response_url, and none at one that has expired", async () => {
    const statuses = async (url: string, times: number) => {
      const post = () => fetch(url, { method: "POST", body: JSON.stringify({ text: "x" }) });
      const all: number[] = [];
      for (let i = 0; i < times; i++) all.push((await post()).status);
      return all;
    };
    expect(await statuses(slack.responseUrl(), 6)).toEqual([200, 200, 200, 200, 200, 404]);
    expect(await statuses(slack.responseUrl(0), 1)).toEqual([404]);
  });
});

it("what the manifest does not have is not delivered", async () => {
  const lab = await openWorkspace();
  await expect(lab.send(linkShared(["https://arxiv.org"]))).rejects.toThrow("not subscribed to link_shared");
  await expect(lab.send(slashCommand("/shout", "", lab.url()))).rejects.toThrow("no command /shout");
  await expect(lab.send(messageShortcut("shout", {}, lab.url()))).rejects.toThrow("no shortcut shout");
  await expect(lab.send(homeOpened("messages"))).resolves.toBeUndefined();
  await lab.close();
});

describe("a manifest", () => {
  const good = {
    display_information: { name: "Paperboy" },
    features: { slash_commands: [{ command: "/paper", description: "x" }] },
    settings: { socket_mode_enabled: true },
  };
  it("that is good is taken", () => expect(manifestFaults(good)).toEqual([]));

  const command = (more: object) => ({ slash_commands: [{ command: "/paper", description: "x", ...more }] });
  it.each<[string, object]>([
    ["an unknown key", { colour: "red" }],
    ["a long name", { display_information: { name: "x".repeat(36) } }],
    ["a short long description", { display_information: { name: "x", long_description: "short" } }],
    ["a command in capitals", { features: command({ command: "/Paper" }) }],
    [
      "a command twice",
      { features: { slash_commands: [...good.features.slash_commands, ...good.features.slash_commands] } },
    ],
    ["a command without description", { features: command({ description: "" }) }],
    ["an address in Socket Mode", { features: command({ url: "https://bot.example.org" }) }],
    ["no address in HTTP mode", { settings: { socket_mode_enabled: false } }],
    [
      "a long shortcut",
      {
        features: {
          shortcuts: [{ name: "x".repeat(25), type: "message", callback_id: "x", description: "x" }],
        },
      },
    ],
    ["a domain with a scheme", { features: { unfurl_domains: ["https://arxiv.org"] } }],
    ["six domains", { features: { unfurl_domains: ["a.b", "c.d", "e.f", "g.h", "i.j", "k.l"] } }],
  ])("with %s is refused", (_, more) => expect(manifestFaults({ ...good, ...more })).not.toEqual([]));
});
