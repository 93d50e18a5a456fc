import { startAlerts } from "../app/alerts.ts";
import { followPapers } from "../app/follow-papers.ts";
import type { Host } from "../app/host.ts";
import { type OpenApp, openApp } from "../app/open-app.ts";
import { createHostServer, createPlatforms, isAskedOverHttp, opensServer } from "../app/platforms.ts";
import { createWatch, type Watch } from "../app/watch.ts";
import { mountPage, pageAddress } from "../app/web.ts";
import { within } from "../async/timeout.ts";
import type { ChatPlatform } from "../chat/platform.ts";
import { startTicker } from "../delivery/ticker.ts";
import { messageOf } from "../errors.ts";
import type { HttpServer } from "../http/server.ts";
import { createTerminal } from "../platforms/terminal/index.ts";
import type { PlatformState } from "../present/services.ts";
import { type RunningStates, runPlatforms } from "./run-platforms.ts";

/** How long posts that are on their way may take when the program is told to stop, in milliseconds. */
const LAST_POSTS_MS = 5000;

const HINT =
  "To add Discord or Slack, run npm start -- setup. The README has the steps for doing it by hand.";

const MAIL_HINT = "Papers go out by e-mail while this is open.";

interface ServeOptions {
  /** Whether the tables are changed even while older versions run on them. */
  readonly isForced?: boolean;
}

/** Serves the page alone, whatever chat platforms are set up. Returns the exit status. */
export function servePageAlone(host: Host): Promise<number> {
  const { discord: _, slack: __, ...rest } = host.config;
  const shown = rest.page.kind === "off" ? ({ ...rest.page, kind: "library" } as const) : rest.page;
  return runUntilStopped({ ...host, config: { ...rest, page: shown } });
}

/** Runs on every platform that is set up, or at a prompt, until it is told to stop. Returns the exit status. */
export async function runUntilStopped(host: Host, options: ServeOptions = {}): Promise<number> {
  let watch: Watch | undefined;
  const server = createHostServer(host, () => watch?.isStarting() === true);
  try {
    if (opensServer(host.config)) {
      watch = await createWatch(host, server);
      await openServer(host, server);
    }
    return await runWith(host, server, watch, options);
  } finally {
    await server.close();
  }
}

async function runWith(
  host: Host,
  server: HttpServer,
  watch: Watch | undefined,
  { isForced }: ServeOptions,
): Promise<number> {
  const platforms = await createPlatforms(host, server);
  const states: RunningStates = new Map();
  const statesNow = () => platforms.map((platform) => stateOf(platform, states));
  const app = await openApp(host, {
    platforms,
    states: statesNow,
    isLive: true,
    measures: watch?.measures,
    isForced,
  });
  const follower = followPapers(app.library, host.log);
  let stopAlerts: (() => void) | undefined;
  try {
    const hasPage = await mountPage(host, server, app.services);
    watch?.begin({ app, platforms, states: statesNow });
    const isAlone = platforms.length === 0 && !hasPage;
    if (isAlone && !app.sendsMail) return await prompt(host, app);
    const reading = follower.first;
    app.syncInBackground();
    app.purgeInBackground();
    stopAlerts = startAlerts({ ...host, now: app.replica.now }, { app, platforms, states: statesNow });
    if (isAlone) return await mailAlone(host, app, reading);
    if (platforms.length === 0) return await servePage(host, server, app, reading);
    if (hasPage && server.isOpen) host.log.info({ page: pageAddress(host, server) }, "the page is open");
    return await runWithDelivery(host, app, { platforms, states, reading });
  } finally {
    stopAlerts?.();
    await server.close();
    await follower.stop();
    await app.close();
  }
}

/** The page alone, and mails, until the program is told to stop. Throws a PlatformError if it cannot be served. */
async function servePage(
  host: Host,
  server: HttpServer,
  app: OpenApp,
  reading: Promise<void>,
): Promise<number> {
  await server.open();
  host.output.write(`The page is at ${pageAddress(host, server)}\n`);
  const stopDelivery = app.sendsMail ? startDelivery(host, app, reading) : undefined;
  await toldToStop(host);
  await stopDelivery?.();
  return 0;
}

/**
 * Mails where neither chat nor a page is set up: beside the prompt where a person sits at it, otherwise until the program is
 * told to stop, as a service has no input.
 */
async function mailAlone(host: Host, app: OpenApp, reading: Promise<void>): Promise<number> {
  const stopDelivery = startDelivery(host, app, reading);
  try {
    if (host.input.isTTY === true && host.output.isTTY === true) return await prompt(host, app);
    host.output.write("Papers go out by e-mail while this runs.\n");
    await toldToStop(host);
    return 0;
  } finally {
    await stopDelivery();
  }
}

async function toldToStop({ stop }: Pick<Host, "stop">): Promise<void> {
  if (!stop.aborted) await new Promise((resolve) => stop.addEventListener("abort", resolve, { once: true }));
}

/** At once, so that a start can be watched. Chat and mails run on without it; a page alone throws a PlatformError. */
async function openServer(host: Host, server: HttpServer): Promise<void> {
  const { discord, slack, page } = host.config;
  try {
    await server.open();
    host.log.info({ port: server.port }, "listening for health checks: /healthz, /readyz and /metrics");
  } catch (error) {
    if (!discord && !slack && page.kind !== "off") throw error;
    // A platform that is asked over HTTP reports a missing server itself.
    if (!isAskedOverHttp(host.config)) host.errors.write(`${messageOf(error)}\n`);
  }
}

interface DeliveryParts {
  readonly platforms: readonly ChatPlatform[];
  readonly states: RunningStates;
  /** Resolves when the library has been read into memory. */
  readonly reading: Promise<void>;
}

/** Answers on the platforms and delivers daily posts. */
async function runWithDelivery(
  host: Host,
  app: OpenApp,
  { platforms, states, reading }: DeliveryParts,
): Promise<number> {
  await app.applySettings();
  const beforeStop = startDelivery(host, app, reading);
  return runPlatforms(host, { platforms, chat: app.chat, states, beforeStop });
}

/** Posts what is due from now on. The answer ends that. */
function startDelivery(
  host: Host,
  { runner }: Pick<OpenApp, "runner">,
  reading: Promise<void>,
): () => Promise<void> {
  const stopTicker = startTicker({ tick: runner.tick, now: host.now, log: host.log.child("delivery") });
  // Posts that came due while nothing ran are picked as soon as the library is read.
  void reading.then(runner.tick);
  return async () => {
    stopTicker();
    // What takes longer is found out about at the next start.
    await within(LAST_POSTS_MS, runner.stop());
  };
}

function stateOf({ name, connected }: ChatPlatform, states: RunningStates): PlatformState {
  const state = states.get(name) ?? "starting";
  return { name, state: state === "ready" && !connected ? "reconnecting" : state };
}

async function prompt(host: Host, { library, chat, typed, sendsMail }: OpenApp): Promise<number> {
  await library.refresh();
  const terminal = createTerminal({
    ...host,
    hint: sendsMail ? `${MAIL_HINT} ${HINT}` : HINT,
    typed,
  });
  await terminal.start(chat);
  host.stop.addEventListener("abort", () => void terminal.stop(), { once: true });
  return terminal.finished;
}
