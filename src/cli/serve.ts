import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createHostChat, createHostSyncer, type Host, openHostLibrary } from "../app/host.ts";
import { createHostRunner } from "../app/host-delivery.ts";
import type { Chat } from "../chat/chat.ts";
import type { ChatPlatform } from "../chat/platform.ts";
import { startClock } from "../delivery/clock.ts";
import type { Library } from "../library/library.ts";
import { createTerminal } from "../platforms/terminal/index.ts";
import type { PlatformState } from "../present/services.ts";
import { runInBackground } from "../sync/background.ts";
import type { Syncer } from "../sync/create-syncer.ts";
import { createPlatforms, postersOf, type RunningStates, runPlatforms } from "./platforms.ts";

/** How often a running bot looks for papers that another process brought in, in milliseconds. */
const REFRESH_MS = 15_000;

/** How long posts that are on their way may take when the program is told to stop, in milliseconds. */
const LAST_POSTS_MS = 5000;

const HINT =
  "To add Discord, set DISCORD_TOKEN; to add Slack, set SLACK_BOT_TOKEN and SLACK_APP_TOKEN. The README has the steps.";

/** Runs every platform that is set up, or a prompt if none is, until told to stop. Returns the exit status. */
export async function serve(host: Host): Promise<number> {
  const library = await openHostLibrary(host);
  const ended = new AbortController();
  const signal = AbortSignal.any([host.stop, ended.signal]);
  const syncer = createHostSyncer({ ...host, stop: signal }, library, () => library.refresh());
  const refresh = () => keepFresh(host, library);
  const timer = setInterval(refresh, REFRESH_MS);
  let syncing = Promise.resolve();
  try {
    const platforms = await createPlatforms(host);
    if (platforms.length === 0) return await prompt(host, library, createHostChat(host, library, { syncer }));
    const reading = refresh();
    const log = host.log.child("sync");
    if (syncer) syncing = runInBackground({ syncer, db: library.db, log, now: host.now, signal });
    return await runWithDelivery(host, library, { platforms, syncer, reading });
  } finally {
    clearInterval(timer);
    ended.abort();
    await syncing;
    await syncer?.settled();
    await library.close();
  }
}

interface DeliveryParts {
  readonly platforms: readonly ChatPlatform[];
  readonly syncer: Syncer | undefined;
  /** Resolves when the library has been read into memory. */
  readonly reading: Promise<void>;
}

/** Answers on the platforms, and posts there by itself. */
async function runWithDelivery(
  host: Host,
  library: Library,
  { platforms, syncer, reading }: DeliveryParts,
): Promise<number> {
  const states: RunningStates = new Map();
  const posters = postersOf(platforms);
  const chat = createHostChat(host, library, {
    syncer,
    posters,
    platforms: () => platforms.map((platform) => stateOf(platform, states)),
  });
  const runner = await createHostRunner(host, library, posters, syncer);
  const stopClock = startClock(runner.beat, host.log.child("delivery"));
  // What became due while nothing ran is picked as soon as there is something to pick from.
  void reading.then(runner.beat);
  return runPlatforms(host, {
    platforms,
    chat,
    states,
    async beforeStop() {
      await stopClock();
      // What takes longer is found out about at the next start.
      await Promise.race([runner.stop(), sleep(LAST_POSTS_MS, undefined, { ref: false })]);
    },
  });
}

function stateOf({ name, connected }: ChatPlatform, states: RunningStates): PlatformState {
  const state = states.get(name) ?? "starting";
  return { name, state: state === "ready" && !connected ? "reconnecting" : state };
}

async function prompt(host: Host, library: Library, chat: Chat): Promise<number> {
  await library.refresh();
  const terminal = createTerminal({
    ...host,
    hint: HINT,
    historyFile: join(host.config.home, "history"),
  });
  await terminal.start(chat);
  host.stop.addEventListener("abort", () => void terminal.stop(), { once: true });
  return terminal.finished;
}

async function keepFresh({ log }: Host, library: Library): Promise<void> {
  try {
    const before = library.index.size;
    await library.refresh();
    if (library.index.size !== before) log.info({ papers: library.index.size }, "library read");
  } catch (error) {
    log.error({ err: error }, "the library could not be read; trying again");
  }
}
