import type { Host } from "../app/host.ts";
import { type OpenApp, openApp } from "../app/open-app.ts";
import { createPlatforms } from "../app/platforms.ts";
import { within } from "../async/timeout.ts";
import type { ChatPlatform } from "../chat/platform.ts";
import { startTicker } from "../delivery/ticker.ts";
import type { Library } from "../library/library.ts";
import { createTerminal } from "../platforms/terminal/index.ts";
import type { PlatformState } from "../present/services.ts";
import { type RunningStates, runPlatforms } from "./run-platforms.ts";
import { defineSubcommand } from "./subcommand.ts";

/** How often a running bot looks for papers that another process brought in, in milliseconds. */
const REFRESH_MS = 15_000;

/** How long posts that are on their way may take when the program is told to stop, in milliseconds. */
const LAST_POSTS_MS = 5000;

const HINT =
  "To add Discord, set DISCORD_TOKEN; to add Slack, set SLACK_BOT_TOKEN and SLACK_APP_TOKEN. The README has the steps.";

export const serve = defineSubcommand({
  name: "serve",
  description: "Run on every platform that is set up, or open a prompt",
  flags: {},
  endsInOrder: true,
  run: runUntilStopped,
});

async function runUntilStopped(host: Host): Promise<number> {
  const platforms = await createPlatforms(host);
  const states: RunningStates = new Map();
  const app = await openApp(host, {
    platforms,
    states: () => platforms.map((platform) => stateOf(platform, states)),
    isLive: true,
  });
  const refresh = () => keepFresh(host, app.library);
  const timer = setInterval(refresh, REFRESH_MS);
  try {
    if (platforms.length === 0) return await prompt(host, app);
    const reading = refresh();
    app.syncInBackground();
    app.purgeInBackground();
    return await runWithDelivery(host, app, { platforms, states, reading });
  } finally {
    clearInterval(timer);
    await app.close();
  }
}

interface DeliveryParts {
  readonly platforms: readonly ChatPlatform[];
  readonly states: RunningStates;
  /** Resolves when the library has been read into memory. */
  readonly reading: Promise<void>;
}

/** Answers on the platforms, and posts there by itself. */
async function runWithDelivery(
  host: Host,
  app: OpenApp,
  { platforms, states, reading }: DeliveryParts,
): Promise<number> {
  const { chat, runner } = app;
  await app.applySettings();
  const stopTicker = startTicker({ tick: runner.tick, now: host.now, log: host.log.child("delivery") });
  // What became due while nothing ran is picked as soon as there is something to pick from.
  void reading.then(runner.tick);
  return runPlatforms(host, {
    platforms,
    chat,
    states,
    async beforeStop() {
      stopTicker();
      // What takes longer is found out about at the next start.
      await within(LAST_POSTS_MS, runner.stop());
    },
  });
}

function stateOf({ name, connected }: ChatPlatform, states: RunningStates): PlatformState {
  const state = states.get(name) ?? "starting";
  return { name, state: state === "ready" && !connected ? "reconnecting" : state };
}

async function prompt(host: Host, { library, chat, typed }: OpenApp): Promise<number> {
  await library.refresh();
  const terminal = createTerminal({
    ...host,
    hint: HINT,
    typed,
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
