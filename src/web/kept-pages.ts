import type { Context, MiddlewareHandler } from "hono";
import { createRecent } from "../async/recent.ts";
import { utcDay } from "../time/day.ts";
import type { WebParts } from "./parts.ts";

/** A cached page. */
interface KeptPage {
  readonly body: ArrayBuffer;
  readonly headers: Headers;
}

/** The first steps of the paths that say the same to everybody, papers apart: who reads lists often is not to wait for who reads many papers. */
const LISTS =
  /^\/(?:$|(?:day|week|month|trending|author|category|categories|charts)(?:\/|$)|(?:search\/)?feed\.)/u;
const PAPERS = /^\/paper\//u;

/**
 * How long a page may stay as it was: as long as a running bot takes to see what another process brought in. So many readers of a
 * list cost as much as one.
 */
const FOR_MS = 15_000;
/** Pages cached of each kind: lists have some 35 kB, feeds up to 400. */
const MOST = 60;

/** Thrown for what must not be cached: made for one visitor, or no page. */
class NotKept extends Error {}

/**
 * Caches public pages for a moment, and renders each once for all who ask at the same time. Never for a request with one
 * of our cookies, and never what is not the same for everybody: channels', people's and admins' pages are not among the paths.
 */
export function keepPages({ services, elapsed = () => performance.now() }: WebParts): MiddlewareHandler {
  const kept = { forMs: FOR_MS, most: MOST, now: elapsed };
  const [lists, papers] = [createRecent<KeptPage>(kept), createRecent<KeptPage>(kept)];
  return async (context, next) => {
    const { path, url, method } = context.req;
    const recent = LISTS.test(path) ? lists : PAPERS.test(path) ? papers : undefined;
    const isPlain = (method === "GET" || method === "HEAD") && !hasOurCookie(context);
    if (!recent || !isPlain) return next();
    const { revision } = services.library;
    let isMaker = false;
    const make = async (): Promise<KeptPage> => {
      isMaker = true;
      await next();
      return pageOf(context.res);
    };
    try {
      // The address is whole: a feed has the host in it that was asked for.
      const page = await recent(`${utcDay(services.now())} ${revision} ${url}`, make);
      if (!isMaker) context.res = new Response(page.body, { headers: page.headers });
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
      if (!isMaker) return next();
    }
    return undefined;
  };
}

function hasOurCookie(context: Context): boolean {
  return (context.req.header("cookie") ?? "").includes("paperboy-");
}

async function pageOf(response: Response): Promise<KeptPage> {
  const { headers, status } = response;
  const isForOne = headers.has("set-cookie") || /private|no-store/u.test(headers.get("cache-control") ?? "");
  if (status !== 200 || isForOne) throw new NotKept();
  return { body: await response.clone().arrayBuffer(), headers: new Headers(headers) };
}
