import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { Readable, Writable } from "node:stream";
import { onTestFinished } from "vitest";
import type { BareHost } from "../../src/app/host.ts";
import { createSerial } from "../../src/async/serial.ts";
import { runCommandLine } from "../../src/cli/run.ts";
import { readConfig } from "../../src/config.ts";
import { createLogger, type Logger } from "../../src/log.ts";
import { createRecordingLog } from "./recording-log.ts";

const root = resolve(import.meta.dirname, "..", "..");
const main = join(root, "dist", "src", "main.js");

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has written to standard error so far. */
  errors(): string;
}

interface Conditions {
  /** The folder that it works in, and where its library is. */
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Stops it, if it runs in this process. */
  readonly stop?: AbortSignal;
}

/** Starts the built program in its own process, with no settings but the given ones, and no network. */
export function startProgram(
  args: readonly string[],
  { home, env, input, ...options }: Conditions & Pick<SpawnOptions, "uid" | "gid">,
): Running {
  const child = spawn(process.execPath, [main, ...args], {
    ...options,
    cwd: home,
    env: { PATH: process.env.PATH, ...settings(home, env) },
    stdio: "pipe",
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let out = "";
  let err = "";
  child.stdout?.on("data", (chunk) => (out += chunk));
  child.stderr?.on("data", (chunk) => (err += chunk));
  child.stdin?.on("error", () => {});
  child.stdin?.end(input ?? "");
  const ended = new Promise<Ended>((done) => child.on("close", (status) => done({ status, out, err })));
  return { process: child, ended, errors: () => err };
}

/**
 * Runs a command line to its end in this process, which takes a fraction of the time that a process of its own takes to load. A
 * process has one working folder, so they run one after the other.
 */
export function runProgram(args: readonly string[], conditions: Conditions): Promise<Ended> {
  return oneByOne(() => runHere(args, conditions));
}

const oneByOne = createSerial();

async function runHere(args: readonly string[], conditions: Conditions): Promise<Ended> {
  const before = process.cwd();
  process.chdir(conditions.home);
  try {
    return await run(args, conditions, createRecordingLog(), [createSink(), createSink()]);
  } finally {
    process.chdir(before);
  }
}

/**
 * Starts a command line in this process, where the chat SDKs are loaded once for all tests; `stop` does what a signal does. Any
 * number may run at once. The working folder stays what it is, so relative paths have no place in `args` and `env`.
 */
export function startHere(
  args: readonly string[],
  conditions: Omit<Conditions, "stop">,
): Pick<Running, "ended" | "errors"> & { stop(): void } {
  const stop = new AbortController();
  const [output, errors] = [createSink(), createSink()];
  const log = createLogger("info", { write: (line) => void errors.stream.write(line) });
  const ended = run(args, { ...conditions, stop: stop.signal }, log, [output, errors]);
  onTestFinished(async () => {
    stop.abort();
    await ended;
  });
  return { ended, errors: errors.text, stop: () => stop.abort() };
}

async function run(
  args: readonly string[],
  { home, env, input = "", stop }: Conditions,
  log: Logger,
  [output, errors]: readonly [Sink, Sink],
): Promise<Ended> {
  const bare: BareHost = {
    input: Readable.from([input]),
    output: output.stream,
    errors: errors.stream,
    env: settings(home, env),
    stop: stop ?? new AbortController().signal,
    root,
    version: "0.0.0",
    now: () => new Date(),
  };
  const status = await runCommandLine(args, {
    output: output.stream,
    errors: errors.stream,
    program: "npm start --",
    version: "0.0.0",
    createHost: async () => ({ ...bare, config: readConfig(bare.env), log }),
    createBareHost: async () => bare,
  });
  return { status, out: output.text(), err: errors.text() };
}

function settings(home: string, env: Conditions["env"] = {}): Record<string, string> {
  return { PAPERBOY_HOME: home, LOG_LEVEL: "warn", SOURCES: "none", ...env };
}

type Sink = ReturnType<typeof createSink>;

/** Keeps what is written to it. */
function createSink() {
  let text = "";
  const stream = new Writable({
    write(chunk, _, done) {
      text += chunk;
      done();
    },
  });
  return { stream, text: () => text };
}
