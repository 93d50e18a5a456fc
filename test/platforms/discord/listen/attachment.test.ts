import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Chat, createChat } from "../../../../src/chat/chat.ts";
import { defineCommand } from "../../../../src/chat/command.ts";
import { note } from "../../../../src/chat/reply.ts";
import { registrations } from "../../../../src/platforms/discord/commands.ts";
import { isDiscordAddress } from "../../../../src/platforms/discord/listen/attachment.ts";
import { someApp } from "../../../support/app.ts";
import { type Bot, eventually, startBot } from "../../../support/discord/bot.ts";
import { commandProblems } from "../../../support/discord/command-rules.ts";
import { type Json, type JsonObject, object } from "../../../support/discord/component-rules.ts";
import { type Setting, slash, written } from "../../../support/discord/interactions.ts";
import { seen } from "../../../support/discord/server.ts";
import {
  ALICE,
  BOT_ID,
  CHANNEL_ID,
  CLOSED_DM_CHANNEL_ID,
  CLOSED_PERSON_ID,
  DM_CHANNEL_ID,
} from "../../../support/discord/world.ts";
import { someLibrary, TODAY } from "../../../support/library/library.ts";
import { createRecordingLog } from "../../../support/recording-log.ts";
import { startWebServer } from "../../../support/sources/web-server.ts";

const read = defineCommand({
  name: "read",
  description: "Reads a file",
  example: "",
  personal: true,
  options: z.object({
    word: z.string().max(10).default("none").describe("Any word"),
    file: z.string().max(1_000_000).optional().meta({ description: "A file", file: true }),
  }),
  run: ({ word, file = "no file" }) => note(`${word}: ${file}`),
});

const say = defineCommand({
  name: "say",
  description: "Says something",
  example: "",
  options: z.object({ words: z.string().max(100).describe("What") }),
  run: ({ words }) => ({ ...note(`Said: ${words}`), audience: "everyone" }),
});

function readChat(): Chat {
  const log = createRecordingLog();
  return createChat({ commands: [say, read], services: {}, log, cooldown: { take: () => 0 } });
}

/** Asks the command with a file; `change` is made to what Discord tells of it. */
async function ask({ server }: Bot, file: JsonObject): Promise<string> {
  const asked = slash("read", { word: "bees" });
  const data = object(asked.data);
  const answer = await server.ask({
    ...asked,
    data: {
      ...data,
      options: [...(data.options as Json[]), { name: "file", type: 11, value: String(file.id) }],
      resolved: { attachments: { [String(file.id)]: file } },
    },
  });
  return seen(answer);
}

describe("a file that is attached to a command", () => {
  it("comes as its text", async () => {
    const bot = await startBot({ chat: readChat() });
    expect(await ask(bot, bot.server.files.share("misc ‹bees›"))).toContain("bees: misc ‹bees›");
  });

  it("is registered as Discord has it", () => {
    const [command] = registrations([read.spec], "everywhere");
    expect(command?.options?.[1]).toEqual({ type: 11, name: "file", description: "A file" });
    expect(commandProblems(JSON.parse(JSON.stringify([command])), "global")).toEqual([]);
  });
});

/** What the bot says to a message with files: the last `count` messages that it then writes. */
async function tell(
  { server }: Bot,
  text: string,
  attachments: readonly JsonObject[],
  { count = 1, ...setting }: Setting & { readonly count?: number } = {},
): Promise<readonly { readonly channel: unknown; readonly text: string }[]> {
  const before = server.rest.posted.length;
  server.gateway.dispatch("MESSAGE_CREATE", written(text, setting, { attachments: [...attachments] }));
  await eventually(() => expect(server.rest.posted).toHaveLength(before + count));
  return server.rest.posted
    .slice(before)
    .map((message) => ({ channel: message.channel_id, text: seen({ message }) }));
}

const ME = `<@${BOT_ID}>`;

