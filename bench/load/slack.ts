import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { UserError } from "../../src/errors.ts";
import { createHttpServer } from "../../src/http/server.ts";
import { createLogger } from "../../src/log.ts";
import { createSlack } from "../../src/platforms/slack/index.ts";
import { findServer } from "../../test/support/postgres/find-server.ts";
import { startServer, type TestServer } from "../../test/support/postgres/start-server.ts";
import { slashCommand } from "../../test/support/slack/payloads.ts";
import {
  APP_TOKEN,
  BOT_TOKEN,
  createSlackServer,
  type SlackServer,
} from "../../test/support/slack/server.ts";
import { SIGNING_SECRET, sendSigned, signed } from "../../test/support/slack/signed-request.ts";
import { runBenchmark } from "../support/command.ts";
import { createRealChat } from "./real-chat.ts";

/**
 * How long Slack waits under load: the bot runs in a process of its own, this one is Slack. Every request has to be
 * acknowledged within three seconds and answered in the end, also when its socket is dropped meanwhile.
 *
 *   npm run bench:slack -- [--http [--replicas 2]] [--total 10000] [--in-flight 200] [--drop 50]
 *
 * With `--http`, each request comes over a connection of its own, as it does through a proxy; otherwise over sockets,
 * which `--drop` cuts that many times. With `--replicas`, so many processes share a PostgreSQL server and get the requests in turns;
 * `--replicas 1` is what to compare with.
 */
const { values } = parseArgs({
  options: {
    total: { type: "string", default: "10000" },
    "in-flight": { type: "string", default: "200" },
    drop: { type: "string", default: "0" },
    http: { type: "boolean", default: false },
    replicas: { type: "string", default: "0" },
    /** Set for a process that is one of several: the database that they share. */
    database: { type: "string" },
    /** Set for the process that is the bot: the address of the Web API. */
    bot: { type: "string" },
  },
});

const WORDS = [
  "streaming video",
  "mixture of experts",
  "gpipe",
  "long context training",
  "neural architecture search",
];

if (values.bot === undefined) await runBenchmark(load);
else await runBot(values.bot);

async function runBot(apiUrl: string): Promise<void> {
  // With whoever started it, however that ended.
  process.once("disconnect", () => process.exit());
  const log = createLogger("error");
  const way = values.http
    ? { signingSecret: SIGNING_SECRET, server: createHttpServer({ port: 0, log }) }
    : { appToken: APP_TOKEN };
  const slack = createSlack({
    ...way,
    botToken: BOT_TOKEN,
    apiUrl,
    prefix: "/",
    log,
    now: () => new Date(),
  });
  await slack.start(await createRealChat(log, { database: values.database }));
  process.on("message", () => process.send?.(secondsOf(process.cpuUsage(begun))));
  const begun = process.cpuUsage();
  process.send?.(slack.port ?? "ready");
}

async function load(): Promise<void> {
  const total = Number(values.total);
  const inFlight = Number(values["in-flight"]);
  const drops = Number(values.drop);
  const slack = await createSlackServer({
    scopes: ["app_mentions:read", "chat:write", "commands", "im:history"],
  });
  const database = Number(values.replicas) > 0 ? await startDatabase() : undefined;
  const bots = Array.from({ length: Math.max(1, Number(values.replicas)) }, () =>
    startBot(slack.apiUrl, database && `${database.url}/postgres`),
  );
  const ports = await Promise.all(bots.map(({ port }) => port));
  let turn = 0;
  const send = values.http
    ? (payload: object) => post(ports[turn++ % ports.length] ?? 0, payload)
    : (payload: object) => slack.sockets.send("slash_commands", payload);

  const acknowledged: number[] = [];
  const answered: number[] = [];
  let sent = 0;
  const ask = async () => {
    while (sent < total) {
      const number = ++sent;
      const url = slack.responseUrl();
      const began = performance.now();
      const answer = slack.answered(url);
      acknowledged.push(await send(slashCommand("/paper", WORDS[number % WORDS.length] ?? "", url)));
      await answer;
      answered.push(performance.now() - began);
    }
  };
  const began = performance.now();
  // Drops at points that are evenly spread over the whole, whenever there is a connection to drop.
  let dropped = 0;
  const dropping = setInterval(() => {
    if (dropped < drops && answered.length / total >= dropped / drops) dropped += slack.sockets.drop();
  }, 5);
  const done = Promise.all(Array.from({ length: inFlight }, ask));
  await Promise.race([done, silence(() => answered.length)]);
  clearInterval(dropping);
  const busy = await Promise.all(bots.map(({ cpu }) => cpu()));
  report({
    slack,
    busy,
    acknowledged,
    answered,
    total,
    dropped,
    seconds: (performance.now() - began) / 1000,
  });
  for (const { end } of bots) end();
  await database?.stop();
  await slack.close();
  process.exitCode = answered.length === total && slack.refusals.length === 0 ? 0 : 1;
}

