import { DiscordAPIError, RateLimitError } from "discord.js";
import { PostError } from "../../../chat/poster.ts";
import { PlatformError } from "../../../errors.ts";
import { explain } from "../errors.ts";

/**
 * What a failed request means for the message in it. `onWire` says whether the request was handed to the network and
 * no answer to it is known: what Discord does not refuse in so many words may then have been done.
 */
export function postFailure(error: unknown, onWire: boolean): PostError {
  if (error instanceof PostError) return error;
  if (error instanceof RateLimitError) {
    const retryAfterMs = Math.max(error.retryAfter, error.timeToReset);
    return new PostError("retry", "Discord asks for fewer messages.", { cause: error, retryAfterMs });
  }
  const problem = explain(error);
  const fail = (kind: PostError["kind"]): PostError =>
    new PostError(kind, problem.message, { cause: problem });
  if (error instanceof DiscordAPIError) return fail(isGone(error) ? "gone" : "retry");
  return fail(onWire && !neverArrived(error) ? "uncertain" : "retry");
}

/** Discord's own code of what went wrong, e.g. "50013"; or Node's. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof PostError && error.cause instanceof PlatformError ? error.cause.code : undefined;
}

/** A refusal that stands until a person changes something in that channel. */
function isGone({ status, code }: DiscordAPIError): boolean {
  if (GONE.has(Number(code))) return true;
  // Without a code of Discord's own it is not about the channel: a wrong address, or a proxy in between.
  return (status === 403 || status === 404) && Number(code) > 0 && !PASSING.has(Number(code));
}

/** Refusals with the status 400: the channel takes no messages of this kind, or the thread is closed. */
const GONE = new Set([40058, 50008, 50024, 50068, 50083, 160005]);

/** "Internal network error": from Discord's own front, with the status 403. */
const PASSING = new Set([40333]);

/** No connection came about, so nothing can have been sent. */
function neverArrived(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(neverArrived);
  if (!(error instanceof Error)) return false;
  if ("code" in error && error.code === "UND_ERR_CONNECT_TIMEOUT") return true;
  return "syscall" in error && (error.syscall === "connect" || error.syscall === "getaddrinfo");
}
