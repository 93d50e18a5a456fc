import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { DEFAULT_SETTINGS } from "../../src/delivery/subscription-settings.ts";
import { openDatabase, writeBatch } from "../../src/store/database.ts";
import { putSubscription } from "../../src/store/subscriptions.ts";
import { slash } from "../../test/support/discord/interactions.ts";
import { createDiscordServer, type DiscordServer, TOKEN } from "../../test/support/discord/server.ts";
import { ALICE, SPARE_CHANNEL_IDS } from "../../test/support/discord/world.ts";
import { slashCommand } from "../../test/support/slack/payloads.ts";
import {
  APP_TOKEN,
  BOT_TOKEN,
  createSlackServer,
  type SlackServer,
} from "../../test/support/slack/server.ts";
import { createProgram } from "../chaos/program.ts";
import { print, progress } from "../support/command.ts";
import { MAIL_SECRET, openMailbox } from "../support/mailboxes.ts";
import { createPacedRelay, type PacedRelay } from "./paced-relay.ts";

/**
 * `npm run bench:fan-out -- [--discord N] [--slack N] [--mail N]`: so many channels and readers by mail are due at nine
 * o'clock, on platforms that enforce 50 requests a second (Discord) and a message a second in each channel (Slack), and with a mail server that
 * takes 20 mails a second, while people go on asking. The readers are in twelve zones in which it is the same time, so that all are due at once. Ends
 * with 1 if that takes more than 1.5 times what the limits allow (1.2 times for mail), or people wait too long.
 */
const { values } = parseArgs({
  options: {
    discord: { type: "string", default: "500" },
    slack: { type: "string", default: "500" },
    mail: { type: "string", default: "0" },
  },
});
const ON_DISCORD = Math.min(Number(values.discord), SPARE_CHANNEL_IDS.length);
const ON_SLACK = Number(values.slack);
const BY_MAIL = Number(values.mail);
const MAILS_PER_SECOND = 20;
const MAIL_GOAL = 1.2;
/** An hour ahead of Greenwich in November, all of them. */
const ZONES = [
  "Berlin",
  "Paris",
  "Rome",
  "Madrid",
  "Vienna",
  "Oslo",
  "Warsaw",
  "Prague",
  "Zurich",
  "Brussels",
  "Stockholm",
  "Copenhagen",
];

const DUE = new Date("2026-11-25T09:00:00Z");
/** The program starts so long before, to be connected and to have read its library. */
const EARLY_MS = 15_000;
const PATIENCE_MS = Math.max(300_000, (2000 * Number(values.mail)) / 20);
/** Between two questions, on both platforms together. */
const PAUSE_MS = 25;
const WORDS = ["streaming video", "mixture of experts", "gpipe", "long context", "architecture search"];

const GOAL = 1.5;
const LONGEST_P99_MS = BY_MAIL > 0 ? 300 : 500;

await measure();

async function measure(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), "paperboy-fan-out-"));
  const discord = await createDiscordServer();
  const slack = await createSlackServer({
    scopes: ["app_mentions:read", "chat:write", "commands", "im:history"],
    rateLimited: true,
  });
  const relay = await createPacedRelay(MAILS_PER_SECOND);
  const db = await openDatabase(join(home, "paperboy.db"));
  const places = [
    ...SPARE_CHANNEL_IDS.slice(0, ON_DISCORD).map((channel) => ({ platform: "discord", channel })),
    ...Array.from({ length: ON_SLACK }, (_, at) => ({ platform: "slack", channel: `C${1000 + at}` })),
  ];
  await writeBatch(db, async (tx) => {
    for (const [at, place] of places.entries()) {
      await putSubscription(tx, {
        ...DEFAULT_SETTINGS,
        ...place,
        topics: WORDS.slice(at % WORDS.length).slice(0, 1),
        origin: "chat",
        plannedUntil: new Date(DUE.getTime() - EARLY_MS),
      });
    }
  });
  await writeBatch(db, async (tx) => {
    for (let at = 0; at < BY_MAIL; at += 1) {
      const topics = WORDS.slice(at % WORDS.length).slice(0, 2);
      const timezone = `Europe/${ZONES[at % ZONES.length]}`;
      const settings = { ...DEFAULT_SETTINGS, topics, timezone, time: "10:00", papers: 3 };
      await openMailbox(tx, `reader-${at}`, settings, new Date(DUE.getTime() - EARLY_MS));
    }
  });
  const program = createProgram(home, {
    ...(BY_MAIL > 0 && {
      SMTP_URL: `smtp://127.0.0.1:${relay.port}`,
      MAIL_FROM: "papers@example.org",
      PAPERBOY_SECRET: MAIL_SECRET,
    }),
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: discord.url,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    SOURCES: "none",
    LOG_LEVEL: "warn",
  });
  program.start(new Date(DUE.getTime() - EARLY_MS));
  while (discord.gateway.identifies.length === 0 || slack.sockets.connected === 0) {
    if (!program.isRunning) throw new Error("the program did not start");
    await sleep(20);
  }
  if (Date.now() > DUE.getTime()) progress("the program took longer than expected to start");

  const people = keepAsking(discord, slack);
  await sleep(Math.max(0, DUE.getTime() - Date.now()));
  people.waits.length = 0;
  const finished = { discord: Number.NaN, slack: Number.NaN, mail: Number.NaN };
  while (program.isRunning && Date.now() < DUE.getTime() + PATIENCE_MS) {
    const after = (Date.now() - DUE.getTime()) / 1000;
    if (Number.isNaN(finished.discord) && onDiscord(discord) >= ON_DISCORD) finished.discord = after;
    if (Number.isNaN(finished.slack) && onSlack(slack) >= ON_SLACK) finished.slack = after;
    if (Number.isNaN(finished.mail) && relay.taken >= BY_MAIL) finished.mail = after;
    if (Object.values(finished).every((seconds) => !Number.isNaN(seconds))) break;
    await sleep(20);
  }
  await people.stop();
  report(finished, people.waits, people.unanswered());
  if (BY_MAIL > 0) reportMail(finished.mail, relay);
  print(`requests to Discord refused for being too many, or otherwise wrong: ${discord.refused.length}`);
  print(`requests to Slack refused: ${slack.refusals.length}`);
  program.kill();
  await program.ended();
  await db.destroy();
  await Promise.all([discord.stop(), slack.close(), relay.close()]);
  await rm(home, { recursive: true });
}

