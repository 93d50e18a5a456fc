import { webApi } from "@slack/bolt";
import { expect, it } from "vitest";
import { PostError } from "../../../../src/chat/poster.ts";
import { toPostError } from "../../../../src/platforms/slack/post/failure.ts";

const refused = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error });
const status = (code: number) => new webApi.WebAPIHTTPError(code, "Odd", {});
const fetchFailed = (cause: Error) => new webApi.WebAPIRequestError(new TypeError("fetch failed", { cause }));
const socketError = (code: string, syscall: string) => Object.assign(new Error(code), { code, syscall });

it.each([
  ["a rate limit", new webApi.WebAPIRateLimitedError(30), "retry"],
  ["a rate limit as a refusal", refused("rate_limited"), "retry"],
  ["a refused connection", fetchFailed(socketError("ECONNREFUSED", "connect")), "retry"],
  [
    "refused connections to each address",
    fetchFailed(
      new AggregateError([socketError("ECONNREFUSED", "connect"), socketError("ENETUNREACH", "connect")]),
    ),
    "retry",
  ],
  ["a name that is not known", fetchFailed(socketError("ENOTFOUND", "getaddrinfo")), "retry"],
  [
    "a slow connection",
    fetchFailed(Object.assign(new Error("slow"), { code: "UND_ERR_CONNECT_TIMEOUT" })),
    "retry",
  ],
  ["a proxy that wants a password", status(407), "retry"],
  ["an unknown channel", refused("channel_not_found"), "channel"],
  ["no membership", refused("not_in_channel"), "channel"],
  ["an archived channel", refused("is_archived"), "channel"],
  ["a restricted channel", refused("restricted_action_read_only_channel"), "channel"],
  ["a missing scope", refused("missing_scope"), "token"],
  ["a wrong token", refused("invalid_auth"), "token"],
  ["a removed app", refused("account_inactive"), "token"],
  ["a new refusal", refused("brand_new_error"), "retry"],
  ["a withdrawn token", refused("token_revoked"), "token"],
  ["a refused layout", refused("invalid_blocks"), "payload"],
  ["a text that is too long", refused("msg_too_long"), "payload"],
  ["a broken connection", fetchFailed(socketError("ECONNRESET", "read")), "uncertain"],
  [
    "connections of which one broke late",
    fetchFailed(
      new AggregateError([socketError("ECONNREFUSED", "connect"), socketError("ECONNRESET", "read")]),
    ),
    "uncertain",
  ],
  ["no connection at all, it seems", fetchFailed(new AggregateError([])), "uncertain"],
  ["no answer", new webApi.WebAPIRequestError(new DOMException("too slow", "TimeoutError")), "uncertain"],
  ["a failure of Slack's", status(500), "uncertain"],
  ["a timeout of a proxy", status(408), "uncertain"],
  ["half done work", refused("internal_error"), "uncertain"],
  ["an answer that is no JSON", refused("<html>"), "uncertain"],
  ["an empty answer", refused(""), "uncertain"],
  ["anything else", new Error("odd"), "uncertain"],
])("%s", (_, error, kind) => {
  expect(toPostError(error, "paperboy")).toMatchObject({ kind, cause: error });
});

it("says how long Slack wants to be left alone", () => {
  expect(toPostError(new webApi.WebAPIRateLimitedError(30), "paperboy").retryAfterMs).toBe(30_000);
  expect(toPostError(status(500), "paperboy").retryAfterMs).toBeUndefined();
});

it("leaves a PostError as it is", () => {
  const error = new PostError("retry", "later");
  expect(toPostError(error, "paperboy")).toBe(error);
});
