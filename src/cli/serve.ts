import { join } from "node:path";
import type { Chat } from "../chat/chat.ts";
import type { ChatPlatform } from "../chat/platform.ts";
import { messageOf } from "../errors.ts";
import type { Library } from "../library/library.ts";
import { createTerminal } from "../platforms/terminal/index.ts";
import { runInBackground } from "../sync/background.ts";
import { createHostChat, createHostSyncer, type Host, openHostLibrary, UNFURLING } from "./host.ts";

/** How often a running bot looks for papers that another process brought in, in milliseconds. */
const REFRESH_MS = 15_000;

const HINT =
  "To add Discord, set DISCORD_TOKEN; to add Slack, set SLACK_BOT_TOKEN and SLACK_APP_TOKEN. The README has the steps.";

/** Runs every platform that is set up, or a prompt if none is, until told to stop. Returns the exit status. */
export async function serve(host: Host): Promise<number> {
  const library = await openHostLibrary(host);
  const ended = new AbortController();
  const signal = AbortSignal.any([host.stop, ended.signal]);
  const syncer = createHostSyncer({ ...host, stop: signal }, library, () => library.refresh());
  const chat = createHostChat(host, library, syncer);
  const refresh = () => keepFresh(host, library);
  const timer = setInterval(refresh, REFRESH_MS);
  let syncing = Promise.resolve();
  try {
    const platforms = await createPlatforms(host);
    if (platforms.length === 0) return await prompt(host, library, chat);
    void refresh();
    const log = host.log.child("sync");
    if (syncer) syncing = runInBackground({ syncer, db: library.db, log, now: host.now, signal });
    return await runPlatforms(host, platforms, chat);
  } finally {
    clearInterval(timer);
    ended.abort();
    await syncing;
    await syncer?.settled();
    await library.close();
  }
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

/** A platform's SDK is loaded only where it is used: both together take a second to load. */
async function createPlatforms({ config, log, now: date }: Host): Promise<readonly ChatPlatform[]> {
  const now = () => date().getTime();
  const platforms: ChatPlatform[] = [];
  if (config.discord) {
    const { createDiscord } = await import("../platforms/discord/index.ts");
    platforms.push(createDiscord({ ...config.discord, log, now }));
  }
  if (config.slack) {
    const { createSlack } = await import("../platforms/slack/index.ts");
    const { unfurl, ...slack } = config.slack;
    const prefix = `/${config.commandPrefix}`;
    platforms.push(
      createSlack({
        ...slack,
        prefix,
        now: date,
        log: log.child("slack"),
        ...(unfurl && { unfurl: UNFURLING }),
      }),
    );
  }
  return platforms;
}

/** One platform that cannot start leaves the others running; if none can, that is the end. */
async function runPlatforms(
  { log, errors, stop }: Host,
  platforms: readonly ChatPlatform[],
  chat: Chat,
): Promise<number> {
  const starts = platforms.map((platform) =>
    platform.start(chat).then(
      () => {
        log.info({ platform: platform.name }, "ready");
        return true;
      },
      (error: unknown) => {
        if (!stop.aborted) errors.write(`${messageOf(error)}\n`);
        return false;
      },
    ),
  );
  const stopped = new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener("abort", () => resolve(), { once: true });
  });
  const allFailed = Promise.all(starts).then((results) => (results.some(Boolean) ? stopped : undefined));
  await Promise.race([stopped, allFailed]);
  await Promise.allSettled(platforms.map((platform) => platform.stop()));
  return stop.aborted ? 0 : 1;
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
