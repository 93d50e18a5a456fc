import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join, resolve } from "node:path";
import { shiftClock } from "./clock.ts";

// From the built benchmark: dist/bench/chaos.
const dist = resolve(import.meta.dirname, "..", "..");

/** The program, started again and again in one home; each start may have another time. */
export interface Program {
  /** Starts it at a moment; its own machine's clock may be some milliseconds ahead, or behind. */
  start(at: Date, aheadMs?: number): void;
  /** SIGKILL. Does nothing if it is not running. */
  kill(): void;
  /** SIGTERM: it ends in its own way. */
  stop(): void;
  /** SIGSTOP, and SIGCONT after so many milliseconds. Does nothing if it is not running, or stands still already. */
  freeze(ms: number): void;
  readonly isRunning: boolean;
  readonly isFrozen: boolean;
  /** Resolves when it has ended, to whether it ended by itself: nobody had told it to. */
  ended(): Promise<boolean>;
}

export function createProgram(home: string, env: Readonly<Record<string, string>>): Program {
  let child: ChildProcess | undefined;
  let ending: Promise<unknown> = Promise.resolve();
  let isTold = false;
  let thaw: NodeJS.Timeout | undefined;

  function signal(name: "SIGKILL" | "SIGTERM"): void {
    if (!child) return;
    isTold = true;
    child.kill(name);
  }

  return {
    start(at, aheadMs = 0) {
      const shift = shiftClock(at) + aheadMs;
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
      clearTimeout(thaw);
      thaw = undefined;
      ending = once(started, "close").finally(() => {
        if (child === started) child = undefined;
      });
    },
    kill: () => signal("SIGKILL"),
    stop: () => signal("SIGTERM"),
    freeze(ms) {
      if (!child || thaw) return;
      const frozen = child;
      frozen.kill("SIGSTOP");
      thaw = setTimeout(() => {
        thaw = undefined;
        frozen.kill("SIGCONT");
      }, ms);
    },
    get isRunning() {
      return child !== undefined;
    },
    get isFrozen() {
      return child !== undefined && thaw !== undefined;
    },
    async ended() {
      await ending;
      return !isTold;
    },
  };
}
