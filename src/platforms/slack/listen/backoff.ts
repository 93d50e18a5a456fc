import { backoff } from "../../../async/backoff.ts";
import { retry } from "../../../async/retry.ts";
import type { Logger } from "../../../log.ts";
import { isTemporary, type TokenName, toPlatformError } from "../errors.ts";
import { TIMES } from "../limits.ts";

interface Retrying {
  readonly log: Logger;
  /** Aborting it ends the waiting. */
  readonly signal: AbortSignal;
  /** The token that the attempt uses, for the advice. */
  readonly token: TokenName;
  /** Retry even after a refusal that will not pass by itself, for a program that already runs. */
  readonly always?: boolean;
}

/**
 * Retries until it works, with pauses from one second up to a minute. Undefined if the signal was aborted. Rejects with
 * a PlatformError if Slack refuses for a reason that will not pass.
 */
export function retrySlack<Result>(
  attempt: () => Promise<Result>,
  { log, signal, token, always = false }: Retrying,
): Promise<Result | undefined> {
  return retry(async () => (signal.aborted ? undefined : attempt()), {
    signal,
    waitAfter(error, earlier) {
      const failure = toPlatformError(error, token);
      if (!always && !isTemporary(error)) throw failure;
      const wait = backoff(RETRY, earlier);
      log.warn({ code: failure.code, retryInMs: wait }, failure.message);
      return wait;
    },
  });
}

const RETRY = { firstMs: TIMES.firstRetry, longestMs: TIMES.lastRetry };
