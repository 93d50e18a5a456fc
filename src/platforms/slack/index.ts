import { App, type webApi } from "@slack/bolt";
import { createInFlight, type InFlight } from "../../async/in-flight.ts";
import { within } from "../../async/timeout.ts";
import { createTurns } from "../../async/turns.ts";
import type { Chat } from "../../chat/chat.ts";
import { type Managers, NOBODY_ELSE } from "../../chat/managers.ts";
import type { ChatPlatform } from "../../chat/platform.ts";
import type { Poster } from "../../chat/poster.ts";
import { ConfigError } from "../../errors.ts";
import type { HttpServer } from "../../http/server.ts";
import type { Logger } from "../../log.ts";
import { boltLogger } from "./bolt-log.ts";
import { checkToken, identify, patientClient, webClientOptions } from "./clients.ts";
import { toPlatformError } from "./errors.ts";
import { scopesInUse, type Unfurling } from "./features.ts";
import { TIMES } from "./limits.ts";
import { createRightsOf } from "./listen/admins.ts";
import { answerOnce } from "./listen/answer-once.ts";
import { createReadFiles } from "./listen/attachment.ts";
import { retrySlack } from "./listen/backoff.ts";
import { listenForEvents } from "./listen/events.ts";
import { createHttpIntake } from "./listen/http.ts";
import type { Intake } from "./listen/intake.ts";
import { listenForInteractions } from "./listen/interactions.ts";
import { createSocketIntake } from "./listen/socket.ts";
import { slackSetup } from "./manifest-news.ts";
import { namingWith } from "./naming.ts";
import { createPoster } from "./post/poster.ts";

export interface SlackOptions {
  /** xoxb-… */
  readonly botToken: string;
  /** xapp-…: connects to Slack through a socket, without a public address. */
  readonly appToken?: string | undefined;
  /** Without an app token: Slack's requests come to `server`, signed with this. */
  readonly signingSecret?: string | undefined;
  /** For HTTP mode; opened at the start, and closed at the end. */
  readonly server?: HttpServer | undefined;
  /** Another server that speaks Slack's Web API, with its path: `http://127.0.0.1:4000/api/`. */
  readonly apiUrl?: string | undefined;
  /** What comes before a command's name: "/", or "/lab-" where the plain names are taken. */
  readonly prefix: string;
  readonly unfurl?: Unfurling | undefined;
  /** Whether the manifest asked for the scopes to read channels; see the features. */
  readonly history?: boolean | undefined;
  /** Who may manage channels, besides administrators and the channels' creators. */
  readonly managers?: Managers;
  readonly log: Logger;
  readonly now: () => Date;
}

export interface SlackPlatform extends ChatPlatform {
  readonly poster: Poster;
  /** Where it listens in HTTP mode, once started. */
  readonly port: number | undefined;
}

