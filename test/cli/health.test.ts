import { join, resolve } from "node:path";
import { Readable, Writable } from "node:stream";
import Libsql from "libsql";
import { expect, it, onTestFinished, vi } from "vitest";
import { runUntilStopped } from "../../src/cli/serve.ts";
import { readConfig } from "../../src/config.ts";
import { createLogger } from "../../src/log.ts";
import { secretsIn } from "../../src/secrets-in.ts";
import { slash } from "../support/discord/interactions.ts";
import { createDiscordServer, TOKEN } from "../support/discord/server.ts";
import { temporaryFolder } from "../support/folder.ts";
import { slashCommand } from "../support/slack/payloads.ts";
import { APP_TOKEN, BOT_TOKEN, createSlackServer } from "../support/slack/server.ts";

/** The program on both platforms, in this process. */
async function start() {
  const [discord, slack] = await Promise.all([
    createDiscordServer(),
    createSlackServer({ scopes: ["app_mentions:read", "chat:write", "commands", "im:history"] }),
  ]);
  const home = temporaryFolder();
  const lines: string[] = [];
  const stop = new AbortController();
  const settings = {
    PAPERBOY_HOME: home,
    SOURCES: "none",
    PORT: "0",
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: discord.url,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
  };
  const config = readConfig(settings);
  const log = createLogger("debug", { secrets: secretsIn(settings), write: (line) => void lines.push(line) });
  const sink = () => new Writable({ write: (_chunk, _, done) => done() });
  const ended = runUntilStopped({
    config,
    log,
    input: Readable.from([]),
    output: sink(),
    errors: sink(),
    env: {},
    stop: stop.signal,
    root: resolve(import.meta.dirname, "..", ".."),
    version: "0.0.0",
    now: () => new Date(),
  });
  onTestFinished(async () => {
    stop.abort();
    await ended;
    await Promise.all([discord.stop(), slack.close()]);
  });
  const port = await vi.waitFor(() => {
    const line = lines.find((one) => one.includes("listening for health checks"));
    if (line === undefined) throw new Error("not yet");
    return JSON.parse(line).port;
  }, PATIENCE);
  const ask = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    return [answer.status, (await answer.text()).trim()] as const;
  };
  return { discord, slack, file: join(home, "paperboy.db"), stop, ended, ask, lines };
}

const WORDS = "canary bees in private";
const INTERACTION = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5Y2FuYXJ5";
const PATIENCE = { timeout: 5000, interval: 20 };

/** Within five seconds, as whoever asks expects it. */
function becomes(ask: () => Promise<unknown>, wanted: unknown): Promise<void> {
  return vi.waitFor(async () => expect(await ask()).toEqual(wanted), PATIENCE);
}

it("says within seconds whether it can work, and why not", async () => {
  const { discord, slack, file, stop, ended, ask, lines } = await start();
  const ready = () => ask("/readyz");
  expect(await ready()).toEqual([503, "the program is starting"]);
  expect(await ask("/healthz")).toEqual([200, "ok"]);
  expect((await ask("/somewhere"))[0]).toBe(503);
  // A start takes as long as it takes.
  await vi.waitFor(async () => expect(await ready()).toEqual([200, "ok"]), { ...PATIENCE, timeout: 60_000 });
  expect((await ask("/somewhere"))[0]).toBe(404);

  // Answers that cannot be delivered: the libraries' errors know everything.
  const asked = { ...slash("paper", { query: WORDS }), token: INTERACTION };
  discord.fail({ on: /callback|webhooks/, answer: { status: 400, body: { code: 50_035 } }, times: 4 });
  discord.ask(asked, 100).catch(() => undefined);
  const command = slashCommand("/paper", WORDS, slack.responseUrl(0));
  await slack.sockets.send("slash_commands", command);
  await vi.waitFor(() => {
    expect(lines.join("")).toContain("an answer could not be sent");
    expect(lines.join("")).toContain("took no answer");
  }, PATIENCE);
  expect(lines.find((line) => line.includes("an answer could not be sent"))).toMatch(
    /"request":"[0-9a-f]{6}"/,
  );

  discord.gateway.drop();
  discord.fail({ on: /gateway/, answer: { status: 502 }, times: 2 });
  await becomes(ready, [503, "discord: reconnecting"]);
  await becomes(ready, [200, "ok"]);

  slack.failNext("apps.connections.open", 500);
  slack.sockets.drop();
  await becomes(ready, [503, "slack: reconnecting"]);
  await becomes(ready, [200, "ok"]);

  const other = new Libsql(file);
  other.exec("begin immediate");
  await becomes(ready, [503, "database: another program holds the library locked"]);
  other.exec("rollback");
  await becomes(ready, [200, "ok"]);
  for (const [words, reason] of [
    ["attempt to write a readonly database", "the library can't be written"],
    ["database or disk is full", "the disk is full"],
  ]) {
    other.exec(`create trigger broken before insert on settings begin select raise(abort, '${words}'); end`);
    await becomes(ready, [503, `database: ${reason}`]);
    other.exec("drop trigger broken");
  }
  other.close();

  slack.failNext("auth.test", "token_revoked", "token_revoked");
  await becomes(ready, [503, "slack: the token is refused"]);
  discord.gateway.close(4004);
  await vi.waitFor(async () => expect((await ready())[1]).toContain("discord: failed"), PATIENCE);

  const [status, metrics] = await ask("/metrics");
  expect(status).toBe(200);
  expect(metrics).toMatch(/^paperboy_index_papers [1-9]/m);
  expect(metrics).toContain("paperboy_metrics_complete 1");

  stop.abort();
  expect(await ready()).toEqual([503, "the program is stopping"]);
  expect(await ended).toBe(0);
  for (const secret of [TOKEN, BOT_TOKEN, APP_TOKEN, INTERACTION, WORDS])
    expect(lines.join("")).not.toContain(secret);
});
