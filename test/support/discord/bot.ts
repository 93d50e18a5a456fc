import { expect, onTestFinished } from "vitest";
import type { Chat } from "../../../src/chat/chat.ts";
import type { ChatPlatform } from "../../../src/chat/platform.ts";
import { createDiscord, type DiscordOptions } from "../../../src/platforms/discord/index.ts";
import { createMemoryLog, createSampleChat, type MemoryLog } from "./chat.ts";
import { createDiscordServer, type DiscordServer, type ServerOptions, TOKEN } from "./server.ts";

export interface Bot {
  readonly server: DiscordServer;
  readonly platform: ChatPlatform;
  readonly log: MemoryLog;
}

/** A real client, logged in to a Discord of its own. Afterwards, nothing that it sent may have been refused or pinged. */
export async function startBot(
  options: { server?: ServerOptions; discord?: Partial<DiscordOptions>; chat?: Chat } = {},
): Promise<Bot> {
  const server = await createDiscordServer(options.server);
  const log = createMemoryLog();
  const platform = createDiscord({
    token: TOKEN,
    apiUrl: server.url,
    log,
    register: false,
    ...options.discord,
  });
  onTestFinished(async () => {
    await platform.stop();
    await server.stop();
    expect(server.refused).toEqual([]);
    expect(server.pings).toEqual([]);
  });
  await platform.start(options.chat ?? createSampleChat({ log }));
  return { server, platform, log };
}

/** Waits until `check` no longer throws; fails with what it threw last. */
export async function eventually(check: () => void, patience = 60_000): Promise<void> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      check();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
