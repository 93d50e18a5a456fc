import { type Client, Events } from "discord.js";
import type { Logger } from "../../../log.ts";
import { explain } from "../errors.ts";

/** Logs what happens to the connection. Without a listener, an error event would end the process. */
export function watchConnection(
  client: Client,
  log: Logger,
  stopping: AbortSignal,
  end: (problem: Error) => void,
): void {
  client.on(Events.Error, (error) => log.error({ err: error }, "discord.js reports an error"));
  client.on(Events.Warn, (message) => log.warn({}, message));
  client.on(Events.ShardError, (error, shard) =>
    log.warn({ shard, err: error }, "trouble with the connection"),
  );
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    // During the start, `start` rejects with the same error.
    if (client.readyAt === null) return;
    const problem = explain(Object.assign(new Error(`closed with ${code}`), { code }));
    log.error({ shard, code }, `disconnected for good: ${problem.message}`);
    if (!stopping.aborted) end(problem);
  });
  watchOutages(client, log, stopping);
  client.rest.on("invalidRequestWarning", ({ count, remainingTime }) =>
    log.warn(
      { count, remainingTime },
      "many refused requests; after 10,000 in 10 minutes Discord locks this address out",
    ),
  );
  client.rest.on("rateLimited", ({ route, timeToReset, global }) =>
    log.debug({ route, timeToReset, global }, "waiting for a rate limit"),
  );
}

/** One line when a connection is lost and one when it is back: discord.js tries twice a second in between. */
function watchOutages(client: Client, log: Logger, stopping: AbortSignal): void {
  const lost = new Set<number>();
  const isBack = (shard: number): void => {
    if (lost.delete(shard)) log.info({ shard }, "the connection is back");
  };
  client.on(Events.ShardReconnecting, (shard) => {
    if (!lost.has(shard) && !stopping.aborted) log.warn({ shard }, "the connection is lost, reconnecting");
    lost.add(shard);
  });
  client.on(Events.ShardResume, isBack);
  client.on(Events.ShardReady, isBack);
}
