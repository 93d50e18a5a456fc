import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { eventually } from "../../support/discord/bot.ts";
import { slash } from "../../support/discord/interactions.ts";
import { createDiscordServer, isPrivate, seen, TOKEN } from "../../support/discord/server.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { findServer } from "../../support/postgres/find-server.ts";
import { startServer } from "../../support/postgres/start-server.ts";
import { startProgram } from "../../support/program.ts";

/** Longer than a lease lasts, in milliseconds. */
const AWAY_MS = 25_000;

const found = findServer();
// Somebody else's server is not to be stopped.
const isOurs = found !== undefined && !("url" in found);

it.runIf(isOurs)(
  "a crash of the database, and 25 seconds without it, need no start of the bot",
  async () => {
    if (!found) throw new Error("there is no server");
    const database = await startServer(found);
    const server = await createDiscordServer();
    const bot = startProgram([], {
      home: temporaryFolder(),
      env: {
        DATABASE_URL: `${database.url}/postgres`,
        DISCORD_TOKEN: TOKEN,
        DISCORD_API_URL: server.url,
        LOG_LEVEL: "info",
        LOG_FORMAT: "json",
      },
    });
    onTestFinished(async () => {
      bot.process.kill("SIGTERM");
      await bot.ended;
      await database.stop();
      await server.stop();
    });
    await eventually(() => expect(bot.errors()).toContain('"connected"'));
    expect(seen(await server.ask(slash("save", { paper: "2405.16009" })))).toContain("Saved");
    database.kill("SIGQUIT");
    const until = performance.now() + AWAY_MS;
    while (performance.now() < until) {
      const answer = await server.ask(slash("saved", {}));
      expect(isPrivate(answer)).toBe(true);
      expect(seen(answer)).toContain("I can't reach my library right now. Try again in a minute.");
      await sleep(5000);
    }
    await database.start();
    await eventually(() => expect(bot.errors()).toContain("the shards can be shared out again"));
    const after = seen(await server.ask(slash("saved", {})));
    expect(after).toContain("2405.16009");
    expect(server.gateway.identifies).toHaveLength(1);
  },
  300_000,
);
