import { setTimeout } from "node:timers/promises";
import type { webApi } from "@slack/bolt";
import type { Logger } from "../../../log.ts";
import { toPlatformError } from "../errors.ts";
import { TIMES } from "../limits.ts";

/** Whether a user runs the workspace. Never rejects. */
export type IsAdmin = (client: webApi.WebClient, user: string) => Promise<boolean>;

const CAPACITY = 1_000;

/**
 * Asks Slack once per person and some minutes. Whoever cannot be looked up in time is not an administrator. `now` is in
 * milliseconds. Needs the scope users:read.
 */
export function createIsAdmin(now: () => number, log: Logger): IsAdmin {
  const known = new Map<string, { admin: Promise<boolean>; at: number }>();
  return (client, user) => {
    const entry = known.get(user);
    if (entry && entry.at > now() - TIMES.adminMemory) return entry.admin;
    if (known.size >= CAPACITY) known.clear();
    const admin = Promise.race([lookUp(client, user), timeout()]).catch((error: unknown) => {
      log.warn({ err: toPlatformError(error) }, "could not look up whether somebody is an administrator");
      known.delete(user);
      return false;
    });
    known.set(user, { admin, at: now() });
    return admin;
  };
}

async function lookUp(client: webApi.WebClient, user: string): Promise<boolean> {
  const { user: found } = await client.users.info({ user });
  return found?.is_admin === true || found?.is_owner === true;
}

async function timeout(): Promise<never> {
  await setTimeout(TIMES.adminLookup, undefined, { ref: false });
  throw new Error(`no answer within ${TIMES.adminLookup} ms`);
}
