import type { ClientOptions } from "discord.js";
import type { Replicas } from "../../../chat/replicas/replicas.ts";
import { LEASES } from "./share.ts";

/** Discord accepts so many sessions at once, and the next ones after this, in milliseconds. */
const BETWEEN_MS = 5000;

type BuildIdentifyThrottler = NonNullable<NonNullable<ClientOptions["ws"]>["buildIdentifyThrottler"]>;

/**
 * Keeps the limit on new sessions for all processes with this bot together: shards with the same rest by `max_concurrency` wait for
 * each other.
 */
export function identifyThrottle(replicas: Replicas): BuildIdentifyThrottler {
  return async (manager) => {
    const { session_start_limit: limit } = await manager.fetchGatewayInformation();
    return {
      waitForIdentify: (shard, signal) =>
        replicas.turn(`${LEASES}identify ${shard % limit.max_concurrency}`, BETWEEN_MS, signal),
    };
  };
}
