import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type Chat, createChat } from "../../src/chat/chat.ts";
import { defineCommand } from "../../src/chat/command.ts";
import { group, topLevel } from "../../src/chat/group.ts";
import { note, plainText } from "../../src/chat/reply.ts";
import { registrations } from "../../src/platforms/discord/commands.ts";
import { manifest } from "../../src/platforms/slack/manifest.ts";
import { complete } from "../../src/platforms/terminal/complete.ts";
import { someone } from "../support/chat/sample-chat.ts";
import { commandProblems } from "../support/discord/command-rules.ts";
import { createRecordingLog } from "../support/recording-log.ts";

function command(name: string, options: z.ZodObject = z.object({}), typedOnly = false) {
  return defineCommand({
    name,
    description: `Run ${name}`,
    example: "",
    typedOnly,
    options,
    run: (given) => note(`${name} ${JSON.stringify(given)}`),
  });
}

const page = z.object({ page: z.coerce.number().int().min(1).max(9).default(1).describe("Which page") });
const paper = z.object({ paper: z.string().trim().min(1).max(100).describe("A paper") });

const commands = [
  command("find", z.object({ query: z.string().trim().min(1).max(100).describe("Words") })),
  ...group({ name: "club", description: "The journal club", bare: "club show" }, [
    command("club show", page),
    command("club add", paper),
    command("club leave"),
  ]),
  ...group({ name: "daily", description: "The daily paper" }, [
    command("daily subscribe", z.object({ topics: z.string().max(100).default("").describe("Topics") })),
    command("daily stop"),
  ]),
  command("vote", paper, true),
];

const chat: Chat = createChat({
  commands,
  formerNames: { subscribe: "daily subscribe", unsubscribe: "daily stop" },
  services: {},
  log: createRecordingLog(),
  cooldown: { take: () => 0 },
});

describe("a group", () => {
  test.each([
    ["/club", 'club show {"page":1}'],
    ["/club 3", 'club show {"page":3}'],
    ["/club show 2", 'club show {"page":2}'],
    ["/club add deep learning", 'club add {"paper":"deep learning"}'],
    ["/Club ADD deep", 'club add {"paper":"deep"}'],
    ["/club  add   deep", 'club add {"paper":"deep"}'],
    ["/club leave", "club leave {}"],
    ["/daily subscribe video", 'daily subscribe {"topics":"video"}'],
    ["/vote 3", 'vote {"paper":"3"}'],
  ])("takes %j for %j", async (line, answer) => {
    expect(plainText(await chat.runLine(line, someone))).toBe(answer);
  });

  test("says which words there are where none was meant", async () => {
    expect(plainText(await chat.runLine("/daily", someone))).toBe("/daily takes subscribe or stop.");
    expect(plainText(await chat.runLine("/daily subscribee", someone))).toBe(
      "I don't know /daily subscribee. Did you mean /daily subscribe? /daily takes subscribe or stop.",
    );
  });

  test("goes on answering to what its commands were called, and says the new name", async () => {
    const reply = await chat.runLine("/subscribe video", someone);
    expect(plainText(reply)).toBe(
      'daily subscribe {"topics":"video"}\n\n/subscribe is now /daily subscribe.',
    );
  });

  test("is run by buttons, by old ones too", async () => {
    const press = (name: string, options = {}) =>
      chat.runAction({ command: name, options, effect: "answer" }, someone);
    expect(plainText(await press("club add", { paper: "x" }))).toBe('club add {"paper":"x"}');
    expect(plainText(await press("unsubscribe"))).toBe("daily stop {}");
  });

  test("takes no command of another name", () => {
    expect(() => group({ name: "club", description: "" }, [command("daily stop")])).toThrow("daily stop");
  });
});

describe("a platform", () => {
  test("lists each first word once, and nothing that can only be typed", () => {
    expect(topLevel(chat.commands).map(({ name }) => name)).toEqual(["find", "club", "daily"]);
  });

  test("registers subcommands in Discord", () => {
    const registered = registrations(chat.commands, "everywhere");
    expect(commandProblems(JSON.parse(JSON.stringify(registered)), "global")).toEqual([]);
    expect(registered[1]).toMatchObject({
      name: "club",
      description: "The journal club",
      options: [
        { type: 1, name: "show", options: [{ type: 4, name: "page" }] },
        { type: 1, name: "add", options: [{ type: 3, name: "paper", required: true }] },
        { type: 1, name: "leave", options: [] },
      ],
    });
  });

  test("has one slash command for a group in Slack, with its words as a hint", () => {
    const { slash_commands } = manifest(chat.commands, { prefix: "/" }).features;
    expect(slash_commands.map(({ command, usage_hint }) => [command, usage_hint])).toEqual([
      ["/find", "<query>"],
      ["/club", "show | add | leave"],
      ["/daily", "subscribe | stop"],
    ]);
  });

  test.each<[string, string[], string]>([
    ["/", ["/find ", "/club ", "/daily "], "/"],
    ["/club ", ["show ", "add ", "leave "], ""],
    ["/club a", ["add "], "a"],
    ["/daily subscribe t", [], "t"],
    ["/club show p", ["page:"], "p"],
  ])("completes %j in the terminal", async (line, replacements, fragment) => {
    expect(await complete(chat, line)).toEqual([replacements, fragment]);
  });
});
