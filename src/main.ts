import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import dotenv from "dotenv";
import type { Host } from "./app/host.ts";
import { ask } from "./cli/ask.ts";
import { daily } from "./cli/daily.ts";
import { importFiles } from "./cli/import.ts";
import { seed } from "./cli/seed.ts";
import { serve } from "./cli/serve.ts";
import { printManifest, registerDiscord } from "./cli/setup.ts";
import { syncSources } from "./cli/sync.ts";
import { readConfig } from "./config.ts";
import { ConfigError, messageOf, PlatformError, StoreError, UserError } from "./errors.ts";
import { createLogger } from "./log.ts";

const USAGE = `Paperboy recommends research papers.

  npm start                                   run on every platform that is set up, or open a prompt
  npm start -- ask "/paper streaming video"   answer one line (--json: as data)
  npm start -- import FILE…                   take saved pages, BibTeX, RIS, CSL-JSON or JSON Lines into the library
  npm start -- import zotero:users/12345      take a Zotero library in (or zotero:groups/678); again: what has changed
  npm start -- seed FILE                      make its papers examples of a channel's taste (--channel PLATFORM:ID, --interest NAME)
  npm start -- sync [SOURCE…]                 bring new papers from the network (--days N: of the last N days)
  npm start -- daily                          post today's papers now where they are not yet (--channel PLATFORM:ID)
  npm start -- daily --dry-run                say what would be posted and why, and why not the others (--date DAY)
  npm start -- discord register               tell Discord the commands (--guild ID, --dry-run)
  npm start -- slack manifest                 print the app manifest for Slack (--http URL)

Settings are read from the environment and from .env; see .env.example.
`;

process.exitCode = await main(process.argv.slice(2));

/** Runs the program. Exit status: 0 for an answer, 1 for a failure, 2 for bad usage, 130 for an interrupted import or sync. */
async function main(args: readonly string[]): Promise<number> {
  // A reader that goes away ("| head") is no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  try {
    return await run(args);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    return error instanceof UserError ? 2 : 1;
  }
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const [command, ...rest] = positionals;
  if (values.help || command === "help") {
    process.stdout.write(USAGE);
    return 0;
  }
  const host = createHost(
    command === undefined || command === "import" || command === "sync"
      ? stopSignal()
      : new AbortController().signal,
  );
  if (command === undefined) return serve(host);
  if (command === "ask" && rest.length > 0) return ask(host, rest.join(" "), values.json);
  if (command === "import") return importFiles(host, rest);
  const [file] = rest;
  if (command === "seed" && file !== undefined && rest.length === 1) {
    return seed(host, file, { channel: values.channel, interest: values.interest });
  }
  if (command === "daily" && rest.length === 0) {
    return daily(host, { dryRun: values["dry-run"], channel: values.channel, date: values.date });
  }
  if (command === "sync") return syncSources(host, rest, values.days);
  if (command === "discord" && rest[0] === "register") {
    return registerDiscord(host, {
      dryRun: values["dry-run"],
      ...(values.guild !== undefined && { guild: values.guild }),
    });
  }
  if (command === "slack" && rest[0] === "manifest") return printManifest(host, values.http);
  throw new UserError(
    `“${[command, ...rest].join(" ").slice(0, 80)}” is not something I can run.\n\n${USAGE}`,
  );
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h", default: false },
        json: { type: "boolean", default: false },
        guild: { type: "string" },
        "dry-run": { type: "boolean", default: false },
        http: { type: "string" },
        days: { type: "string" },
        channel: { type: "string" },
        interest: { type: "string" },
        date: { type: "string" },
      },
    });
  } catch (error) {
    throw new UserError(`${messageOf(error)}\n\n${USAGE}`);
  }
}

// Whatever writes or serves ends in order when told to; the rest may just die.
function createHost(stop: AbortSignal): Host {
  dotenv.config({ quiet: true });
  const root = findRoot();
  const config = readConfig(process.env);
  return {
    config,
    log: createLogger(config.logLevel),
    input: process.stdin,
    output: process.stdout,
    errors: process.stderr,
    env: process.env,
    stop,
    root,
    version: versionOf(root),
    now: () => new Date(),
  };
}

/** The first signal asks for an orderly end; a second one, or ten seconds, is the end. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort();
      setTimeout(() => process.exit(1), 10_000).unref();
    });
  }
  return controller.signal;
}

/** The nearest folder above this file that has a package.json: the same from src/ and from dist/src/. */
function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

function versionOf(root: string): string {
  return String(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version);
}

function explain(error: unknown): string {
  const known = [UserError, ConfigError, StoreError, PlatformError].some((kind) => error instanceof kind);
  if (known) return messageOf(error);
  return `Something went wrong: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
