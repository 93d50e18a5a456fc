import type { IncomingMessage, ServerResponse } from "node:http";

/** A file that somebody has attached, as events tell of it. */
export interface SharedFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly filetype: string;
  readonly size: number;
  readonly mode: string;
  readonly is_external: boolean;
  readonly url_private: string;
  readonly url_private_download: string;
}

/** A request for a file, and how much of it was sent. */
export interface Fetched {
  readonly path: string;
  readonly authorization: string | undefined;
  sent: number;
}

export interface Files {
  readonly fetched: readonly Fetched[];
  /** Keeps a file; a number is that many bytes, made as they are sent. */
  share(content: string | number, more?: Partial<SharedFile>): SharedFile;
  find(id: string): SharedFile | undefined;
  /** Answers a request for a file, and says whether it was one. `/moved?to=…` sends on, `/moved` to itself. */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
}

interface Settings {
  readonly origin: string;
  readonly token: string;
  readonly scopes: readonly string[];
}

const LOGIN = "<!DOCTYPE html><html><head><title>Slack</title></head><body>Sign in to Lab</body></html>";

/** The files of a workspace. Without the token, or its scope, there is nothing but the page to sign in, as in Slack. */
export function createFiles({ origin, token, scopes }: Settings): Files {
  const fetched: Fetched[] = [];
  const contents = new Map<string, { readonly file: SharedFile; readonly content: string | number }>();

  function share(content: string | number, more: Partial<SharedFile> = {}): SharedFile {
    const id = more.id ?? `F${contents.size + 1}`;
    const { name = "ours.bib" } = more;
    const file = {
      id,
      name,
      mimetype: "text/plain",
      filetype: "text",
      size: typeof content === "number" ? content : Buffer.byteLength(content),
      mode: "hosted",
      is_external: false,
      url_private: `${origin}/files-pri/T1-${id}/${encodeURIComponent(name)}`,
      url_private_download: `${origin}/files-pri/T1-${id}/download/${encodeURIComponent(name)}`,
      ...more,
    };
    contents.set(id, { file, content });
    return file;
  }

  function serve(request: IncomingMessage, response: ServerResponse): boolean {
    const { url: path = "", headers } = request;
    if (path.startsWith("/moved")) {
      const to = new URL(path, origin).searchParams.get("to") ?? path;
      response.writeHead(302, { location: to }).end();
      return true;
    }
    const id = /^\/files-pri\/T1-(\w+)\//.exec(path)?.[1];
    if (id === undefined && path !== "/sign-in") return false;
    const fetch: Fetched = { path, authorization: headers.authorization, sent: 0 };
    fetched.push(fetch);
    const isAllowed = headers.authorization === `Bearer ${token}` && scopes.includes("files:read");
    const found = contents.get(id ?? "");
    if (id !== undefined && !isAllowed) response.writeHead(302, { location: `${origin}/sign-in` }).end();
    else if (id === undefined)
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(LOGIN);
    else if (!found) response.writeHead(404).end();
    else void send(found.content, fetch, response);
    return true;
  }

  return { fetched, share, serve, find: (id) => contents.get(id)?.file };
}

// Without a length, so that only reading tells how large it is.
async function send(content: string | number, fetch: Fetched, response: ServerResponse): Promise<void> {
  response.writeHead(200, { "content-type": "text/plain" });
  const chunk = typeof content === "string" ? Buffer.from(content) : Buffer.alloc(64 * 1024, "x");
  const whole = typeof content === "string" ? chunk.length : content;
  while (fetch.sent < whole && !response.destroyed) {
    fetch.sent += chunk.length;
    if (!response.write(chunk)) await room(response);
  }
  response.end();
}

function room(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off("drain", go).off("close", go);
      resolve();
    };
    response.on("drain", go).on("close", go);
  });
}
