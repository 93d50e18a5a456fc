import { once } from "node:events";
import { type Client, Events, Status } from "discord.js";
import { backoff } from "../../../async/backoff.ts";
import { createInFlight } from "../../../async/in-flight.ts";
import { inRequest } from "../../../async/request-id.ts";
import { retry } from "../../../async/retry.ts";
import { within } from "../../../async/timeout.ts";
import type { Chat } from "../../../chat/chat.ts";
import type { Logger } from "../../../log.ts";
import { explain, isPassing } from "../errors.ts";
import { type ClientSettings, createClient } from "./client.ts";
import { watchConnection } from "./watch-connection.ts";

/** Runs the work of an event, which counts as in flight, unless the connection is being closed. */
export type Take = (work: () => Promise<void>) => void;

interface ConnectionParts {
  readonly token: string;
  readonly settings: ClientSettings;
  readonly chat: Chat;
  /** Attaches what answers events. */
  readonly listen: (client: Client, take: Take) => void;
  /** Whether events may be answered now; asked before each. True if not given. */
  readonly isOurs?: () => Promise<boolean>;
  /** The connection is ready for the first time. */
  readonly onReady: (client: Client) => Promise<void>;
  /** The connection was closed for good. */
  readonly end: (problem: Error) => void;
  /** The wait before the second attempt to connect, in milliseconds; it doubles up to 64 times this. */
  readonly retryMs: number;
  readonly log: Logger;
}

/** One client of discord.js, with the shards that it was made for. */
export interface Connection {
  /** Undefined until the first attempt to connect. */
  readonly client: Client | undefined;
  /** Whether people are heard at the moment. */
  readonly isReady: boolean;
  /** Keeps trying through an outage; rejects with a PlatformError where waiting can't help. */
  start(): Promise<void>;
  /** Takes nothing new, waits for answers in progress, and disconnects: ten seconds together. */
  stop(): Promise<void>;
}

/** How long a stop waits for answers in progress, a login, and Discord's goodbye. In milliseconds. */
const DRAIN_MS = 8000;
const LOGIN_MS = 1000;
const GOODBYE_MS = 1000;

export function createConnection(parts: ConnectionParts): Connection {
  const { token, settings, chat, listen, isOurs, onReady, end, retryMs, log } = parts;
  const stopping = new AbortController();
  const inFlight = createInFlight();
  let client: Client | undefined;
  let login: Promise<unknown> = Promise.resolve();

  function take(work: () => Promise<void>): void {
    if (stopping.signal.aborted) return;
    void inFlight.track(
      inRequest(async () => {
        if (!isOurs || (await isOurs())) await work();
      }),
    );
  }

  async function connect(): Promise<void> {
    const candidate = createClient(chat, settings);
    client = candidate;
    listen(candidate, take);
    watchConnection(candidate, log, stopping.signal, end);
    // Not events.once: an error event would reject a promise that nobody awaits yet.
    const ready = new Promise((resolve) => candidate.once(Events.ClientReady, resolve));
    login = candidate.login(token);
    await login;
    await ready;
    await onReady(candidate);
  }

  return {
    get client() {
      return client;
    },
    get isReady() {
      const shards = client?.ws.shards;
      return shards !== undefined && shards.size > 0 && shards.every(({ status }) => status === Status.Ready);
    },
    async start() {
      const stopped = once(stopping.signal, "abort");
      const attempt = async (): Promise<void> => {
        if (!stopping.signal.aborted) await Promise.race([connect(), stopped]);
      };
      await retry(attempt, {
        signal: stopping.signal,
        waitAfter(error, earlier) {
          const problem = explain(error);
          if (!isPassing(problem)) throw problem;
          const wait = backoff({ firstMs: retryMs, longestMs: 64 * retryMs }, earlier);
          log.warn({ code: problem.code, retryInMs: wait }, `could not connect: ${problem.message}`);
          return wait;
        },
      });
    },
    async stop() {
      stopping.abort();
      const left = await inFlight.drain(DRAIN_MS);
      if (left > 0) log.warn({ left }, "stopped before every answer was sent");
      // A connection that is just being opened can't be closed: discord.js would leave it behind.
      await within(
        LOGIN_MS,
        login.catch(() => undefined),
      );
      // A dead network never says goodbye.
      if (client) await within(GOODBYE_MS, client.destroy());
    },
  };
}
