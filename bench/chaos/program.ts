import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join, resolve } from "node:path";
import { shiftClock } from "./clock.ts";

// From the built benchmark: dist/bench/chaos.
const dist = resolve(import.meta.dirname, "..", "..");

/** The program, started again and again in one home; each start may have another time. */
export interface Program {
  /** Starts it at a moment. */
  start(at: Date): void;
  /** SIGKILL. Does nothing if it is not running. */
  kill(): void;
  /** SIGTERM: it ends in its own way. */
  stop(): void;
  readonly isRunning: boolean;
  /** Resolves when it has ended, to whether it ended by itself: nobody had told it to. */
  ended(): Promise<boolean>;
}

export function createProgram(home: string, env: Readonly<Record<string, string>>): Program {
  let child: ChildProcess | undefined;
  let ending: Promise<unknown> = Promise.resolve();
  let isTold = false;

  function signal(name: "SIGKILL" | "SIGTERM"): void {
    if (!child) return;
    isTold = true;
    child.kill(name);
  }

  return {
    start(at) {
      const shift = shiftClock(at);
      const log = createWriteStream(join(home, "log"), { flags: "a" });
      const clock = join(dist, "bench", "chaos", "clock.js");
      const started = spawn(process.execPath, ["--import", clock, join(dist, "src", "main.js")], {
        cwd: home,
        env: { PATH: process.env.PATH, PAPERBOY_HOME: home, CHAOS_SHIFT_MS: String(shift), ...env },
        stdio: ["ignore", "ignore", "pipe"],
      });
      started.stderr.pipe(log);
      child = started;
      isTold = false;
      ending = once(started, "close").finally(() => {
        if (child === started) child = undefined;
      });
    },
    kill: () => signal("SIGKILL"),
    stop: () => signal("SIGTERM"),
    get isRunning() {
      return child !== undefined;
    },
    async ended() {
      await ending;
      return !isTold;
    },
  };
}
