import { SocketModeReceiver, type webApi } from "@slack/bolt";
import { sleep } from "../../../async/sleep.ts";
import { within } from "../../../async/timeout.ts";
import type { Logger } from "../../../log.ts";
import { boltLogger } from "../bolt-log.ts";
import { TIMES } from "../limits.ts";
import { retrySlack } from "./backoff.ts";
import type { Intake } from "./intake.ts";

interface SocketOptions {
  readonly appToken: string;
  readonly clientOptions: webApi.WebClientOptions;
  readonly log: Logger;
  /** Aborting it ends all connecting; to be done before the intake is closed. */
  readonly signal: AbortSignal;
}

type SocketClient = SocketModeReceiver["client"];

/**
 * Socket Mode: connects, and reconnects at once whenever the connection ends. Slack's client is told not to reconnect
 * by itself: it waits five seconds and more, and when its attempt fails it rejects a promise that nobody holds, which
 * ends the process.
 */
export function createSocketIntake({ appToken, clientOptions, log, signal }: SocketOptions): Intake {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    autoReconnectEnabled: false,
    clientPingTimeout: TIMES.silence,
    installerOptions: { clientOptions: { ...clientOptions, retryConfig: { retries: 0 } } },
  });
  const { client } = receiver;
  let isOpen = false;
  client.on("connected", () => {
    isOpen = true;
  });
  client.on("disconnected", () => {
    isOpen = false;
  });
  let kept = Promise.resolve();

  const connect = (always: boolean) =>
    retrySlack(() => start(client), { log, signal, token: "SLACK_APP_TOKEN", always });

  async function keepOpen(): Promise<void> {
    while (!signal.aborted) {
      const opened = performance.now();
      if (isOpen) await new Promise<void>((resolve) => client.once("disconnected", () => resolve()));
      if (signal.aborted) break;
      log.info({}, "Slack's socket has ended; connecting again");
      // A connection that ends as soon as it is made must not become a storm of requests.
      if (performance.now() - opened < TIMES.firstRetry) await sleep(TIMES.firstRetry, { signal });
      await connect(true);
    }
    // A connection that was being made when the signal came.
    if (isOpen) await client.disconnect();
  }

  return {
    receiver,
    get isOpen() {
      return isOpen;
    },
    async open() {
      await connect(false);
      kept = keepOpen();
    },
    close: () =>
      within(
        TIMES.close,
        client.disconnect().then(() => kept),
      ),
  };
}

// Slack's client sets no time limit for connecting.
async function start(client: SocketClient): Promise<void> {
  try {
    const started = client.start().then(() => true);
    if (await within(TIMES.request, started)) return;
    await client.disconnect();
    await started;
  } catch (error) {
    // There is no error where the connection ended before Slack's greeting.
    throw error ?? new Error("the socket was closed before Slack's greeting");
  }
}
