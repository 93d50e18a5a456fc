import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { slash } from "../../test/support/discord/interactions.ts";
import { createDiscordServer, type DiscordServer } from "../../test/support/discord/server.ts";
import { interaction } from "../load/interaction.ts";
import { print, progress, readArguments, runBenchmark } from "../support/command.ts";
import { megabytes } from "../support/measure.ts";
import { createRandom } from "../support/random.ts";
import { type Paths, readPaths } from "./addresses.ts";
import { fill } from "./fill.ts";
import { visit, visitSteadily } from "./visitors.ts";

const USAGE =
  "npm run bench:page -- FILE.jsonl [--papers N] [--keep FOLDER] [--seconds N] [--visits N] [--commands N]";

/** Each kind of page is opened so many times, one after the other, each time another one where there are so many. */
const OPENED = 200;

/** Chat and page run for so long before anything is timed. */
const WARM_UP_SECONDS = 5;

/**
 * How fast pages come from a library of that many papers, and how large they are; then a load of --visits pages a second and --commands
 * commands a second on Discord: chat alone, the page alone, and both. Visits and commands come at their rate, whether or not the
 * earlier ones are answered. The bot is a process of its own, the visitors and Discord's server are another.
 */
await runBenchmark(async () => {
  const { files, options } = readArguments(USAGE, ["papers", "keep", "seconds", "visits", "commands"]);
  const [file = ""] = files;
  const papers = Number(options.papers ?? 100_000);
  const seconds = Number(options.seconds ?? 60);
  const perSecond = Number(options.visits ?? 50);
  const commands = Number(options.commands ?? 10);
  const folder = options.keep ?? mkdtempSync(join(tmpdir(), "paperboy-page-"));
  mkdirSync(folder, { recursive: true });
  try {
    await fill(folder, file, papers);
    const random = createRandom(1);
    const paths = await readPaths(file, papers, random);
    const server = await createDiscordServer();
    const assets = resolve(import.meta.dirname, "..", "..", "..", "src", "web", "assets");
    const bot = fork(join(import.meta.dirname, "program.js"), [folder, server.url, assets]);
    const [{ port }] = (await once(bot, "message")) as [{ port: number }];
    const base = `http://127.0.0.1:${port}`;
    try {
      await measurePages(base, paths, bot);
      const load = { perSecond, seconds, random };
      progress(`warming up for ${WARM_UP_SECONDS} s`);
      await Promise.all([
        visitSteadily(base, paths, { ...load, seconds: WARM_UP_SECONDS }),
        chatSteadily(server, commands, WARM_UP_SECONDS),
      ]);
      print(`\n${perSecond} visits and ${commands} commands a second, for ${seconds} s`);
      await measured(bot, "chat alone", () => chatSteadily(server, commands, seconds));
      await measured(bot, "page alone", () => visitSteadily(base, paths, load));
      await measured(bot, "both", async () => {
        const [page, chat] = await Promise.all([
          visitSteadily(base, paths, load),
          chatSteadily(server, commands, seconds),
        ]);
        return { ...page, ...chat };
      });
    } finally {
      bot.kill();
      await once(bot, "exit");
      await server.stop();
    }
  } finally {
    if (options.keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
});

/** First bytes, sizes, and what a page takes of the processor. */
async function measurePages(base: string, paths: Paths, bot: ChildProcess): Promise<void> {
  const kinds: Readonly<Record<string, readonly string[]>> = {
    "the latest day": ["/"],
    "a day": paths.days,
    "a week": ["/week"],
    "a month": ["/month"],
    trending: ["/trending"],
    "a search": paths.searches,
    "a paper": paths.papers,
    "a category": ["/category/cs.CV", "/category/cs"],
    feeds: paths.feeds,
  };
  print("page                 first visit  p50   p95   p99  longest ms   CPU ms   kB  gzipped");
  for (const [name, all] of Object.entries(kinds)) {
    progress(name);
    const [first] = all;
    const from = () => `192.0.2.${Math.floor(performance.now()) % 250}`;
    const cold = await visit(base, first ?? "/", { from: from() });
    const before = await cpuOf(bot);
    const firsts: number[] = [];
    let [bytes, gzipped] = [0, 0];
    for (let at = 0; at < OPENED; at += 1) {
      const answer = await visit(base, all[at % all.length] ?? "/", { from: from(), zips: true });
      firsts.push(answer.first);
      bytes = Math.max(bytes, answer.bytes);
      gzipped = Math.max(gzipped, answer.gzipped);
    }
    const cpu = (await cpuOf(bot)) - before;
    const cells = [cold.first, at(firsts, 0.5), at(firsts, 0.95), at(firsts, 0.99), at(firsts, 1)];
    print(
      `${name.padEnd(20)} ${cells.map((ms) => ms.toFixed(1).padStart(7)).join("")}${(cpu / OPENED).toFixed(1).padStart(10)}${(bytes / 1000).toFixed(0).padStart(8)}${(gzipped / 1000).toFixed(0).padStart(8)}`,
    );
  }
}

interface Load {
  readonly statuses?: ReadonlyMap<string, number>;
  readonly firsts?: readonly number[];
  readonly responses?: readonly number[];
  readonly answers?: readonly number[];
}

async function measured(bot: ChildProcess, name: string, work: () => Promise<Load>): Promise<void> {
  progress(name);
  const [before, began] = [await cpuOf(bot), performance.now()];
  const { statuses, firsts, responses, answers } = await work();
  const share = ((await cpuOf(bot)) - before) / (performance.now() - began);
  print(`${name}: ${Math.round(share * 100)} % of a processor`);
  if (statuses)
    print(`  page          ${[...statuses].map(([status, count]) => `${status}: ${count}`).join(", ")}`);
  for (const [what, times] of Object.entries({
    "first byte": firsts,
    "first response": responses,
    answer: answers,
  }))
    if (times)
      print(
        `  ${what.padEnd(15)} p50 ${at(times, 0.5).toFixed(0)}, p95 ${at(times, 0.95).toFixed(0)}, p99 ${at(times, 0.99).toFixed(0)}, longest ${at(times, 1).toFixed(0)} ms (${times.length})`,
      );
}

/** So many commands a second. Resolves to the times until the first response, and until the answer was there. */
async function chatSteadily(server: DiscordServer, perSecond: number, seconds: number) {
  const { message } = await server.ask(slash("paper", { query: "video" }));
  const responses: number[] = [];
  const answers: number[] = [];
  const began = performance.now();
  const all: Promise<void>[] = [];
  for (let turn = 0; turn < perSecond * seconds; turn += 1) {
    const due = began + (turn * 1000) / perSecond - performance.now();
    if (due > 0) await new Promise((done) => setTimeout(done, due));
    const asked = performance.now();
    all.push(
      server.ask(interaction(turn, message)).then(({ firstResponse }) => {
        responses.push(firstResponse);
        answers.push(performance.now() - asked);
      }),
    );
  }
  await Promise.all(all);
  return { responses, answers };
}

/** How much of the processor the bot has had so far, in milliseconds, all threads together. */
async function cpuOf(bot: ChildProcess): Promise<number> {
  bot.send("cpu");
  const [{ cpu, rss, block }] = (await once(bot, "message")) as [
    { readonly cpu: NodeJS.CpuUsage; readonly rss: number; readonly block: number },
  ];
  progress(`${megabytes(rss)} MB; nothing else ran for ${Math.round(block)} ms at most`);
  return (cpu.user + cpu.system) / 1000;
}

function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