describe("a file that is attached to a message", () => {
  it.each([
    ["the command", "read bees", "bees: misc"],
    ["a slash", "/read bees", "bees: misc"],
    ["capitals", "Read", "none: misc"],
    ["no words at all", "", "none: misc"],
  ])("is read with %s, in a direct message", async (_, text, answer) => {
    const bot = await startBot({ chat: readChat() });
    expect(await tell(bot, text, [bot.server.files.share("misc")], { dm: true })).toEqual([
      { channel: DM_CHANNEL_ID, text: expect.stringContaining(answer) },
    ]);
  });

  it.each([`${ME} read bees`, `${ME} /read bees`, `/read bees ${ME}`])(
    "is read where the bot is mentioned, once, and answered where nobody else reads it: %s",
    async (text) => {
      const bot = await startBot({ chat: readChat() });
      const said = await tell(bot, text, [bot.server.files.share("misc")], { count: 2 });
      expect(said).toEqual([
        { channel: DM_CHANNEL_ID, text: expect.stringContaining("bees: misc") },
        { channel: CHANNEL_ID, text: expect.stringContaining("I sent you the answer as a direct message") },
      ]);
      expect(bot.server.files.fetched).toHaveLength(1);
    },
  );

  it("is read for somebody who takes no direct messages, too", async () => {
    const bot = await startBot({ chat: readChat() });
    const [said] = await tell(bot, `${ME} read`, [bot.server.files.share("misc")], {
      by: { ...ALICE, id: CLOSED_PERSON_ID },
    });
    expect(said).toEqual({
      channel: CHANNEL_ID,
      text: expect.stringContaining("I can't DM you"),
    });
    expect(JSON.stringify(said)).not.toContain("misc");
    expect(bot.server.requests).toContain(`POST /channels/${CLOSED_DM_CHANNEL_ID}/messages`);
  });

  it("is not even fetched for words that ask something else", async () => {
    const bot = await startBot({ chat: readChat() });
    const file = bot.server.files.share("misc");
    expect((await tell(bot, `${ME} video of bees`, [file]))[0]?.text).toContain("Said: video of bees");
    expect((await tell(bot, `${ME} /say hello`, [file]))[0]?.text).toContain("Said: hello");
    expect(bot.server.files.fetched).toEqual([]);
  });

  it("is no file where there is none", async () => {
    const bot = await startBot({ chat: readChat() });
    expect((await tell(bot, `${ME} /read bees`, []))[0]?.text).toContain("That answer is only for you.");
  });

  it("is one, or it is said that there are more", async () => {
    const bot = await startBot({ chat: readChat() });
    const files = [bot.server.files.share("bees"), bot.server.files.share("ants")];
    expect((await tell(bot, `${ME} read`, files))[0]?.text).toContain(
      "Attach one file at a time. You attached 2.",
    );
    expect(bot.server.files.fetched).toEqual([]);
  });
});

const CANNOT: readonly (readonly [string, JsonObject, string, number])[] = [
  ["is said to have 50 MB", { size: 50_000_000 }, "“ours.bib” is too large: I read files of up to 1 MB.", 0],
  ["has more than it is said to have", { size: 10 }, "is too large", 1],
  ["is gone", { url: "GONE" }, "“ours.bib” couldn't be fetched (Discord answered 404).", 1],
  ["lies with somebody else", { url: "OTHER" }, "“ours.bib” isn't stored on Discord", 0],
  ["is sent on to another host", { url: "ON" }, "couldn't be fetched (Discord answered 302).", 0],
];

