import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { eventually } from "../../support/discord/bot.ts";
import { slash } from "../../support/discord/interactions.ts";
import { createDiscordServer, isPrivate, seen, TOKEN } from "../../support/discord/server.ts";
import { ALICE, type Person } from "../../support/discord/world.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { findServer } from "../../support/postgres/find-server.ts";
import { startServer } from "../../support/postgres/start-server.ts";
import { startProgram } from "../../support/program.ts";

/** Longer than a lease lasts, in milliseconds. */
const AWAY_MS = 25_000;

const found = findServer();
// Somebody else's server is not to be stopped.
const isOurs = found !== undefined && !("url" in found);

/** Who asks at the moment of the crash: each has a limit of their own. */
const CROWD: readonly Person[] = Array.from({ length: 16 }, (_, at) => ({
  ...ALICE,
  id: `4100000000000000${10 + at}`,
  name: `reader-${at}`,
}));

const PAPER = "2405.16009";

/** Where nothing was begun, and where the database went away in the middle. */
const NOT_NOW =
  /I can't (?:reach my library right now\. Try again in a minute\.|do that right now: the database can't be reached\.)/;

it.runIf(isOurs)(
  "a crash of the database under load, and 25 seconds without it, lose nothing that was said to be saved",
  async () => {
    if (!found) throw new Error("there is no server");
    // What is acknowledged has to outlive the server's processes.
    const database = await startServer(found, ["synchronous_commit=on"]);
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
    expect(seen(await server.ask(slash("save", { paper: PAPER })))).toContain("Saved");
    const save = async (by: Person) => ({
      by,
      said: seen(await server.ask(slash("save", { paper: PAPER }, { by }))),
    });
    const saving = CROWD.map(save);
    await Promise.race(saving);
    database.kill("SIGKILL");
    const until = performance.now() + AWAY_MS;
    while (performance.now() < until) {
      const answer = await server.ask(slash("saved", {}));
      expect(isPrivate(answer)).toBe(true);
      expect(seen(answer)).toMatch(NOT_NOW);
      await sleep(5000);
    }
    await database.start();
    await eventually(() => expect(bot.errors()).toContain("the shards can be shared out again"));
    const after = seen(await server.ask(slash("saved", {})));
    expect(after).toContain(PAPER);
    const said = await Promise.all(saving);
    for (const one of said) if (!one.said.includes("Saved")) expect(one.said).toMatch(NOT_NOW);
    for (const { by } of said.filter((one) => one.said.includes("Saved")))
      expect(seen(await server.ask(slash("saved", {}, { by })))).toContain(PAPER);
    expect(server.gateway.identifies).toHaveLength(1);
  },
  300_000,
);
