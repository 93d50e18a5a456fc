import { webApi } from "@slack/bolt";
import type { Logger } from "../../log.ts";
import { boltLogger } from "./bolt-log.ts";
import { toPlatformError } from "./errors.ts";
import { TIMES } from "./limits.ts";

/** For every client: Slack's address, and the time limit of a request. */
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
    // One time limit for everything, response_url included: neither Slack's client nor Bolt sets any.
    fetch: (url, init) => fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(TIMES.request) }),
  };
}

/** A client that never retries by itself. */
export function patientClient(token: string, options: webApi.WebClientOptions): webApi.WebClient {
  return new webApi.WebClient(token, {
    ...options,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
}

/** The bot's own identity. */
export function identify(token: string, options: webApi.WebClientOptions): Promise<webApi.AuthTestResponse> {
  return new webApi.WebClient(token, { ...options, retryConfig: { retries: 0 } }).auth.test();
}

/**
 * Slack's answers to a token that it no longer accepts, and nothing else: a network that is down says nothing about the
 * token.
 */
const REFUSALS: ReadonlySet<string> = new Set([
  "invalid_auth",
  "not_authed",
  "token_revoked",
  "token_expired",
  "account_inactive",
]);

/**
 * Asks Slack whether it still accepts the token, since a socket stays open without it. Resolves to what to do if not;
 * never rejects. The client must not retry by itself.
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
