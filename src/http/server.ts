import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { PlatformError } from "../errors.ts";
import type { Logger } from "../log.ts";

/** What answers the requests to a path. It may read the body itself, as raw bytes. */
export interface Route {
  /** Starts with a slash; a query is no part of it. */
  readonly path: string;
  /** Requests of other methods are answered with 405; all are taken if not given. */
  readonly methods?: readonly string[];
  answer(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
}

/** The one server of this process, which everything that is asked over HTTP shares. */
export interface HttpServer {
  /** Hands in a route. The first of its path is asked. */
  mount(route: Route): void;
  /** The port that is listened on, once open. */
  readonly port: number | undefined;
  readonly isOpen: boolean;
  /**
   * How many connections and requests have come so far. Node accepts one connection in each turn of the event loop, so
   * work that goes on turn by turn would hold every turn up: it can let these go first.
   */
  readonly arrivals: number;
  /** Rejects with a PlatformError that says what to do if the port cannot be used. */
  open(): Promise<void>;
  /** Takes nothing new, and ends what is still under way after two seconds. */
  close(): Promise<void>;
}

interface HttpServerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly log: Logger;
}

/** A request must have come in whole after so many milliseconds. */
const REQUEST_MS = 10_000;
const CLOSE_MS = 2000;

/** A server that is not open yet. It knows /healthz, for whoever watches over the process; other routes are handed in. */
export function createHttpServer({ port, log }: HttpServerOptions): HttpServer {
  const routes: Route[] = [{ path: "/healthz", answer: (_, response) => end(response, 200, "ok\n") }];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.replace(/\?.*$/s, "");
    const route = routes.find((one) => one.path === path);
    if (!route) return end(response, 404);
    if (route.methods?.includes(request.method ?? "") === false) return end(response, 405);
    await route.answer(request, response);
  }

  let arrivals = 0;
  const server = createServer((request, response) => {
    arrivals += 1;
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error }, "a request failed");
      if (!response.headersSent) end(response, 500);
    });
  });
  server.requestTimeout = REQUEST_MS;
  server.on("connection", () => {
    arrivals += 1;
  });

  return {
    mount: (route) => void routes.push(route),
    get port() {
      const address: AddressInfo | string | null = server.address();
      return typeof address === "object" ? address?.port : undefined;
    },
    get isOpen() {
      return server.listening;
    },
    get arrivals() {
      return arrivals;
    },
    open: () =>
      new Promise((resolve, reject) => {
        server.once("error", (error: NodeJS.ErrnoException) => {
          const code = error.code ?? "unknown";
          const message = `Port ${port} can't be used (${code}). Set PORT to a free one.`;
          reject(new PlatformError("http", code, message, { cause: error }));
        });
        server.listen(port, resolve);
      }),
    close: () =>
      new Promise((resolve) => {
        const force = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
        server.close(() => {
          clearTimeout(force);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

/** Ends an answer. What was not read of a refused request is not waited for. */
export function end(response: ServerResponse, status: number, text?: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", connection: "close" }).end(text);
}
