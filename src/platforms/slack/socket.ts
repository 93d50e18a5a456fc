import { setTimeout } from "node:timers/promises";
import type { SocketModeReceiver } from "@slack/bolt";
import type { Logger } from "../../log.ts";
import { pauseFor, retry } from "./backoff.ts";
import { TIMES } from "./limits.ts";

type SocketClient = SocketModeReceiver["client"];

/** A Socket Mode connection that comes back. */
export interface Socket {
  /** Resolves once the socket is closed for good. Abort the signal first. */
  close(): Promise<void>;
}

/**
 * Connects, then connects again at once whenever the connection ends, until the signal is aborted. Slack's client must
 * be told not to reconnect by itself (autoReconnectEnabled): it waits five seconds and more, and when its attempt fails
 * it rejects a promise that nobody holds, which ends the process. Rejects with a PlatformError if Slack refuses the
 * app-level token.
 */
export async function openSocket(client: SocketClient, log: Logger, signal: AbortSignal): Promise<Socket> {
  let open = false;
  client.on("connected", () => {
    open = true;
  });
  client.on("disconnected", () => {
    open = false;
  });

  const connect = (always: boolean) =>
    retry(() => start(client), { log, signal, token: "SLACK_APP_TOKEN", always });
  await connect(false);
  const kept = keepOpen();

  async function keepOpen(): Promise<void> {
    while (!signal.aborted) {
      const opened = performance.now();
      if (open) await new Promise<void>((resolve) => client.once("disconnected", () => resolve()));
      if (signal.aborted) break;
      log.info({}, "Slack's socket has ended; connecting again");
      // One that ends as soon as it is made must not become a storm of requests.
      if (performance.now() - opened < TIMES.firstRetry) await pauseFor(TIMES.firstRetry, signal);
      await connect(true);
    }
    if (open) await disconnect(client);
  }

  return {
    async close() {
      await disconnect(client);
      await kept;
    },
  };
}

// Slack's client sets no limit to how long a connection takes.
async function start(client: SocketClient): Promise<void> {
  const limit = new AbortController();
  setTimeout(TIMES.request, undefined, { signal: limit.signal, ref: false }).then(
    () => client.disconnect(),
    () => undefined,
  );
  try {
    await client.start();
  } catch (error) {
    // Without a reason where the connection ended before Slack's greeting.
    throw error ?? new Error("the socket was closed before Slack's greeting");
  } finally {
    limit.abort();
  }
}

async function disconnect(client: SocketClient): Promise<void> {
  await Promise.race([client.disconnect(), setTimeout(TIMES.close, undefined, { ref: false })]);
}
