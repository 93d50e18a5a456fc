import { expect, it } from "vitest";
import { type RunningStates, runPlatforms } from "../../src/cli/run-platforms.ts";
import { createDiscord } from "../../src/platforms/discord/index.ts";
import { createOutput } from "../support/chat/fake-terminal.ts";
import { eventually } from "../support/discord/bot.ts";
import { createMemoryLog, createSampleChat } from "../support/discord/chat.ts";
import { createDiscordServer, TOKEN } from "../support/discord/server.ts";

async function run(stop = new AbortController(), isDown = false) {
  const server = await createDiscordServer();
  if (isDown) server.fail({ on: /gateway/, answer: { status: 502 }, times: 99 });
  const log = createMemoryLog();
  const errors = createOutput({});
  const states: RunningStates = new Map();
  const platform = createDiscord({ token: TOKEN, apiUrl: server.url, log });
  const status = runPlatforms(
    { log, errors, stop: stop.signal },
    { platforms: [platform], chat: createSampleChat({ log }), states, beforeStop: async () => {} },
  ).finally(() => server.stop());
  const isReady = () => log.lines.some(({ message }) => message === "ready");
  return { server, errors, states, status, isReady, stop };
}

it("ends with 78 when the last connection is closed for good, and says why", async () => {
  const { server, errors, states, status, isReady } = await run();
  await eventually(() => expect(isReady()).toBe(true));
  server.gateway.close(4004);
  expect(await status).toBe(78);
  expect(states.get("discord")).toBe("failed");
  expect(errors.text()).toContain("Reset Token");
});

it("does not call a platform ready that has never connected", async () => {
  const stop = new AbortController();
  const { status, isReady } = await run(stop, true);
  stop.abort();
  expect(await status).toBe(0);
  expect(isReady()).toBe(false);
});
