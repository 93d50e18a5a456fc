import { describe, expect, it } from "vitest";
import { backoff, cooldown, requestedWait } from "../../../../src/papers/sources/http/retry.ts";

const NOW = Date.parse("2026-11-20T09:00:00Z");

describe("requestedWait", () => {
  it.each([
    [{ "retry-after": "120" }, 120_000],
    [{ "retry-after": "Fri, 20 Nov 2026 09:01:00 GMT" }, 60_000],
    [{ "retry-after": "Fri, 20 Nov 2026 08:00:00 GMT" }, 0],
    [{ "retry-after": "99999999" }, 86_400_000],
    [{ "retry-after": "soon" }, undefined],
    [{ backoff: "30" }, 30_000],
    [{ ratelimit: '"api";r=0;t=55' }, 55_000],
    [{ ratelimit: '"api";r=12;t=55' }, undefined],
    [{}, undefined],
  ])("%j is %s ms", (headers, wait) => {
    expect(requestedWait(new Headers(headers as Record<string, string>), NOW)).toBe(wait);
  });
});

describe("backoff", () => {
  it("doubles up to the most, and spreads over all of it", () => {
    expect([0, 1, 2, 3, 9].map((earlier) => backoff([100, 1000], earlier, 1))).toEqual([
      100, 200, 400, 800, 1000,
    ]);
    expect(backoff([100, 1000], 2, 0.25)).toBe(100);
    expect(backoff([100, 1000], 10_000, 0.5)).toBe(500);
  });
});

describe("cooldown", () => {
  it("is never nothing", () => {
    expect([0, 0.5, 1].map((random) => cooldown([100, 1000], 1, random))).toEqual([100, 150, 200]);
  });
});
