#!/usr/bin/env node
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import dotenv from "dotenv";
import type { Host } from "./app/host.ts";
import { parseArguments } from "./cli/parse-arguments.ts";
import { subcommands } from "./cli/subcommands.ts";
import { usageOf, usageOfAll } from "./cli/usage.ts";
import { readConfig } from "./config.ts";
import { ConfigError, messageOf, PlatformError, StoreError, UserError } from "./errors.ts";
import { createLogger } from "./log.ts";

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
  const program = programName();
  const asked = parseArguments(args, subcommands, program);
  if (asked.kind === "version") {
    process.stdout.write(`${versionOf(findRoot())}\n`);
    return 0;
  }
  if (asked.kind === "help") {
    const text = asked.subcommand ? usageOf(asked.subcommand, program) : usageOfAll(subcommands, program);
    process.stdout.write(`${text}\n`);
    return 0;
  }
  const { subcommand, given } = asked;
  return subcommand.run(
    createHost(subcommand.endsInOrder ? stopSignal() : new AbortController().signal),
    given,
  );
}

/** What somebody types to get here, for usages: the bin's name where it was run by that. */
function programName(): string {
  return basename(process.argv[1] ?? "") === "paperboy" ? "paperboy" : "npm start --";
}

// Whatever writes or serves ends in order when told to; the rest may just die.
function createHost(stop: AbortSignal): Host {
  dotenv.config({ quiet: true });
  const root = findRoot();
  const config = readConfig(process.env);
  return {
    config,
    log: createLogger(config.logLevel, process.stderr.isTTY),
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
