#!/usr/bin/env node
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BareHost, Host } from "./app/host.ts";
import { runCommandLine } from "./cli/run.ts";

// A reader that goes away ("| head") is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const root = findRoot();
const version = String(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version);

const status = await runCommandLine(process.argv.slice(2), {
  output: process.stdout,
  errors: process.stderr,
  // The bin's name where it was run by that.
  program: basename(process.argv[1] ?? "") === "paperboy" ? "paperboy" : "npm start --",
  version,
  // Whatever writes or serves ends in order when told to; the rest may just die.
  createHost,
  createBareHost,
});
process.exitCode = status;
// What a platform's library leaves running, such as discord.js its attempts to connect, keeps nobody waiting; a slow reader does.
setTimeout(() => process.stdout.writableLength === 0 && process.exit(status), 1000).unref();

/** The settings are read, and what reads them is loaded, only where something runs. */
async function createHost(endsInOrder: boolean): Promise<Host> {
  const [bare, { readConfig }, { secretsIn }, { createLogger }] = await Promise.all([
    createBareHost(endsInOrder),
    import("./config.ts"),
    import("./secrets-in.ts"),
    import("./log.ts"),
  ]);
  const config = readConfig(bare.env);
  // Whoever asks one thing reads what comes of it, wherever it goes; what runs for long may have a collector of logs.
  const isRead = process.stderr.isTTY || !endsInOrder;
  const pretty = config.logFormat === undefined ? isRead : config.logFormat === "pretty";
  const log = createLogger(config.logLevel, { pretty, secrets: secretsIn(bare.env) });
  // Node itself would print all that hangs on an error, such as a request with its token. No setting keeps a crash quiet.
  process.on("uncaughtException", (error) => {
    const crash =
      config.logLevel === "silent" ? createLogger("error", { secrets: secretsIn(bare.env) }) : log;
    crash.error({ err: error }, "an error that nothing was ready for; the program ends");
    // It is ending already: discord.js no longer listens to a connection that was still being made, and failed.
    if (!bare.stop.aborted) process.exit(1);
  });
  return { ...bare, config, log };
}

async function createBareHost(endsInOrder: boolean): Promise<BareHost> {
  const { default: dotenv } = await import("dotenv");
  dotenv.config({ quiet: true });
  return {
    input: process.stdin,
    output: process.stdout,
    errors: process.stderr,
    env: process.env,
    stop: endsInOrder ? stopSignal() : new AbortController().signal,
    root,
    version,
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
