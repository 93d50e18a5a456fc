import { describe, expect, it, onTestFinished } from "vitest";
import { register } from "../../../src/platforms/discord/register.ts";
import { registerAtStart } from "../../../src/platforms/discord/register-at-start.ts";
import { eventually, startBot } from "../../support/discord/bot.ts";
import { createMemoryLog, sampleSpecs } from "../../support/discord/chat.ts";
import { refusal } from "../../support/discord/http.ts";
import { createDiscordServer, type DiscordServer, TOKEN } from "../../support/discord/server.ts";
import { GUILD_ID } from "../../support/discord/world.ts";

async function startServer(): Promise<DiscordServer> {
  const server = await createDiscordServer();
  onTestFinished(async () => {
    await server.stop();
    expect(server.refused).toEqual([]);
  });
  return server;
}

const puts = (server: DiscordServer): string[] =>
  server.requests.filter((request) => request.startsWith("PUT"));

describe("register", () => {
  it("tells Discord every command in one request, and nothing the second time", async () => {
    const server = await startServer();
    const specs = sampleSpecs();
    const options = { token: TOKEN, apiUrl: server.url };
    const lines = await register(specs, options);
    expect(lines).toContain("+ /paper");
    expect(lines).toContain("+ “Find related papers” in the menu of messages");
    expect(lines.at(-1)).toBe("Registered 10 commands everywhere.");
    expect(await register(specs, options)).toEqual([
      "Nothing to change: Discord knows all 10 commands everywhere.",
    ]);
    expect(puts(server)).toHaveLength(1);
  });

  it("names what is new, what changed and what goes", async () => {
    const server = await startServer();
    const [paper, ...others] = sampleSpecs();
    if (!paper) throw new Error("no sample");
    const options = { token: TOKEN, apiUrl: server.url };
    await register([paper, ...others], options);
    const changed = { ...paper, description: "Finds the best papers", options: paper.options.slice(0, 2) };
    const specs = [changed, { ...paper, name: "fresh" }, ...others.filter(({ name }) => name !== "broken")];
    expect(await register(specs, { ...options, dryRun: true })).toEqual([
      "~ /paper (description, options)",
      "+ /fresh",
      "- /broken",
      "Nothing was sent (dry run).",
    ]);
    expect(puts(server)).toHaveLength(1);
  });

  it("registers in one server alone", async () => {
    const server = await startServer();
    const specs = sampleSpecs();
    const options = { token: TOKEN, apiUrl: server.url, guild: GUILD_ID };
    expect((await register(specs, options)).at(-1)).toBe(`Registered 10 commands in the server ${GUILD_ID}.`);
    expect(await register(specs, options)).toHaveLength(1);
    expect(server.rest.commands.has("global")).toBe(false);
  });

  it("says what to do about a bad token and a server it is not in", async () => {
    const server = await startServer();
    const specs = sampleSpecs();
    const options = { token: TOKEN, apiUrl: server.url };
    await expect(register(specs, { ...options, token: "wrong" })).rejects.toThrow(/Reset Token/);
    server.fail({
      on: /GET .*commands/,
      answer: { status: 403, body: { code: 50001, message: "Missing Access" } },
    });
    await expect(register(specs, { ...options, guild: GUILD_ID })).rejects.toMatchObject({
      code: "50001",
      platform: "discord",
    });
  });
});

describe("at the start", () => {
  it("registers what Discord does not know yet, once, with a line in the log", async () => {
    const { server, log } = await startBot({ discord: { register: true } });
    await eventually(() => expect(server.rest.commands.get("global")).toHaveLength(10));
    await eventually(() =>
      expect(log.lines.map(({ message }) => message)).toContain("registered the commands with Discord"),
    );
    const again = createMemoryLog();
    const { signal } = new AbortController();
    await registerAtStart(sampleSpecs(), { token: TOKEN, apiUrl: server.url, signal, guilds: [] }, again);
    expect(puts(server)).toHaveLength(1);
    expect(again.lines).toEqual([]);
  });

  it("goes on without, where Discord does not take them", async () => {
    const server = await startServer();
    const log = createMemoryLog();
    const { signal } = new AbortController();
    await registerAtStart(
      sampleSpecs(),
      { token: "a.wrong.token", apiUrl: server.url, signal, guilds: [] },
      log,
    );
    expect(log.lines.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^the commands were not registered: /),
      expect.stringMatching(/^commands that a server sees twice were not looked for: /),
    ]);
  });

  it("takes away what a server sees twice, says so, and leaves alone what it may not see", async () => {
    const server = await startServer();
    const options = { token: TOKEN, apiUrl: server.url };
    const other = "200000000000000008";
    const [paper] = sampleSpecs();
    if (!paper) throw new Error("no sample");
    await register(sampleSpecs(), { ...options, guild: GUILD_ID });
    await register([{ ...paper, name: "elsewhere" }], { ...options, guild: other });
    server.fail({
      on: /GET \/applications\/\d+\/guilds\/299/,
      answer: refusal(403, 50001, "Missing Access"),
    });
    const log = createMemoryLog();
    const { signal } = new AbortController();
    const guilds = ["299000000000000001", other, GUILD_ID];
    await registerAtStart(sampleSpecs(), { ...options, signal, guilds }, log);
    expect(server.rest.commands.get(GUILD_ID)).toEqual([]);
    expect(server.rest.commands.get(other)).toHaveLength(1);
    expect(server.rest.commands.get("global")).toHaveLength(10);
    expect(log.lines).toContainEqual(
      expect.objectContaining({
        level: "info",
        fields: { guild: GUILD_ID, commands: expect.arrayContaining(["paper"]) },
        message: expect.stringContaining("saw each command twice"),
      }),
    );
    const again = createMemoryLog();
    await registerAtStart(sampleSpecs(), { ...options, signal, guilds: [GUILD_ID] }, again);
    expect(again.lines).toEqual([]);
  });

  it("in one server warns that people there see each twice", async () => {
    const server = await startServer();
    const options = { token: TOKEN, apiUrl: server.url };
    await register(sampleSpecs(), options);
    const lines = await register(sampleSpecs(), { ...options, guild: GUILD_ID });
    expect(lines.join("\n")).toContain("people in this server see each twice until the bot starts next");
  });
});
