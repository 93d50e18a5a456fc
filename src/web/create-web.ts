import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { mountAdmin } from "./admin/mount.ts";
import { mountAssets } from "./assets.ts";
import { mountChannel } from "./channel/mount.ts";
import { conditional } from "./conditional.ts";
import { failed, notAllowed, notFound } from "./errors.ts";
import { mountFeeds } from "./feeds/mount.ts";
import { pageHeaders } from "./headers.ts";
import { keepPages } from "./kept-pages.ts";
import { mountLibrary } from "./library/mount.ts";
import { limitCostly, limitRequests } from "./limits/limit-requests.ts";
import { mountMail } from "./mail/mount.ts";
import { mountOpen } from "./open.ts";
import type { WebParts } from "./parts.ts";
import { mountPerson } from "./person/mount.ts";

/** The page. Tests call `app.request()`; the HTTP server hands Node's requests to `answer`. */
export interface Web {
  readonly app: Hono;
  readonly answer: ReturnType<typeof getRequestListener>;
}

/** Every area mounts its own pages. */
export function createWeb(parts: WebParts): Web {
  const { base } = parts.addresses;
  const app = new Hono({ getPath: (request) => withoutBase(new URL(request.url).pathname, base) });
  app.use(pageHeaders());
  limitRequests(app, parts);
  app.use(conditional(parts.services.now));
  app.use(keepPages(parts));
  limitCostly(app, parts);
  mountAssets(app, parts.assets);
  mountFeeds(app, parts);
  mountLibrary(app, parts);
  mountMail(app, parts);
  if (parts.kind === "lab") {
    mountChannel(app, parts);
    mountOpen(app, parts);
    mountPerson(app, parts);
    mountAdmin(app, parts);
  }
  app.notFound((context) => {
    const allowed = methodsAt(app, context.req.path);
    return allowed.length > 0 ? notAllowed(context, parts, allowed) : notFound(context, parts);
  });
  app.onError((error, context) => failed(context, parts, error));
  return { app, answer: getRequestListener(app.fetch, { overrideGlobalObjects: false }) };
}

/** The methods that are mounted at a path. */
function methodsAt(app: Hono, path: string): readonly string[] {
  const forAll = app.routes.filter(({ method }) => method === "ALL").length;
  const has = (method: string) => app.router.match(method, path)[0].length > forAll;
  return [...(has("GET") ? ["GET", "HEAD"] : []), ...(has("POST") ? ["POST"] : [])];
}

/** A proxy may leave the base path in front of a request's path, or take it away: both are known. */
function withoutBase(path: string, base: string): string {
  if (base === "" || (path !== base && !path.startsWith(`${base}/`))) return path;
  return path.slice(base.length) || "/";
}
