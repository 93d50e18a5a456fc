import { sleep } from "../../../async/sleep.ts";
import type { Logger } from "../../../log.ts";
import { isTemporary, type TokenName, toPlatformError } from "../errors.ts";
import { TIMES } from "../limits.ts";

interface Retrying {
  readonly log: Logger;
  /** Aborting it ends the waiting. */
  readonly signal: AbortSignal;
  /** The token that the attempt uses, for the advice. */
  readonly token: TokenName;
  /** Also try again after a refusal that time alone does not mend, for a program that already runs. */
  readonly always?: boolean;
}

/**
 * Attempts until it works, with pauses from one second up to a minute. Undefined if the signal was aborted. Rejects
 * with a PlatformError if Slack refuses for a reason that waiting cannot mend.
 */
export async function retry<Result>(
  attempt: () => Promise<Result>,
  { log, signal, token, always = false }: Retrying,
): Promise<Result | undefined> {
  for (let pause: number = TIMES.firstRetry; !signal.aborted; pause = Math.min(pause * 2, TIMES.lastRetry)) {
    try {
      return await attempt();
    } catch (error) {
      const failure = toPlatformError(error, token);
      if (!always && !isTemporary(error)) throw failure;
      log.warn({ code: failure.code, again: `in ${pause / 1000} s` }, failure.message);
      await sleep(pause, signal);
    }
  }
  return undefined;
}
