import { expect, it } from "vitest";
import { exitStatusOf, exitStatusWithout } from "../../src/cli/exit-status.ts";
import { ConfigError, PlatformError, StoreError, UserError } from "../../src/errors.ts";

const refused = new PlatformError("slack", "invalid_auth", "Slack doesn't accept the token.");
const taken = new PlatformError("slack", "EADDRINUSE", "Port 3000 can't be used.");

it("tells bad settings, which no restart mends, from everything else", () => {
  expect(exitStatusOf(new ConfigError("Fix these settings."))).toBe(78);
  expect(exitStatusOf(new UserError("--days takes a number."))).toBe(2);
  expect(exitStatusOf(new StoreError("It is locked.", { reason: "locked" }))).toBe(1);
  expect(exitStatusOf(new Error("oops"))).toBe(1);
});

it("gives up on tokens that every platform refuses, and not where a port is taken", () => {
  expect(exitStatusWithout([refused])).toBe(78);
  expect(exitStatusWithout([refused, new ConfigError("no token")])).toBe(78);
  expect(exitStatusWithout([refused, taken])).toBe(1);
  expect(exitStatusWithout([new Error("oops")])).toBe(1);
  expect(exitStatusWithout([])).toBe(1);
});
