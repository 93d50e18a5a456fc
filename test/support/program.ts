import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { onTestFinished } from "vitest";

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

interface Conditions extends Pick<SpawnOptions, "uid" | "gid"> {
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Starts the built program in its own process, with no settings but the given ones, and no network. */
export function startProgram(
  args: readonly string[],
  { home, env = {}, input, ...options }: Conditions,
): Running {
  const child = spawn(process.execPath, [main, ...args], {
    ...options,
    cwd: home,
    env: { PATH: process.env.PATH, PAPERBOY_HOME: home, LOG_LEVEL: "warn", SOURCES: "none", ...env },
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

/** Runs the built program to its end. */
export function runProgram(args: readonly string[], conditions: Conditions): Promise<Ended> {
  return startProgram(args, conditions).ended;
}
