import type { Context, MiddlewareHandler } from "hono";

/**
 * Reads the body, up to `largest` bytes, with or without a Content-Length. Hono's own limit makes
 * the request anew from the one of the Node server, which the platform's Request does not take: each form without a length failed.
 */
export function limitBody(
  largest: number,
  refuse: (context: Context) => Response | Promise<Response>,
): MiddlewareHandler {
  return async (context, next) => {
    const { raw } = context.req;
    const { body, method, headers } = raw;
    if (!body) return next();
    const length = headers.get("content-length");
    if (length !== null && !headers.has("transfer-encoding"))
      return Number(length) > largest ? refuse(context) : next();
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of body) {
      size += chunk.length;
      if (size > largest) return refuse(context);
      chunks.push(chunk);
    }
    context.req.raw = new Request(raw.url, { method, headers, body: Buffer.concat(chunks) });
    return next();
  };
}
