import { DAY_MS } from "../../../time/day.ts";

/**
 * How long a server asks to be left alone, in milliseconds, at most a day: `Retry-After` in seconds or as a date,
 * Zotero's `Backoff`, or what a `RateLimit: "api";r=0;t=55` says about the window. Undefined if it does not say.
 */
export function requestedWait(
  headers: { get(name: string): string | null },
  now: number,
): number | undefined {
  const retryAfter = (headers.get("retry-after") ?? headers.get("backoff"))?.trim() ?? "";
  if (/^\d+$/.test(retryAfter)) return bounded(Number(retryAfter) * 1000);
  const date = Date.parse(retryAfter);
  if (!Number.isNaN(date)) return bounded(date - now);
  const limit = headers.get("ratelimit") ?? "";
  const seconds = /;\s*t=(\d+)/.exec(limit)?.[1];
  return seconds !== undefined && /;\s*r=0\b/.test(limit) ? bounded(Number(seconds) * 1000) : undefined;
}

function bounded(ms: number): number {
  return Math.min(Math.max(ms, 0), DAY_MS);
}
