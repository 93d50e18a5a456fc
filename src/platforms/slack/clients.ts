import { webApi } from "@slack/bolt";
import type { Logger } from "../../log.ts";
import { boltLogger } from "./bolt-log.ts";
import { toPlatformError } from "./errors.ts";
import { TIMES } from "./limits.ts";

/** For every client: where Slack is, and how long it may take. */
export function webClientOptions({
  apiUrl,
  log,
}: {
  readonly apiUrl?: string | undefined;
  readonly log: Logger;
}): webApi.WebClientOptions {
  return {
    ...(apiUrl && { slackApiUrl: apiUrl.endsWith("/") ? apiUrl : `${apiUrl}/` }),
    logger: boltLogger(log),
    retryConfig: { retries: 2 },
    // One limit for everything, response_url included: neither Slack's client nor Bolt sets any.
    fetch: (url, init) => fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(TIMES.request) }),
  };
}

/** One that tries nothing again by itself. */
export function patientClient(token: string, options: webApi.WebClientOptions): webApi.WebClient {
  return new webApi.WebClient(token, {
    ...options,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
}

/** Who the bot is. */
export function identify(token: string, options: webApi.WebClientOptions): Promise<webApi.AuthTestResponse> {
  return new webApi.WebClient(token, { ...options, retryConfig: { retries: 0 } }).auth.test();
}

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
