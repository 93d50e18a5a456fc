import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { type Channels, createChannels } from "./channels.ts";
import { createFiles, type Files } from "./files.ts";
import { BOT_ID, BOT_USER } from "./identity.ts";
import { createSockets, type Sockets } from "./sockets.ts";
import { METHODS, messageRefusal, parseForm, type Refusal } from "./web-api.ts";

type Json = Readonly<Record<string, unknown>>;

export const BOT_TOKEN = "xoxb-invented";
export const APP_TOKEN = "xapp-invented";

export interface Call {
  readonly method: string;
  readonly args: Json;
}

/** An answer of the bot through a response_url. */
export interface Response {
  readonly url: string;
  readonly body: Json;
}

/** A fake Slack: Web API, Socket Mode and response_urls. It refuses what Slack refuses, and keeps the refusals. */
export interface SlackServer {
  /** For `apiUrl`. */
  readonly apiUrl: string;
  readonly sockets: Sockets;
  readonly channels: Channels;
  readonly files: Files;
  readonly calls: readonly Call[];
  readonly responses: readonly Response[];
  /** Why something that the bot sent was refused; a test that expects nothing of it expects this to be empty. */
  readonly refusals: readonly string[];
  /** The scopes that were needed for what the bot called. */
  readonly scopesUsed: ReadonlySet<string>;
  /** A new response_url. `uses` are what is left of Slack's five; 0 is one that has expired. */
  responseUrl(uses?: number): string;
  /** Resolves when something is said at that response_url. */
  answered(url: string): Promise<void>;
  /** Answers the next calls of a method with an error, or a status (429 waits a second, 503 is an outage). */
  failNext(method: string, ...failures: (string | number)[]): void;
  /** Loses the answer to the next call of a method, whether or not the call is `taken`. */
  loseNext(method: string, loss: Loss): void;
  /** Lets the next call of a method wait: `called` resolves when it has come, `release` answers it. */
  hold(method: string): { readonly called: Promise<void>; release(): void };
  /** Resolves when `count` messages have come in all, by whatever way; rejects after a minute. */
  said(count: number): Promise<void>;
  close(): Promise<void>;
}

/** How an answer is lost: the connection breaks, nothing comes, or a status that is no answer, with what else it says. */
export interface Loss {
  readonly taken: boolean;
  readonly by: "reset" | "silence" | "nonsense" | number;
}

interface SlackSettings {
  /** What the installed app was granted. */
  readonly scopes: readonly string[];
  /** A free one unless told: to come back on the same port after an outage. */
  readonly port?: number;
  /** Whether one message a second is the most that a channel takes. Off unless told. */
  readonly rateLimited?: boolean;
}