/** Throws a ConfigError if neither an app token nor a signing secret is given. */
export function createSlack(options: SlackOptions): SlackPlatform {
  const { appToken, log } = options;
  const now = () => options.now().getTime();
  const stopping = new AbortController();
  const { signal } = stopping;
  const clientOptions = webClientOptions(options);
  const inFlight = createInFlight();
  const intake = createIntake(options, { clientOptions, signal, inFlight, now });
  let starting: Promise<void> = Promise.resolve();

  async function start(chat: Chat): Promise<void> {
    const me = await retrySlack(() => identify(options.botToken, clientOptions), {
      log,
      signal,
      token: "SLACK_BOT_TOKEN",
    });
    if (!me) return;
    warnOfMissingScopes(me, chat, options);
    const { user_id: botUser = "", bot_id: botId = "", user: botName = "paperboy", team } = me;
    const app = new App({
      receiver: intake.receiver,
      logger: boltLogger(log),
      clientOptions,
      token: options.botToken,
      botId,
      botUserId: botUser,
      // Done above, where a wrong token can be explained.
      tokenVerificationEnabled: false,
      convoStore: false,
    });
    answerOnce(app, { handled: chat.handled, inFlight, log });
    const { prefix, unfurl } = options;
    const home = me.is_enterprise_install ? undefined : me.team_id;
    const client = patientClient(options.botToken, clientOptions);
    const rightsOf = createRightsOf({
      client,
      team: home,
      managers: options.managers ?? NOBODY_ELSE,
      now,
      log,
    });
    const readFiles = createReadFiles(options.botToken, options.apiUrl);
    const naming = namingWith(prefix);
    const turn = createTurns(intake.arrivals);
    const context = { chat, log, naming, botUser, botName, turn, team: home, rightsOf, readFiles };
    listenForInteractions(app, context);
    listenForEvents(app, context, unfurl);
    app.error(async (error) =>
      log.error({ err: toPlatformError(error) }, "an answer could not be delivered"),
    );
    await intake.open();
    const teams = home === undefined ? await teamsOf(client, log) : [home];
    const [only, ...others] = teams ?? [];
    // Where there are several workspaces, nothing tells which of them a channel belongs to.
    if (teams)
      await chat.present("slack", teams, {
        serverOf: () => (others.length === 0 ? only : undefined),
        covers: () => true,
      });
    void tellOfSetup(chat, options);
    if (!signal.aborted) log.info({ mode: appToken ? "socket" : "http", team }, "listening to Slack");
  }

  return {
    name: "slack",
    get connected() {
      return intake.isOpen;
    },
    poster: createPoster({ token: options.botToken, clientOptions, log }),
    tokenProblem: () => checkToken(patientClient(options.botToken, clientOptions)),
    get port() {
      return intake.port;
    },
    start(chat) {
      starting = start(chat);
      return starting;
    },
    async stop() {
      stopping.abort();
      await within(
        TIMES.close,
        starting.catch(() => undefined),
      );
      await intake.close();
      const left = await inFlight.drain(TIMES.drain);
      if (left > 0) log.warn({ left }, "stopped before everything was answered");
    },
  };
}

async function tellOfSetup(chat: Chat, { log, appToken, ...options }: SlackOptions): Promise<void> {
  try {
    await chat.setUp(slackSetup(chat.commands, { ...options, isHttp: !appToken }));
  } catch (error) {
    // Slack refuses this prefix; whoever prints the manifest is told so.
    log.warn({ err: error }, "there is no manifest for this app");
  }
}

interface IntakeParts {
  readonly clientOptions: webApi.WebClientOptions;
  readonly signal: AbortSignal;
  readonly inFlight: InFlight;
  /** In milliseconds. */
  readonly now: () => number;
}

function createIntake(options: SlackOptions, { clientOptions, signal, inFlight, now }: IntakeParts): Intake {
  const { appToken, signingSecret, server, log } = options;
  if (appToken) return createSocketIntake({ appToken, clientOptions, log, signal });
  if (signingSecret && server) return createHttpIntake({ server, signingSecret, inFlight, now, log });
  throw new ConfigError(
    "Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside SLACK_BOT_TOKEN.",
  );
}

/** The workspaces of an organisation that have the app; undefined if Slack does not say. */
async function teamsOf(client: webApi.WebClient, log: Logger): Promise<readonly string[] | undefined> {
  try {
    const found: string[] = [];
    let cursor = "";
    do {
      const page = await client.auth.teams.list({ limit: 100, ...(cursor !== "" && { cursor }) });
      found.push(...(page.teams ?? []).flatMap(({ id }) => id ?? []));
      cursor = page.response_metadata?.next_cursor ?? "";
    } while (cursor !== "");
    return found;
  } catch (error) {
    log.warn({ err: toPlatformError(error) }, "could not look up which workspaces the app is in");
    return undefined;
  }
}

// The most common mistake: a newer version needs a scope, and the app was not installed again.
function warnOfMissingScopes(
  me: webApi.AuthTestResponse,
  chat: Chat,
  { unfurl, history, log }: SlackOptions,
): void {
  const granted = me.response_metadata?.scopes;
  if (!granted) return;
  const missing = scopesInUse({ commands: chat.commands, unfurl, history }).filter(
    (scope) => !granted.includes(scope),
  );
  if (missing.length === 0) return;
  log.warn(
    { missing },
    "Slack has not granted every scope in use; paste what `npm start -- slack manifest` prints into the app's manifest and reinstall it",
  );
}
