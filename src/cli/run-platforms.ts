import type { Host } from "../app/host.ts";
import type { Chat } from "../chat/chat.ts";
import type { ChatPlatform } from "../chat/platform.ts";
import { messageOf } from "../errors.ts";
import { exitStatusWithout } from "./exit-status.ts";

/** The state of each platform's start, by name. */
export type RunningStates = Map<string, "starting" | "ready" | "failed">;

interface Running {
  readonly platforms: readonly ChatPlatform[];
  readonly chat: Chat;
  /** Called with the state of each platform. */
  readonly states: RunningStates;
  /** What has to end before the platforms disconnect. */
  readonly beforeStop: () => Promise<void>;
}

/**
 * One platform that cannot start leaves the others running; if none can, that is the end. Returns the exit status, see
 * exit-status.ts.
 */
export async function runPlatforms(
  { log, errors, stop }: Pick<Host, "log" | "stop"> & { readonly errors: Pick<Host["errors"], "write"> },
  { platforms, chat, states, beforeStop }: Running,
): Promise<number> {
  const problems: unknown[] = [];
  const fail = (platform: ChatPlatform, problem: unknown) => {
    states.set(platform.name, "failed");
    problems.push(problem);
    if (!stop.aborted) errors.write(`${messageOf(problem)}\n`);
  };
  const starts = platforms.map((platform) => {
    states.set(platform.name, "starting");
    return platform.start(chat).then(
      () => {
        // A start that was broken off has not connected.
        if (stop.aborted && !platform.connected) return false;
        states.set(platform.name, "ready");
        log.info({ platform: platform.name }, "ready");
        return true;
      },
      (error: unknown) => {
        fail(platform, error);
        return false;
      },
    );
  });
  const stopped = new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener("abort", () => resolve(), { once: true });
  });
  // A platform is over when it cannot start, or when its connection is closed for good.
  const ends = platforms.map(async (platform, at) => {
    if (!(await starts[at]) || stop.aborted) return;
    fail(platform, await (platform.ended ?? new Promise<never>(() => {})));
  });
  const allFailed = Promise.all(ends);
  await Promise.race([stopped, allFailed]);
  await beforeStop();
  await Promise.allSettled(platforms.map((platform) => platform.stop()));
  return stop.aborted ? 0 : exitStatusWithout(problems);
}
