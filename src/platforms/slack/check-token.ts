import type { webApi } from "@slack/bolt";
import { toPlatformError } from "./errors.ts";

/** What Slack answers to a token that it takes no more. Only that: a network that is down says nothing of the token. */
const REFUSALS: ReadonlySet<string> = new Set([
  "invalid_auth",
  "not_authed",
  "token_revoked",
  "token_expired",
  "account_inactive",
]);

/**
 * Asks Slack whether it still takes the token, because a socket stays open without it. Returns what to do where it does not;
 * never rejects. The client must not try again by itself.
 */
export async function checkToken(client: webApi.WebClient): Promise<string | undefined> {
  try {
    await client.auth.test();
    return undefined;
  } catch (error) {
    const problem = toPlatformError(error);
    return REFUSALS.has(problem.code) ? problem.message : undefined;
  }
}