interface LoadedBot {
  /** Resolves to where it listens for HTTP requests, if it does, when it is ready. */
  readonly port: Promise<number>;
  /** Seconds of a core that it has used since. */
  cpu(): Promise<number>;
  end(): void;
}

function startBot(apiUrl: string, database: string | undefined): LoadedBot {
  const bot = fork(import.meta.filename, [
    ...(values.http ? ["--http"] : []),
    ...(database === undefined ? [] : ["--database", database]),
    "--bot",
    apiUrl,
  ]);
  const whenEnded = (code: number | null) => process.exit(code ?? 1);
  bot.once("exit", whenEnded);
  return {
    port: once(bot, "message").then(([port]) => Number(port)),
    async cpu() {
      const answered = once(bot, "message");
      bot.send("cpu");
      return Number((await answered)[0]);
    },
    end() {
      bot.off("exit", whenEnded);
      bot.kill();
    },
  };
}

async function startDatabase(): Promise<TestServer> {
  const found = findServer();
  if (!found) throw new UserError("With --replicas, this needs PostgreSQL: install Debian's postgresql.");
  return startServer(found);
}

/** Milliseconds until the whole acknowledgement is there; infinitely many if it is a refusal. */
async function post(port: number, payload: object): Promise<number> {
  const prepared = signed(payload);
  const began = performance.now();
  const status = await sendSigned(port, prepared);
  return status === 200 ? performance.now() - began : Number.POSITIVE_INFINITY;
}

// Resolves when nothing has happened for fifteen seconds.
async function silence(progress: () => number): Promise<void> {
  let before = -1;
  while (before !== progress()) {
    before = progress();
    await setTimeout(15_000, undefined, { ref: false });
  }
}

function secondsOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1e6;
}

interface Figures {
  /** Seconds of a core that each bot used. */
  readonly busy: readonly number[];
  readonly slack: SlackServer;
  readonly acknowledged: readonly number[];
  readonly answered: readonly number[];
  readonly total: number;
  readonly dropped: number;
  readonly seconds: number;
}

function report({ slack, busy, acknowledged, answered, total, dropped, seconds }: Figures): void {
  const lines = [
    `requests        ${total} in ${seconds.toFixed(1)} s`,
    `seconds of CPU  ${busy.map((used) => used.toFixed(1)).join(" + ")} of the bot, ${secondsOf(process.cpuUsage()).toFixed(1)} of this load`,
    `sockets dropped ${dropped}`,
    `acknowledged    ${percentiles(acknowledged)}`,
    `answered        ${percentiles(answered)}`,
    `after 3 s       ${acknowledged.filter((ms) => ms > 3000).length}`,
    `unacknowledged  ${slack.sockets.unacknowledged}`,
    `unanswered      ${total - answered.length}`,
    `answered twice  ${slack.responses.length - new Set(slack.responses.map(({ url }) => url)).size}`,
    `refused         ${slack.refusals.length}`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

function percentiles(milliseconds: readonly number[]): string {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`;
}
