import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { createDiscord } from "../../../src/platforms/discord/index.ts";
import { eventually, startBot } from "../../support/discord/bot.ts";
import { createMemoryLog, createSampleChat } from "../../support/discord/chat.ts";
import { slash } from "../../support/discord/interactions.ts";
import { createDiscordServer, seen, TOKEN } from "../../support/discord/server.ts";

describe("starting", () => {
  it("shows what to type, and asks for no privileged intent", async () => {
    const { server } = await startBot();
    expect(server.gateway.identifies).toHaveLength(1);
    const [{ presence, intents } = {}] = server.gateway.identifies;
    expect(presence).toMatchObject({ activities: [{ state: "/paper streaming video" }] });
    const privileged = (1 << 1) | (1 << 8) | (1 << 15);
    expect(Number(intents) & privileged).toBe(0);
  });

  it("gives up on a bad token, saying what to do", async () => {
    const server = await createDiscordServer();
    const platform = createDiscord({ token: "wrong", apiUrl: server.url, log: createMemoryLog() });
    await expect(platform.start(createSampleChat())).rejects.toMatchObject({
      name: "PlatformError",
      platform: "discord",
      message: expect.stringMatching(/^Discord does not accept the bot token\. .* DISCORD_TOKEN\.$/),
    });
    expect(server.requests).toEqual(["GET /gateway/bot"]);
    await platform.stop();
    await server.stop();
  });

  it.each([
    [4014, "doesn't allow the bot's intents"],
    [4004, "does not accept the bot token"],
    [4010, "DISCORD_SHARDS"],
    [4013, "Update Paperboy"],
  ])("gives up when the gateway closes with %d", async (code, words) => {
    const server = await createDiscordServer({ identifyClose: code });
    const log = createMemoryLog();
    const platform = createDiscord({ token: TOKEN, apiUrl: server.url, log });
    await expect(platform.start(createSampleChat())).rejects.toMatchObject({
      code: String(code),
      message: expect.stringContaining(words),
    });
    expect(log.lines.filter(({ level }) => level === "error")).toEqual([]);
    await platform.stop();
    await server.stop();
  });

  it("gives up when the address is wrong", async () => {
    const server = await createDiscordServer();
    const platform = createDiscord({ token: TOKEN, apiUrl: `${server.url}/nowhere`, log: createMemoryLog() });
    await expect(platform.start(createSampleChat())).rejects.toMatchObject({ code: "404" });
    await platform.stop();
    await server.stop();
  });

  it("waits for an outage to pass", async () => {
    const away = await createDiscordServer();
    await away.stop();
    const log = createMemoryLog();
    const platform = createDiscord({ token: TOKEN, apiUrl: away.url, log, retryMs: 20 });
    const started = platform.start(createSampleChat());
    await eventually(() =>
      expect(log.lines.filter(({ level }) => level === "warn").length).toBeGreaterThan(1),
    );
    expect(log.lines[0]).toMatchObject({
      fields: { code: "ECONNREFUSED" },
      message: expect.stringContaining("Nothing answers at Discord's address"),
    });
    const back = await createDiscordServer({ port: away.port });
    await started;
    expect(seen(await back.ask(slash("paper", { query: "video" })))).toContain("Papers about video");
    await platform.stop();
    await back.stop();
  });

  it("waits when Discord itself is in trouble", async () => {
    const server = await createDiscordServer();
    server.fail({ on: /gateway/, answer: { status: 503 }, times: 6 });
    const log = createMemoryLog();
    const platform = createDiscord({ token: TOKEN, apiUrl: server.url, log, retryMs: 20 });
    await platform.start(createSampleChat());
    expect(log.lines[0]?.message).toContain("Discord has a temporary problem (HTTP 503)");
    await platform.stop();
    await server.stop();
  });

  it("leaves no connection behind when it is stopped while it connects", async () => {
    const server = await createDiscordServer();
    onTestFinished(() => server.stop());
    const platform = createDiscord({ token: TOKEN, apiUrl: server.url, log: createMemoryLog() });
    const started = platform.start(createSampleChat());
    while (!server.requests.includes("GET /gateway/bot")) await sleep(1);
    await platform.stop();
    await started;
    // What was left behind would be open by now, and stay so.
    await sleep(300);
    expect(server.gateway.connected()).toBe(0);
    expect(server.gateway.identifies).toHaveLength(1);
  });

  it("can be stopped while it waits", async () => {
    const away = await createDiscordServer();
    await away.stop();
    const log = createMemoryLog();
    const platform = createDiscord({ token: TOKEN, apiUrl: away.url, log });
    const started = platform.start(createSampleChat());
    await eventually(() => expect(log.lines.length).toBeGreaterThan(0));
    await platform.stop();
    await started;
  });

  it.each<["auto" | number, number]>([
    ["auto", 3],
    [2, 2],
  ])("opens as many connections as it is told: %s", async (shards, expected) => {
    const { server } = await startBot({ server: { shards: 3 }, discord: { shards } });
    expect(server.gateway.identifies.map(({ shard }) => shard)).toEqual(
      Array.from({ length: expected }, (_, index) => [index, expected]),
    );
    expect(seen(await server.ask(slash("paper", { query: "video" })))).toContain("Papers about video");
  });

  it("answers although a server is away", async () => {
    const { server } = await startBot({
      server: { guilds: [{ id: "200000000000000001", unavailable: true }] },
    });
    expect(seen(await server.ask(slash("paper", { query: "video" })))).toContain("Papers about video");
    // The client's own patience is 15 s.
  }, 14_000);
});

