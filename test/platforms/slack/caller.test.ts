import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { createChat } from "../../../src/chat/chat.ts";
import { defineCommand } from "../../../src/chat/command.ts";
import { note } from "../../../src/chat/reply.ts";
import { encodeButton } from "../../../src/platforms/slack/button.ts";
import { BOT_USER } from "../../support/slack/identity.ts";
import {
  buttonPress,
  directMessage,
  mention,
  messageShortcut,
  slashCommand,
} from "../../support/slack/payloads.ts";
import { openWorkspace, type Workspace } from "../../support/slack/workspace.ts";

const where = defineCommand({
  name: "where",
  description: "Say where this was asked",
  example: "here",
  onMessage: { label: "Where", option: "text" },
  options: z.object({ text: z.string().optional().describe("anything") }),
  run: (_, __: undefined, { caller }) => note(`${caller.server} ${caller.channel ?? "in private"}`),
});

const pressed = encodeButton({ asker: "U1", action: { command: "where", options: {}, effect: "replace" } });

let lab: Workspace;
beforeEach(async () => {
  const chat = { commands: [where], services: undefined, cooldown: { take: () => 0 } };
  lab = await openWorkspace({ chat: (log) => createChat({ ...chat, log }) });
});
afterEach(() => lab.close());

it.each<[string, (url: string) => object, string]>([
  ["a command in a channel", (url) => slashCommand("/where", "", url, { channel: "C7" }), "T1 C7"],
  ["a command in private", (url) => slashCommand("/where", "", url, { channel: "D7" }), "T1 in private"],
  ["a button in a channel", (url) => buttonPress({ value: pressed ?? "" }, url, { channel: "C7" }), "T1 C7"],
  [
    "a button in private",
    (url) => buttonPress({ value: pressed ?? "" }, url, { channel: "D7" }),
    "T1 in private",
  ],
  ["a shortcut", (url) => messageShortcut("where", { text: "x" }, url, { channel: "C7" }), "T1 C7"],
  ["a mention", () => mention(`<@${BOT_USER}> where`, { channel: "C7" }), "T1 C7"],
  ["a direct message", () => directMessage("where"), "T1 in private"],
])("the channel is known to a command: %s", async (_, payload, expected) => {
  await lab.send(payload(lab.url()));
  await lab.server.said(1);
  const texts = [
    ...lab.server.responses.map(({ body }) => body),
    ...lab.server.calls.map(({ args }) => args),
  ];
  expect(texts.map(({ text }) => text)).toEqual([expected]);
});
