import { webApi } from "@slack/bolt";
import { PostError, type PostFailure } from "../../../chat/poster.ts";
import { isNotInChannel, toPlatformError } from "../errors.ts";

/**
 * A failed post as a PostError. Slack has no way to send the same post again safely, so only what surely posted nothing
 * may be retried; all else is `uncertain`. `botName` is for the command that invites it.
 */
export function toPostError(error: unknown, botName: string): PostError {
  if (error instanceof PostError) return error;
  const kind = kindOf(error);
  const retryAfterMs = error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter * 1000 : undefined;
  return new PostError(kind, explain(kind, error, botName), {
    cause: error,
    forOperator: toPlatformError(error).message,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

function kindOf(error: unknown): PostFailure {
  if (error instanceof webApi.WebAPIRateLimitedError) return "retry";
  if (error instanceof webApi.WebAPIPlatformError) return kindOfRefusal(error);
  // Slack itself answers with 200 and 429: another 4xx comes from something in between, which did not let the request through.
  if (error instanceof webApi.WebAPIHTTPError) {
    const { statusCode } = error;
    return statusCode >= 400 && statusCode < 500 && statusCode !== 408 ? "retry" : "uncertain";
  }
  return error instanceof webApi.WebAPIRequestError && isUnsent(error.original) ? "retry" : "uncertain";
}

/** Some of the work may have been done in these cases, says Slack. */
const PERHAPS_DONE: ReadonlySet<string> = new Set(["fatal_error", "internal_error", "service_unavailable"]);

function kindOfRefusal(error: webApi.WebAPIPlatformError): PostFailure {
  const code = error.data.error;
  // Slack's client returns an answer that is not JSON as if it were a code.
  if (PERHAPS_DONE.has(code) || !/^[a-z][a-z_]*$/.test(code)) return "uncertain";
  if (code.startsWith("restricted_action")) return "channel";
  // An unknown refusal stops nothing: it is retried while the day is open, and is in the log.
  return SCOPES.get(code) ?? "retry";
}

/** The scope of Slack's refusals of chat.postMessage. Those that are missing pass by themselves. */
const SCOPES: ReadonlyMap<string, PostFailure> = new Map([
  ...[
    "access_denied",
    "account_inactive",
    "ekm_access_denied",
    "enterprise_is_restricted",
    "invalid_auth",
    "missing_scope",
    "no_permission",
    "not_allowed_token_type",
    "not_authed",
    "org_login_required",
    "team_access_not_granted",
    "token_expired",
    "token_revoked",
    "two_factor_setup_required",
  ].map((code) => [code, "token"] as const),
  ...[
    "attachment_payload_limit_exceeded",
    "invalid_arg_name",
    "invalid_arguments",
    "invalid_array_arg",
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_charset",
    "invalid_form_data",
    "invalid_json",
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "invalid_text",
    "json_not_object",
    "markdown_text_conflict",
    "metadata_too_large",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_text",
    "too_many_attachments",
  ].map((code) => [code, "payload"] as const),
  ...[
    "cannot_reply_to_message",
    "channel_not_found",
    "is_archived",
    "is_inactive",
    "messages_tab_disabled",
    "not_in_channel",
    "team_not_found",
    "thread_not_found",
  ].map((code) => [code, "channel"] as const),
]);

/** The system calls that precede any sending. */
const CONNECTING: ReadonlySet<unknown> = new Set(["connect", "getaddrinfo"]);

// The socket's error is at the end of the chain of causes; where several addresses were tried, there is one for each.
function isUnsent(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isUnsent);
  if (!(error instanceof Error)) return false;
  if ("syscall" in error && CONNECTING.has(error.syscall)) return true;
  if ("code" in error && error.code === "UND_ERR_CONNECT_TIMEOUT") return true;
  return isUnsent(error.cause);
}

/** In words for members of the channel; what the operator has to know is kept apart. */
function explain(kind: PostFailure, error: unknown, botName: string): string {
  const { code, message } = toPlatformError(error);
  if (kind !== "channel") return FOR_MEMBERS[kind];
  if (isNotInChannel(error)) return `I'm not in that channel. Type “/invite @${botName}” there.`;
  if (code.startsWith("restricted_action")) {
    return "Only some people can post in that channel. Ask its managers to let me post there.";
  }
  return message;
}

const FOR_MEMBERS: Readonly<Record<Exclude<PostFailure, "channel">, string>> = {
  retry: "Slack couldn't accept the post.",
  uncertain: "Slack's answer was lost.",
  token: "Slack doesn't accept the bot at the moment. The bot's operator has to fix that.",
  payload: "Slack refused this post.",
};
