import { expect, it, onTestFinished } from "vitest";
import { eventually } from "../../support/discord/bot.ts";
import { press, slash } from "../../support/discord/interactions.ts";
import { createDiscordServer, type DiscordServer, seen, TOKEN } from "../../support/discord/server.ts";
import { ADMIN } from "../../support/discord/world.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { freshAddress } from "../../support/postgres.ts";
import { type Running, startProgram } from "../../support/program.ts";

/** How soon another process answers after one died, in milliseconds. */
const WITHIN_MS = 30_000;

/** A process with the only shard of a Discord, or one that waits for it. */
function startReplica(server: DiscordServer, database: string): Running {
  return startProgram([], {
    home: temporaryFolder(),
    env: {
      DATABASE_URL: database,
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: server.url,
      LOG_LEVEL: "info",
      LOG_FORMAT: "json",
    },
  });
}

const has = (replica: Running, words: string) => replica.errors().includes(words);

/** The replica that has connected, and the other. */
async function whoHolds(one: Running, other: Running): Promise<readonly [Running, Running]> {
  await eventually(() => expect(has(one, '"connected"') || has(other, '"connected"')).toBe(true));
  return has(one, '"connected"') ? [one, other] : [other, one];
}

async function ask(server: DiscordServer, query: string): Promise<string> {
  return seen(await server.ask(slash("paper", { query }, { by: ADMIN })));
}

it("a process that is killed, frozen or stopped is followed by another, and nothing counts twice", async () => {
  const server = await createDiscordServer();
  onTestFinished(() => server.stop());
  const database = await freshAddress();
  const [first, second] = await whoHolds(startReplica(server, database), startReplica(server, database));
  await eventually(() => expect(has(second, '"platform":"discord"')).toBe(true));
  expect(server.gateway.connected()).toBe(1);
  expect(await ask(server, "attention")).toContain("attention");

  // Killed.
  const killed = performance.now();
  first.process.kill("SIGKILL");
  await eventually(() => expect(has(second, "took over a shard")).toBe(true));
  const took = performance.now() - killed;
  expect(took).toBeLessThan(WITHIN_MS);
  expect(await ask(server, "attention")).toContain("attention");

  // Frozen: its connection stays open, and gets everything that its heir gets.
  const third = startReplica(server, database);
  await eventually(() => expect(has(third, '"platform":"discord"')).toBe(true));
  const frozen = performance.now();
  second.process.kill("SIGSTOP");
  await eventually(() => expect(has(third, "took over a shard")).toBe(true));
  const tookOver = performance.now() - frozen;
  expect(tookOver).toBeLessThan(WITHIN_MS);
  expect(server.gateway.connected()).toBe(2);
  const shown = await server.ask(slash("abstract", { paper: "attention is all you need" }, { by: ADMIN }));
  const callbacks = server.requests.filter((request) => request.endsWith("/callback")).length;
  const presses = ["up", "up", "up"].map((vote) =>
    server.ask(press(`1u vote;paper=2405.16009;vote=${vote}`, shown.message, { by: ADMIN })),
  );
  second.process.kill("SIGCONT");
  await Promise.all(presses);
  await eventually(() => expect(has(second, "lost a shard to another process")).toBe(true));
  await eventually(() => expect(server.gateway.connected()).toBe(1));
  expect(server.requests.filter((request) => request.endsWith("/callback"))).toHaveLength(callbacks + 3);

  // Stopped in order: the other need not wait for the lease to end.
  const stopped = performance.now();
  third.process.kill("SIGTERM");
  await third.ended;
  await eventually(() => expect(second.errors().split("took over a shard")).toHaveLength(3));
  expect(await ask(server, "attention")).toContain("attention");
  expect(performance.now() - stopped).toBeLessThan(WITHIN_MS / 2);
}, 300_000);
