import { RespondError, webApi } from "@slack/bolt";
import { messageOf, PlatformError } from "../../errors.ts";

/** The setting that a request depends on, so that the advice can name it. */
export type TokenName = "SLACK_BOT_TOKEN" | "SLACK_APP_TOKEN";

/** An error met while talking to Slack, as a PlatformError whose message says what it means and what to do. */
export function toPlatformError(error: unknown, token: TokenName = "SLACK_BOT_TOKEN"): PlatformError {
  if (error instanceof PlatformError) return error;
  const code = codeOf(error);
  return new PlatformError("slack", code, explain(code, error, token), { cause: error });
}

/** Whether trying again later may help: after an outage or a rate limit, but not with a wrong setting. */
export function isTemporary(error: unknown): boolean {
  return !(error instanceof webApi.WebAPIPlatformError) || TEMPORARY.has(error.data.error);
}

/** Whether Slack refused to post because the bot is not in the channel. */
export function isNotInChannel(error: unknown): boolean {
  return ["not_in_channel", "channel_not_found"].includes(codeOf(error));
}

/** Whether a response_url is of no more use: used five times, half an hour old, or its message is gone. */
export function isExpired(error: unknown): boolean {
  return error instanceof RespondError && error.statusCode >= 400 && error.statusCode < 429;
}

/** How long Slack asks to be left alone, in milliseconds; undefined if it does not say. */
export function retryAfterMs(error: unknown): number | undefined {
  return error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter * 1000 : undefined;
}

/** Slack's own code, the HTTP status, or the network's code ("ECONNREFUSED"). */
function codeOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
  if (error instanceof webApi.WebAPIHTTPError || error instanceof RespondError) return `${error.statusCode}`;
  if (error instanceof webApi.WebAPIRateLimitedError) return "ratelimited";
  return networkCode(error instanceof webApi.WebAPIRequestError ? error.original : error);
}

// fetch wraps the socket's error: the meaningful code is at the end of the chain of causes.
function networkCode(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if (error.name === "TimeoutError") return "ETIMEDOUT";
  if (error.cause instanceof Error) return networkCode(error.cause);
  return "code" in error && typeof error.code === "string" ? error.code : "unknown";
}

const TEMPORARY: ReadonlySet<string> = new Set([
  "accesslimited",
  "fatal_error",
  "internal_error",
  "rate_limited",
  "ratelimited",
  "request_timeout",
  "service_unavailable",
  "team_added_to_org",
]);

const TOKEN_ADVICE: Readonly<Record<TokenName, string>> = {
  SLACK_BOT_TOKEN:
    "Copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions at api.slack.com/apps into SLACK_BOT_TOKEN.",
  SLACK_APP_TOKEN:
    "Make an app-level token (xapp-…) with the scope connections:write under Basic Information at api.slack.com/apps, and put it into SLACK_APP_TOKEN.",
};

/** What the person who set up the app does about a missing scope. */
export const REINSTALL =
  "Paste what `npm start -- slack manifest` prints into App Manifest at api.slack.com/apps, then reinstall the app.";

function explain(code: string, error: unknown, token: TokenName): string {
  switch (code) {
    case "invalid_auth":
    case "not_authed":
    case "not_allowed_token_type":
      return `Slack doesn't accept the token. ${TOKEN_ADVICE[token]}`;
    case "token_revoked":
    case "token_expired":
    case "account_inactive":
      return `Slack has withdrawn the token, perhaps because the app was removed. Install it again. ${TOKEN_ADVICE[token]}`;
    case "missing_scope":
      return `Slack wants the scope ${neededScope(error)} for this. ${
        token === "SLACK_APP_TOKEN" ? TOKEN_ADVICE[token] : REINSTALL
      }`;
    case "not_in_channel":
    case "channel_not_found":
      return "The bot is not in that channel. Write /invite and its name there.";
    case "is_archived":
      return "That channel is archived.";
    case "msg_blocks_too_long":
    case "invalid_blocks":
      return "Slack refused the layout of an answer. This is a bug in Paperboy. Report it.";
    case "rate_limited":
    case "ratelimited":
    case "429":
      return "Slack asks for fewer requests. The bot slows down by itself.";
    default:
      return NETWORK.test(code)
        ? `Slack can't be reached (${code}). Check this machine's network and SLACK_API_URL.`
        : `Slack refused a request (${code}): ${messageOf(error)}.`;
  }
}

const NETWORK = /^(E[A-Z_]+|UND_ERR_.*|5\d\d)$/;

function neededScope(error: unknown): string {
  const needed = error instanceof webApi.WebAPIPlatformError && "needed" in error.data && error.data.needed;
  return typeof needed === "string" ? needed : "that it does not have";
}
