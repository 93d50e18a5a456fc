import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createLogger } from "../../src/log.ts";
import { createDiscord } from "../../src/platforms/discord/index.ts";
import { slash } from "../../test/support/discord/interactions.ts";
import { createDiscordServer, type DiscordServer, TOKEN } from "../../test/support/discord/server.ts";
import { interaction } from "./interaction.ts";
import { createRealChat } from "./real-chat.ts";

/** So many come first and are not timed: a bot that has just started compiles its code and opens its connections. */
const WARM_UP = 1000;

const { values } = parseArgs({
  options: {
    total: { type: "string", default: "10000" },
    "in-flight": { type: "string", default: "200" },
    drop: { type: "string", default: "0" },
    import: { type: "string" },
    /** Set for the process that is the bot: the address of the server. */
    bot: { type: "string" },
  },
});
if (values.bot === undefined)
  await measure(Number(values.total), Number(values["in-flight"]), Number(values.drop));
else await runBot(values.bot);

/**
 * `npm run bench:discord -- [--total N] [--in-flight N] [--drop N] [--import FILE]`: how long people wait for the first response, from
 * the interaction's frame to the callback, with the server and the bot in a process each. `--drop` cuts the connection
 * that many times on the way; what was sent meanwhile is delivered after the resume, as Discord does. `--import` takes
 * a file into the library meanwhile, in the process that answers.
 */
async function measure(total: number, inFlight: number, drops: number): Promise<void> {
  const server = await createDiscordServer();
  const bot = fork(fileURLToPath(import.meta.url), [
    "--bot",
    server.url,
    ...(values.import ? ["--import", values.import] : []),
  ]);
  await once(bot, "message");
  const { message } = await server.ask(slash("paper", { query: "video" }));
  const waits: number[] = [];
  let unanswered = 0;
  let started = -WARM_UP;
  let dropped = 0;

  async function askOnAndOn(): Promise<void> {
    while (started < total) {
      const turn = started;
      started += 1;
      // Spread evenly, and never before the connection is back from the one before.
      if (
        dropped < drops &&
        turn >= ((dropped + 1) * total) / (drops + 1) &&
        server.gateway.resumes.length === dropped
      ) {
        dropped += 1;
        server.gateway.drop();
      }
      await server.ask(interaction(turn, message)).then(
        ({ firstResponse }) => {
          if (turn >= 0) waits.push(firstResponse);
        },
        () => {
          unanswered += 1;
        },
      );
    }
  }

  const began = performance.now();
  await Promise.all(Array.from({ length: inFlight }, askOnAndOn));
  report(server, waits, unanswered, (performance.now() - began) / 1000);
  print(`connection     dropped ${dropped} times, resumed ${server.gateway.resumes.length} times`);
  bot.kill("SIGTERM");
  await once(bot, "exit");
  await server.stop();
}

function report(server: DiscordServer, waits: readonly number[], unanswered: number, seconds: number): void {
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number) => `${Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0)} ms`;
  print(
    `answered       ${waits.length} in ${seconds.toFixed(1)} s, ${Math.round(waits.length / seconds)} a second`,
  );
  print(`unanswered     ${unanswered}`);
  print(`refused        ${server.refused.length}`);
  print(`first response p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, longest ${at(1)}`);
}

async function runBot(apiUrl: string): Promise<void> {
  const log = createLogger("warn");
  const platform = createDiscord({ token: TOKEN, apiUrl, log });
  await platform.start(await createRealChat(log, { importing: values.import }));
  process.on("SIGTERM", () => void platform.stop().then(() => process.exit(0)));
  process.send?.("ready");
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