function reportMail(seconds: number, { taken, twice }: PacedRelay): void {
  const limit = BY_MAIL / MAILS_PER_SECOND;
  print(`readers by mail ${BY_MAIL}, mails ${taken}, handed over twice ${twice}`);
  print(
    `all mailed after ${seconds.toFixed(1)} s; the mail server allows ${limit.toFixed(1)} s: ${(seconds / limit).toFixed(2)} times`,
  );
  if (!(seconds <= MAIL_GOAL * limit && twice === 0)) process.exitCode = 1;
}

function onDiscord({ rest }: DiscordServer): number {
  return rest.posted.length;
}

function onSlack({ channels }: SlackServer): number {
  let count = 0;
  for (let at = 0; at < ON_SLACK; at++) count += channels.messages(`C${1000 + at}`).length;
  return count;
}

/** People on both platforms who ask, each a few times. */
function keepAsking(discord: DiscordServer, slack: SlackServer) {
  const waits: number[] = [];
  const running = new Set<Promise<void>>();
  let unanswered = 0;
  let isOver = false;

  async function ask(turn: number): Promise<void> {
    const query = WORDS[turn % WORDS.length] ?? "video";
    const began = performance.now();
    try {
      if (turn % 2 === 0) {
        const by = { ...ALICE, id: `40000000000001${1000 + (turn % 1000)}` };
        waits.push((await discord.ask(slash("paper", { query }, { by }))).firstResponse);
        return;
      }
      const url = slack.responseUrl();
      const answer = slack.answered(url);
      await slack.sockets.send(
        "slash_commands",
        slashCommand("/paper", query, url, { user: `U${turn % 1000}` }),
      );
      await answer;
      waits.push(performance.now() - began);
    } catch {
      unanswered += 1;
    }
  }

  const going = (async () => {
    for (let turn = 0; !isOver; turn++) {
      const asked = ask(turn);
      running.add(asked);
      void asked.then(() => running.delete(asked));
      await sleep(PAUSE_MS);
    }
    await Promise.all(running);
  })();
  return {
    waits,
    unanswered: () => unanswered,
    async stop() {
      isOver = true;
      await going;
    },
  };
}

function report(finished: { discord: number; slack: number }, waits: number[], unanswered: number): void {
  // One message to a channel on Slack: nothing there has to wait for anything.
  const limit = ON_DISCORD / 50;
  const all = limit === 0 ? 0 : Math.max(finished.discord, finished.slack);
  waits.sort((a, b) => a - b);
  const at = (share: number) => waits[Math.ceil(waits.length * share) - 1] ?? Number.NaN;
  const p99 = at(0.99);
  print(`channels     ${ON_DISCORD} on Discord, ${ON_SLACK} on Slack`);
  print(
    `all posted   Discord after ${finished.discord.toFixed(1)} s, Slack after ${finished.slack.toFixed(1)} s`,
  );
  print(`limits allow ${limit.toFixed(1)} s: ${(all / limit).toFixed(2)} times`);
  print(
    `commands     ${waits.length} answered meanwhile, ${unanswered} not: p50 ${at(0.5).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, longest ${at(1).toFixed(0)} ms`,
  );
  if (!(all <= GOAL * limit && p99 < LONGEST_P99_MS && unanswered === 0)) process.exitCode = 1;
}
