import { webApi } from "@slack/bolt";
import { PostError, type PostFailure } from "../../../chat/poster.ts";
import { isNotInChannel, isTemporary, toPlatformError } from "../errors.ts";

/**
 * Whatever a post was answered with, as a PostError. Slack has no way to send the same post again safely, so only what
 * surely posted nothing may be tried again; all else is `uncertain`. `botName` is for the command that invites it.
 */
export function toPostError(error: unknown, botName: string): PostError {
  if (error instanceof PostError) return error;
  const kind = kindOf(error);
  const retryAfterMs = error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter * 1000 : undefined;
  return new PostError(kind, explain(kind, error, botName), {
    cause: error,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

function kindOf(error: unknown): PostFailure {
  if (error instanceof webApi.WebAPIRateLimitedError) return "retry";
  if (error instanceof webApi.WebAPIPlatformError) return kindOfRefusal(error);
  // Slack itself answers with 200 and 429: another 4xx comes from something in between, which did not let it through.
  if (error instanceof webApi.WebAPIHTTPError) {
    const { statusCode } = error;
    return statusCode >= 400 && statusCode < 500 && statusCode !== 408 ? "retry" : "uncertain";
  }
  return error instanceof webApi.WebAPIRequestError && isUnsent(error.original) ? "retry" : "uncertain";
}

/** With these, says Slack, some of the work may have been done. */
const PERHAPS_DONE: ReadonlySet<string> = new Set(["fatal_error", "internal_error", "service_unavailable"]);

function kindOfRefusal(error: webApi.WebAPIPlatformError): PostFailure {
  const code = error.data.error;
  // Slack's client gives an answer that is no JSON as if it were a code.
  if (PERHAPS_DONE.has(code) || !/^[a-z][a-z_]*$/.test(code)) return "uncertain";
  return isTemporary(error) ? "retry" : "gone";
}

/** The system calls that come before anything is sent. */
const CONNECTING: ReadonlySet<unknown> = new Set(["connect", "getaddrinfo"]);

// The error of the socket is at the end of the chain of causes; where several addresses were tried, one for each.
function isUnsent(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isUnsent);
  if (!(error instanceof Error)) return false;
  if ("syscall" in error && CONNECTING.has(error.syscall)) return true;
  if ("code" in error && error.code === "UND_ERR_CONNECT_TIMEOUT") return true;
  return isUnsent(error.cause);
}

function explain(kind: PostFailure, error: unknown, botName: string): string {
  const { code, message } = toPlatformError(error);
  if (kind === "uncertain")
    return `Slack's answer was lost (${code.slice(0, 40)}); the message may be there or not.`;
  if (isNotInChannel(error)) return `I am not in that channel. Write “/invite @${botName}” there.`;
  if (code.startsWith("restricted_action")) {
    return "Only some people may post in that channel. Ask whoever manages it to let me post there, too.";
  }
  return message;
}