describe("a lost connection", () => {
  it("is resumed, and what came meanwhile is answered", async () => {
    const { server } = await startBot();
    server.gateway.drop();
    const answer = await server.ask(slash("paper", { query: "video" }));
    expect(seen(answer)).toContain("Papers about video");
    expect(server.gateway.resumes).toHaveLength(1);
    expect(server.gateway.identifies).toHaveLength(1);
  });

  it("is resumed when Discord asks for it", async () => {
    const { server } = await startBot();
    server.gateway.reconnect();
    await eventually(() => expect(server.gateway.resumes).toHaveLength(1));
    expect(seen(await server.ask(slash("paper", { query: "video" })))).toContain("Papers about video");
  });

  it("outlasts an outage, with a line in the log when it begins and one when it is over", async () => {
    const { server, log } = await startBot();
    await server.stop();
    await eventually(() => expect(log.lines.at(-1)?.message).toContain("is lost"));
    const back = await createDiscordServer({ port: server.port });
    onTestFinished(() => back.stop());
    await eventually(() => expect(back.gateway.identifies).toHaveLength(1));
    expect(seen(await back.ask(slash("paper", { query: "video" })))).toContain("Papers about video");
    expect(log.lines.map(({ message }) => message)).toEqual([
      "connected",
      "the connection is lost, reconnecting",
      "the connection is back",
    ]);
  });

  it("is begun anew when the session is over", async () => {
    const { server } = await startBot();
    server.gateway.invalidate();
    await eventually(() => expect(server.gateway.identifies).toHaveLength(2));
    expect(seen(await server.ask(slash("paper", { query: "video" })))).toContain("Papers about video");
  });

  it("is explained when it is for good", async () => {
    const { server, log } = await startBot();
    server.gateway.close(4004);
    await eventually(() =>
      expect(log.lines).toContainEqual(
        expect.objectContaining({ level: "error", message: expect.stringContaining("Reset Token") }),
      ),
    );
  });

  it("keeps the heart beating", async () => {
    const { server } = await startBot();
    await eventually(() => expect(server.gateway.heartbeats()).toBeGreaterThan(0));
  });
});

describe("stopping", () => {
  it("finishes what is in flight, takes nothing new, and disconnects", async () => {
    const { server, platform, log } = await startBot();
    const answered = server.ask(slash("slow", { ms: 400 }));
    // What Discord sends comes in its order: when this is answered, that one has begun.
    await server.ask(slash("paper", { query: "video" }));
    const stopped = platform.stop();
    const refused = server.ask(slash("paper", { query: "video" }), 1500);
    await expect(refused).rejects.toThrow("was not answered");
    expect(seen(await answered)).toContain("Done at last.");
    await stopped;
    expect(log.lines.map(({ message }) => message)).toEqual(["connected"]);
  });

  // The WebSocket library itself waits for 30 s.
  it("does not wait for a goodbye that never comes", async () => {
    const { server, platform } = await startBot();
    server.gateway.freeze();
    await platform.stop();
  }, 25_000);
});
