import type { IncomingMessage, ServerResponse } from "node:http";
import type { JsonObject } from "./component-rules.ts";
import { CHANNEL_ID, snowflake } from "./world.ts";

export interface Files {
  /** The path of every request for a file. */
  readonly fetched: readonly string[];
  /** Stores a file, and returns it as messages and commands describe it. */
  share(content: string | Uint8Array, more?: JsonObject): JsonObject;
  /** Answers a request for a file, and says whether it was one. `/moved?to=…` sends on. */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
}

/** The attachments that Discord keeps. Anyone who knows the address can fetch them. */
export function createFiles(origin: string): Files {
  const fetched: string[] = [];
  const contents = new Map<string, string | Uint8Array>();
  return {
    fetched,
    share(content, more = {}) {
      const id = snowflake();
      const { filename = "ours.bib" } = more;
      const path = `/attachments/${CHANNEL_ID}/${id}/${encodeURIComponent(String(filename))}`;
      contents.set(path, content);
      const url = `${origin}${path}?ex=1&is=2&hm=3`;
      return { id, filename, size: Buffer.byteLength(content), url, proxy_url: url, ...more };
    },
    serve({ url = "" }, response) {
      const { pathname, searchParams } = new URL(url, origin);
      if (pathname === "/moved") {
        response.writeHead(302, { location: searchParams.get("to") ?? "" }).end();
        return true;
      }
      if (!pathname.startsWith("/attachments/")) return false;
      fetched.push(pathname);
      const content = contents.get(pathname);
      // Without a length, so that only reading tells how large it is.
      if (content === undefined) response.writeHead(404).end();
      else response.writeHead(200, { "content-type": "application/octet-stream" }).end(content);
      return true;
    },
  };
}
