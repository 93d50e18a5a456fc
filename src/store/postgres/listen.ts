import pg from "pg";
import { backoff } from "../../async/backoff.ts";
import { sleep } from "../../async/sleep.ts";
import { unlessAborted, within } from "../../async/timeout.ts";

/** The waits between attempts to connect again. */
const RECONNECT = { firstMs: 250, longestMs: 5000, jitter: 0.5 };

/** How long is waited for the end of a connection, in milliseconds. */
const END_MS = 1000;

/**
 * Calls `onMessage` for each message on a channel, over a connection of its own, which is made again when it breaks. It is called
 * after each connect too, since messages are not kept for those who are away. Never throws; the answer ends it.
 */
export function listenOn(
  channel: string,
  options: pg.ClientConfig,
  onMessage: () => void,
): () => Promise<void> {
  const ending = new AbortController();
  const { signal } = ending;

  async function listenOnce(): Promise<void> {
    // The server may not hurry it: it waits for messages, for days.
    const client = new pg.Client({ ...options, statement_timeout: false, query_timeout: undefined });
    const broken = new Promise<void>((resolve) => {
      client.on("end", resolve);
      client.on("error", () => resolve());
    });
    client.on("notification", onMessage);
    try {
      await unlessAborted(signal, client.connect());
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      attempts = 0;
      onMessage();
      await unlessAborted(signal, broken);
    } finally {
      // A server that does not answer must not keep the program from ending.
      await within(
        END_MS,
        client.end().catch(() => undefined),
      );
    }
  }

  let attempts = 0;
  async function listen(): Promise<void> {
    while (!signal.aborted) {
      await listenOnce().catch(() => undefined);
      if (!signal.aborted) await sleep(backoff(RECONNECT, attempts++, Math.random()), { signal });
    }
  }

  const ended = listen();
  return async () => {
    ending.abort();
    await ended;
  };
}
