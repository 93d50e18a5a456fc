import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono, Next } from "hono";
import { createAdmission } from "../../async/admission.ts";
import { createRateLimit, type RateLimit } from "../../async/rate-limit.ts";
import { createVisitorOf } from "../../http/visitor.ts";
import type { WebParts } from "../parts.ts";
import { isCostly, type Kind, kindOf } from "./kinds.ts";
import { limitBody } from "./limit-body.ts";
import { BUSY, refuse, TOO_LARGE, TOO_LONG, tooMany } from "./refusal.ts";

/**
 * What one visitor may ask for in half a minute. A reader who follows fifty lists asks for them all at once; nobody types thirty
 * queries, but a class of students may share one address.
 */
const WINDOW_MS = 30_000;
const MOST: Readonly<Record<Exclude<Kind, "file">, number>> = { page: 240, search: 30 };
/** Visitors remembered at a time: 20 MB if every one of them asks for all that they may. */
const VISITORS = 10_000;

/** Costly pages rendered at once. With more, each would take longer, and answers in chat too. */
const AT_ONCE = 2;
/** Requests that wait for that. To be refused at once is better than to wait until nobody looks any more. */
const LINE = 40;
const WAIT_MS = 2000;

/** In characters; more than a query of 500 takes when each is escaped. */
const LONGEST_ADDRESS = 8000;
/** In bytes: forms send a few words. */
const LARGEST_BODY = 16_384;

/** Refuses too many requests from one visitor, and too many costly ones at once. Slack's requests don't come here. */
export function limitRequests(app: Hono, parts: WebParts): void {
  const { trustedProxies = 0, elapsed = () => performance.now(), log } = parts;
  const visitorOf = createVisitorOf(trustedProxies);
  const limit = (most: number) =>
    createRateLimit({ most, windowMs: WINDOW_MS, keys: VISITORS, now: elapsed });
  const limits: Readonly<Record<keyof typeof MOST, RateLimit>> = {
    page: limit(MOST.page),
    search: limit(MOST.search),
  };
  let isWarned = trustedProxies !== 0;

  function warnOfProxy(forwarded: unknown): void {
    if (isWarned || forwarded === undefined) return;
    isWarned = true;
    log.warn({}, "a proxy is in front of the page: set TRUST_PROXY, or all visitors share one limit");
  }

  app.use(async (context: Context<{ Bindings: Partial<HttpBindings> }>, next: Next) => {
    const { path, url } = context.req;
    if (url.length > LONGEST_ADDRESS) return refuse(context, parts, TOO_LONG);
    const kind = kindOf(path);
    const asked = context.env?.incoming;
    if (kind === "file" || asked === undefined) return next();
    warnOfProxy(asked.headers["x-forwarded-for"]);
    const seconds = limits[kind].take(visitorOf(asked));
    return seconds > 0 ? refuse(context, parts, tooMany(seconds)) : next();
  });

  app.use(limitBody(LARGEST_BODY, (context) => refuse(context, parts, TOO_LARGE)));
}

/** Renders costly pages a few at a time, and refuses requests that would wait for long. */
export function limitCostly(app: Hono, parts: WebParts): void {
  const costly = createAdmission({ atOnce: AT_ONCE, line: LINE, waitMs: WAIT_MS });
  app.use(async (context, next) => {
    if (!isCostly(context.req.path)) return next();
    const leave = await costly.enter();
    if (leave === undefined) return refuse(context, parts, BUSY);
    try {
      await next();
    } finally {
      leave();
    }
  });
}