describe.each(["a command", "a direct message", "a mention"])("a file in %s", (place) => {
  it.each(CANNOT)("is explained if it %s, and nobody else is asked", async (_, change, words, fetched) => {
    const other = await startWebServer(() => "stolen");
    const bot = await startBot({ chat: readChat() });
    const { server } = bot;
    const file = server.files.share("x".repeat("size" in change ? 1_000_001 : 4));
    const origin = new URL(server.url).origin;
    const urls: Record<string, string> = {
      GONE: `${origin}/attachments/1/2/ours.bib`,
      OTHER: `${other.url}/attachments/1/2/ours.bib`,
      ON: `${origin}/moved?to=${encodeURIComponent(`${other.url}/ours.bib`)}`,
    };
    const url = urls[String(change.url)] ?? file.url;
    const changed = { ...file, ...change, ...(url !== undefined && { url, proxy_url: url }) };
    const text =
      place === "a command"
        ? await ask(bot, changed)
        : (await tell(bot, `${ME} read`, [changed], { dm: place === "a direct message" }))[0]?.text;
    expect(text).toContain(words);
    expect(server.files.fetched).toHaveLength(fetched);
    expect(other.requests).toEqual([]);
  });
});

it("pings nobody and says no more than fits, whatever a file is called", async () => {
  const bot = await startBot({ chat: readChat() });
  const filename = `@everyone <@&1> **${"x".repeat(500)}.bib`;
  const file = bot.server.files.share("bees", { filename, size: 2_000_000 });
  const [said] = await tell(bot, `${ME} read`, [file]);
  expect(said?.text).toContain("is too large");
  expect(said?.text.length).toBeLessThan(250);
});

describe("/follow examples, and its former name", () => {
  it("takes a .bib with a message, and says of another file what it is", async () => {
    const { chat } = someApp(await someLibrary(), () => TODAY);
    const bot = await startBot({ chat });
    const share = (content: string, filename: string) => [bot.server.files.share(content, { filename })];
    const entry =
      "@article{bees,\n  title = {Bees in Flight},\n  eprint = {2405.16009},\n  archivePrefix = {arXiv}\n}\n";
    const mine = await tell(bot, `${ME} follow examples`, share(entry, "ours.bib"), { count: 2 });
    expect(mine[0]?.text).toContain("1 paper is now an example of what you like.");
    const again = await tell(bot, "seed interest:bees", share(entry, "again.bib"), { dm: true });
    expect(again[0]?.text).toContain("1 paper is already an example");
    const ours = `${ME} seed for:channel`;
    expect((await tell(bot, ours, share(entry, "ours.bib")))[0]?.text).toContain(
      "Only channel managers can change",
    );
    for (const [content, name, words] of [
      ["%PDF-1.7\n", "bees.pdf", "That file is a PDF."],
      ["", "empty.bib", "found no papers in that"],
      ["\u0000\u0001\u0002", "bees.bin", "That file is a binary file."],
    ] as const)
      expect((await tell(bot, `${ME} seed`, share(content, name)))[0]?.text).toContain(words);
  });
});

describe("an address", () => {
  const API = "http://127.0.0.1:4000/api";

  it.each([
    ["https://cdn.discordapp.com/attachments/1/2/a.bib?ex=1", undefined],
    ["https://media.discordapp.net/attachments/1/2/a.bib", undefined],
    ["http://127.0.0.1:4000/attachments/1/2/a.bib", API],
  ])("is Discord's: %s", (address, apiUrl) => expect(isDiscordAddress(address, apiUrl)).toBe(true));

  it.each([
    ["http://cdn.discordapp.com/a.bib", undefined],
    ["https://cdn.discordapp.com.example.org/a.bib", undefined],
    ["https://evil.cdn.discordapp.com/a.bib", undefined],
    ["https://cdn.discordapp.com@example.org/a.bib", undefined],
    ["https://me:secret@cdn.discordapp.com/a.bib", undefined],
    ["https://cdn.discordapp.com:8443/a.bib", undefined],
    ["https://example.org\\.cdn.discordapp.com/a.bib", undefined],
    ["https://127.0.0.1/a.bib", undefined],
    ["http://169.254.169.254/latest", undefined],
    ["file:///etc/passwd", undefined],
    ["", undefined],
    ["http://127.0.0.1:4001/a.bib", API],
    ["https://127.0.0.1:4000/a.bib", API],
  ])("is not Discord's: %s", (address, apiUrl) => expect(isDiscordAddress(address, apiUrl)).toBe(false));
});