export async function createSlackServer({
  scopes,
  port = 0,
  rateLimited = false,
}: SlackSettings): Promise<SlackServer> {
  const calls: Call[] = [];
  const responses: Response[] = [];
  const refusals: string[] = [];
  const scopesUsed = new Set<string>();
  const channels = createChannels();
  const losses = new Map<string, Loss>();
  const failures = new Map<string, (string | number)[]>();
  const usesLeft = new Map<string, number>();
  const watchers = new Set<() => void>();
  const awaited = new Map<string, () => void>();
  const held = new Map<string, { arrive(): void; readonly released: Promise<void> }>();
  let urls = 0;

  const server = createServer((request, response) => void handle(request, response));
  const sockets = createSockets(server);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  const files = createFiles({ origin: `http://${address}`, token: BOT_TOKEN, scopes });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (files.serve(request, response)) return;
    const body = await text(request);
    const path = request.url ?? "";
    if (path.startsWith("/respond/")) return respond(path, body, response);
    const method = path.replace("/api/", "");
    const hold = held.get(method);
    held.delete(method);
    hold?.arrive();
    await hold?.released;
    const failure = failures.get(method)?.shift();
    if (typeof failure === "number") {
      response.writeHead(failure, failure === 429 ? { "retry-after": "1" } : {}).end();
      return;
    }
    const args = parseForm(body);
    if (rateLimited && method === "chat.postMessage" && channels.isBusy(String(args.channel))) {
      refuse(method, { error: "ratelimited", messages: [String(args.channel)] });
      response.writeHead(429, { "retry-after": "1" }).end();
      return;
    }
    const token = request.headers.authorization?.replace("Bearer ", "") ?? "";
    const loss = losses.get(method);
    losses.delete(method);
    if (loss) {
      if (loss.taken) call(method, args, token);
      return lose(loss, response);
    }
    const result = failure === undefined ? call(method, args, token) : { ok: false, error: failure };
    const granted = { "content-type": "application/json", "x-oauth-scopes": scopes.join(",") };
    response.writeHead(200, granted).end(JSON.stringify(result));
    for (const watch of watchers) watch();
  }

  function call(name: string, args: Json, token: string): object {
    if (name === "apps.connections.open") {
      if (token !== APP_TOKEN) return { ok: false, error: "invalid_auth" };
      return { ok: true, url: `ws://${address}/link?ticket=${sockets.ticket()}` };
    }
    const method = METHODS[name];
    if (!method) return refuse(name, { error: "unknown_method", messages: [] });
    if (token !== BOT_TOKEN) return { ok: false, error: "invalid_auth" };
    const scope = typeof method.scope === "function" ? method.scope(args, channels) : method.scope;
    if (scope && !scopes.includes(scope)) {
      return refuse(name, { error: "missing_scope", needed: scope, messages: [scope] });
    }
    const refusal = method.check?.(args, channels);
    if (refusal) return refuse(name, refusal);
    if (scope) scopesUsed.add(scope);
    if (name === "auth.test") {
      return {
        ok: true,
        url: "https://lab.slack.com/",
        team: "Lab",
        team_id: "T1",
        user: "paperboy",
        user_id: BOT_USER,
        bot_id: BOT_ID,
      };
    }
    calls.push({ method: name, args });
    if (name === "files.info") return fileInfo(String(args.file));
    return { ok: true, ...method.answer?.(args, channels) };
  }

  function fileInfo(id: string): object {
    const file = files.find(id);
    return file ? { ok: true, file } : { ok: false, error: "file_not_found" };
  }

  function respond(path: string, body: string, response: ServerResponse): void {
    const left = usesLeft.get(path) ?? 0;
    if (left <= 0) {
      response.writeHead(404).end("used_url");
      return;
    }
    const message = JSON.parse(body) as Json;
    const refusal = messageRefusal(message);
    if (refusal) {
      refuse("response_url", refusal);
      response.writeHead(400).end(refusal.error);
      return;
    }
    usesLeft.set(path, left - 1);
    const url = `http://${address}${path}`;
    responses.push({ url, body: message });
    response.writeHead(200).end("ok");
    awaited.get(url)?.();
    for (const watch of watchers) watch();
  }

  function refuse(name: string, refusal: Refusal): object {
    refusals.push(`${name}: ${refusal.error} (${refusal.messages.join("; ")})`);
    return { ok: false, ...refusal };
  }

  return {
    apiUrl: `http://${address}/api/`,
    sockets,
    channels,
    files,
    calls,
    responses,
    refusals,
    scopesUsed,
    responseUrl(uses = 5) {
      const path = `/respond/${++urls}`;
      usesLeft.set(path, uses);
      return `http://${address}${path}`;
    },
    answered: (url) => new Promise((resolve) => awaited.set(url, resolve)),
    failNext: (method, ...next) => void failures.set(method, next),
    loseNext: (method, loss) => void losses.set(method, loss),
    hold(method) {
      let arrive = () => {};
      let release = () => {};
      const called = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      held.set(method, { arrive, released });
      return { called, release };
    },
    said: (count) =>
      new Promise((resolve, reject) => {
        const limit = setTimeout(() => {
          watchers.delete(check);
          reject(new Error(`waited for ${count} messages, got ${calls.length + responses.length}`));
        }, 60_000);
        const check = () => {
          if (calls.length + responses.length < count) return;
          clearTimeout(limit);
          watchers.delete(check);
          resolve();
        };
        watchers.add(check);
        check();
      }),
    async close() {
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function lose({ by }: Loss, response: ServerResponse): void {
  if (by === "reset") response.destroy();
  else if (by === "nonsense") response.writeHead(200).end("<html>A proxy apologises.</html>");
  else if (by !== "silence") response.writeHead(by).end();
}
