import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createChat } from "../../../src/chat/chat.ts";
import { defineCommand } from "../../../src/chat/command.ts";
import { note } from "../../../src/chat/reply.ts";
import { registrations } from "../../../src/platforms/discord/commands.ts";
import { startBot } from "../../support/discord-bot.ts";
import { commandProblems } from "../../support/discord-command-rules.ts";
import { type Json, object } from "../../support/discord-component-rules.ts";
import { slash } from "../../support/discord-interactions.ts";
import { seen } from "../../support/discord-server.ts";
import { createRecordingLog } from "../../support/recording-log.ts";
import { startWebServer } from "../../support/web-server.ts";

const read = defineCommand({
  name: "read",
  description: "Reads a file",
  example: "",
  options: z.object({
    word: z.string().max(10).default("none").describe("Any word"),
    file: z.string().max(1000).optional().meta({ description: "A file", file: true }),
  }),
  run: ({ word, file = "no file" }) => note(`${word}: ${file}`),
});

async function askWith(content: string, { size = content.length, status = 200 } = {}): Promise<string> {
  const files = await startWebServer(() => ({ status, body: content }));
  const log = createRecordingLog();
  const chat = createChat({ commands: [read], services: {}, log, cooldown: { take: () => 0 } });
  const { server } = await startBot({ chat });
  const asked = slash("read", { word: "bees" });
  const data = object(asked.data);
  const url = `${files.url}/ours.bib`;
  const attachment = { id: "7", filename: "ours.bib", size, url, proxy_url: url };
  const answer = await server.ask({
    ...asked,
    data: {
      ...data,
      options: [...(data.options as Json[]), { name: "file", type: 11, value: "7" }],
      resolved: { attachments: { "7": attachment } },
    },
  });
  return seen(answer);
}

describe("a file that is attached to a command", () => {
  it("comes as its text", async () => {
    expect(await askWith("misc ‹bees›")).toContain("bees: misc ‹bees›");
  });

  it.each([
    ["is too large", { size: 50_000_000 }, "“ours.bib” is too large: I read files of up to 1 MB."],
    ["is gone", { status: 404 }, "“ours.bib” could not be fetched (Discord answered 404)."],
  ])("is explained where it %s", async (_, fault, hint) => {
    expect(await askWith("bees", fault)).toContain(hint);
  });

  it("is explained where it is larger than it was said to be", async () => {
    expect(await askWith("x".repeat(1_000_001), { size: 10 })).toContain("is too large");
  });

  it("is registered as Discord has it", () => {
    const [command] = registrations([read.spec], "everywhere");
    expect(command?.options?.[1]).toEqual({ type: 11, name: "file", description: "A file" });
    expect(commandProblems(JSON.parse(JSON.stringify([command])), "global")).toEqual([]);
  });
});
