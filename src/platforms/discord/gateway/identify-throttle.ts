import type { ClientOptions } from "discord.js";
import { type Backoff, backoff } from "../../../async/backoff.ts";
import { retry } from "../../../async/retry.ts";
import type { Replicas } from "../../../chat/replicas/replicas.ts";
import { LEASES } from "./share.ts";

/** Discord accepts so many sessions at once, and the next ones after this, in milliseconds. */
const BETWEEN_MS = 5000;

/** The waits until the database is asked again. */
const RETRY: Backoff = { firstMs: 100, longestMs: 5000, jitter: 0.5 };

type BuildIdentifyThrottler = NonNullable<NonNullable<ClientOptions["ws"]>["buildIdentifyThrottler"]>;

/**
 * Keeps the limit on new sessions for all processes with this bot together: shards with the same rest by `max_concurrency` wait for
 * each other. While the database can't be asked, they wait: if this rejected, the client would make a second connection and identify
 * on it before it is open, which ends the process.
 */
export function identifyThrottle(replicas: Pick<Replicas, "turn">): BuildIdentifyThrottler {
  return async (manager) => {
    const { session_start_limit: limit } = await manager.fetchGatewayInformation();
    return {
      async waitForIdentify(shard, signal) {
        const name = `${LEASES}identify ${shard % limit.max_concurrency}`;
        await retry(() => replicas.turn(name, BETWEEN_MS, signal), {
          signal,
          waitAfter: (_, earlier) => (signal.aborted ? undefined : backoff(RETRY, earlier, Math.random())),
        });
      },
    };
  };
}
