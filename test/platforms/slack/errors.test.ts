import { RespondError, webApi } from "@slack/bolt";
import { describe, expect, it } from "vitest";
import { PlatformError } from "../../../src/errors.ts";
import { isExpired, isTemporary, toPlatformError } from "../../../src/platforms/slack/errors.ts";

const refused = (error: string, more: object = {}) =>
  new webApi.WebAPIPlatformError({ ok: false, error, ...more });
const timedOut = new DOMException("too slow", "TimeoutError");
const unreachable = new webApi.WebAPIRequestError(
  new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }) }),
);

describe("toPlatformError", () => {
  it.each([
    [refused("invalid_auth"), "invalid_auth", "SLACK_BOT_TOKEN"],
    [refused("token_revoked"), "token_revoked", "Install it again"],
    [refused("missing_scope", { needed: "im:history" }), "missing_scope", "im:history"],
    [refused("not_in_channel"), "not_in_channel", "/invite"],
    [refused("is_archived"), "is_archived", "archived"],
    [refused("msg_blocks_too_long"), "msg_blocks_too_long", "Report it"],
    [refused("brand_new_error"), "brand_new_error", "brand_new_error"],
    [new webApi.WebAPIRateLimitedError(30), "ratelimited", "fewer requests"],
    [new webApi.WebAPIHTTPError(503, "Unavailable", {}), "503", "can't be reached"],
    [new RespondError("gone", 404), "404", "404"],
    [unreachable, "ECONNREFUSED", "SLACK_API_URL"],
    [timedOut, "ETIMEDOUT", "can't be reached"],
    ["odd", "unknown", "odd"],
  ])("%s has its code and says what to do", (error, code, words) => {
    const explained = toPlatformError(error);
    expect(explained).toMatchObject({ platform: "slack", code, cause: error });
    expect(explained.message).toContain(words);
  });

  it("names the token that was used", () => {
    expect(toPlatformError(refused("invalid_auth"), "SLACK_APP_TOKEN").message).toContain(
      "connections:write",
    );
    expect(toPlatformError(refused("missing_scope"), "SLACK_APP_TOKEN").message).toContain(
      "connections:write",
    );
  });

  it("leaves a PlatformError as it is", () => {
    const error = new PlatformError("slack", "x", "y");
    expect(toPlatformError(error)).toBe(error);
  });
});

it.each([
  [refused("invalid_auth"), false],
  [refused("something_new"), false],
  [refused("internal_error"), true],
  [unreachable, true],
  [new webApi.WebAPIHTTPError(503, "Unavailable", {}), true],
])("%s may pass with time: %s", (error, expected) => expect(isTemporary(error)).toBe(expected));

it.each([
  [404, true],
  [410, true],
  [429, false],
  [500, false],
])("a response_url that answers %i is of no use any more: %s", (status, expected) => {
  expect(isExpired(new RespondError("no", status))).toBe(expected);
});
