import { describe, expect, it } from "vitest";
import { requestedWait } from "../../../../src/papers/sources/http/requested-wait.ts";

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
