import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";

/** How many addresses are remembered, with when their content was first seen; the oldest are dropped first. */
const MOST = 500;
const SECOND_MS = 1000;

/** One version of a page: what the client has, or what it would get. */
interface Version {
  readonly etag: string;
  /** Absent for pages that look different to each person. */
  readonly modified?: Date;
}

/**
 * Answers 304 to who has the same already: every whole answer has an ETag made of its content, and a Last-Modified, which is when this
 * process first saw that content at the address. Nobody keeps an answer without asking again, unless it says so itself.
 */
export function conditional(now: () => Date): MiddlewareHandler {
  const seen = new Map<string, Required<Version>>();

  /** In whole seconds, as a header says it: content that follows other content within a second counts as a second later. */
  function versionOf(address: string, etag: string): Required<Version> {
    const before = seen.get(address);
    const second = Math.floor(now().getTime() / SECOND_MS) * SECOND_MS;
    const version =
      before?.etag === etag
        ? before
        : { etag, modified: new Date(Math.max(second, before ? before.modified.getTime() + SECOND_MS : 0)) };
    seen.delete(address);
    seen.set(address, version);
    for (const oldest of seen.keys()) if (seen.size > MOST) seen.delete(oldest);
    return version;
  }

  return async (context, next) => {
    await next();
    const { req, res } = context;
    const isWhole = res.status === 200 && !res.headers.has("etag") && !res.headers.has("set-cookie");
    if (!isWhole || (req.method !== "GET" && req.method !== "HEAD")) return;
    const body = await res.arrayBuffer();
    const hash = createHash("sha256").update(new Uint8Array(body)).digest("base64url").slice(0, 22);
    const headers = new Headers(res.headers);
    const etag = `"${hash}"`;
    const version: Version = isOfOne(headers) ? { etag } : versionOf(req.url, etag);
    headers.set("etag", version.etag);
    if (version.modified) headers.set("last-modified", version.modified.toUTCString());
    if (!headers.has("cache-control")) headers.set("cache-control", "no-cache");
    const isKnown = isCurrent(version, req.header("if-none-match"), req.header("if-modified-since"));
    if (isKnown) for (const name of ["content-type", "content-length"]) headers.delete(name);
    // What is set would be merged with what is there.
    context.res = undefined;
    context.res = isKnown ? new Response(null, { status: 304, headers }) : new Response(body, { headers });
  };
}

/** Whether the page is one person's own, so that a date says nothing about it. */
function isOfOne(headers: Headers): boolean {
  return headers.has("vary") && (headers.get("cache-control")?.startsWith("private") ?? false);
}

/** Whether the client has this version (RFC 9110, 13.2.2): where it names tags, dates don't count. */
function isCurrent(
  { etag, modified }: Version,
  tags: string | undefined,
  since: string | undefined,
): boolean {
  if (tags !== undefined) return tags.trim() === "*" || (tags.match(/"[^"]*"/g)?.includes(etag) ?? false);
  const at = since === undefined ? Number.NaN : Date.parse(since);
  return modified !== undefined && modified.getTime() <= at;
}
