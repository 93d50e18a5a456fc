import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { inRequest } from "../async/request-id.ts";
import { PlatformError } from "../errors.ts";
import type { Logger } from "../log.ts";
import { limitConnections } from "./connections.ts";

/** What answers the requests to a path. It may read the body itself, as raw bytes. */
export interface Route {
  /** Starts with a slash; without a query. */
  readonly path: string;
  /** Requests of other methods are answered with 405; all are taken if not given. */
  readonly methods?: readonly string[];
  answer: Answer;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** The one server of this process, which everything that is asked over HTTP shares. */
export interface HttpServer {
  /** Adds a route. The first one for a path wins. */
  mount(route: Route): void;
  /** Hands in what answers all other paths; `isLocal`, only to connections from this machine. The first is asked. */
  mountRest(rest: { readonly isLocal: boolean; readonly answer: Answer }): void;
  /** The port that it listens on, once open. */
  readonly port: number | undefined;
  readonly isOpen: boolean;
  /**
   * How many connections and requests have come so far. Node accepts one connection in each turn of the event loop, so
   * work that goes on turn by turn would hold every turn up: it can let these go first.
   */
  readonly arrivals: number;
  /**
   * Opens it for everybody who shares it; asked again, it is the same opening. Rejects with a PlatformError that says what to do
   * if the port cannot be used.
   */
  open(): Promise<void>;
  /** Accepts nothing new, and cuts off what is still under way after two seconds. */
  close(): Promise<void>;
}

interface HttpServerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** The address to listen on; every one, if not given. */
  readonly host?: string | undefined;
  /** Whether routes are still to be added: until then, an unknown path is answered with 503 instead of 404. */
  readonly isStarting?: () => boolean;
  readonly log: Logger;
  /** Others than the usual ones. */
  readonly limits?: Partial<HttpLimits>;
}

/** What one connection, and all of them together, may take; times are in milliseconds, sizes in bytes. */
interface HttpLimits {
  /** A request must have come in whole after so long. */
  readonly requestMs: number;
  /** Its headers must have come in after so long: who sends drop by drop holds nothing up. */
  readonly headersMs: number;
  /** How often that is looked at. Node's own half a minute would let a slow request live four times as long. */
  readonly checkMs: number;
  /** A connection on which nothing moves for so long is closed, also one whose answer is not read. */
  readonly silentMs: number;
  /** The address and all headers. Slack's and a browser's are a tenth of this. */
  readonly headersSize: number;
  /** Open at a time: far more than a lab needs, and less than a process may have files open. */
  readonly connections: number;
}

const LIMITS: HttpLimits = {
  requestMs: 10_000,
  headersMs: 5000,
  checkMs: 1000,
  silentMs: 30_000,
  headersSize: 16_384,
  connections: 1000,
};
const CLOSE_MS = 2000;

/**
 * A server that is not open yet. It knows /healthz, for whoever watches over the process: the event loop turns. Other routes
 * are handed in.
 */
export function createHttpServer({
  port,
  host,
  isStarting = () => false,
  log,
  limits,
}: HttpServerOptions): HttpServer {
  const routes: Route[] = [{ path: "/healthz", answer: (_, response) => end(response, 200, "ok\n") }];
  const rests: Parameters<HttpServer["mountRest"]>[0][] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.replace(/\?.*$/s, "");
    const route = routes.find((one) => one.path === path);
    if (!route) {
      const rest = rests.find(({ isLocal }) => !isLocal || isLoopback(request.socket.localAddress));
      if (rest) return rest.answer(request, response);
      if (!isStarting()) return end(response, 404);
      response.setHeader("retry-after", "2");
      return end(response, 503, "The program is starting. Try again in a moment.\n");
    }
    if (route.methods?.includes(request.method ?? "") === false) return end(response, 405);
    await route.answer(request, response);
  }

  let arrivals = 0;
  const { requestMs, headersMs, checkMs, silentMs, headersSize, connections } = { ...LIMITS, ...limits };
  const options = { maxHeaderSize: headersSize, connectionsCheckingInterval: checkMs };
  const server = createServer(options, (request, response) => {
    arrivals += 1;
    inRequest(() => answer(request, response)).catch((error: unknown) => {
      log.error({ err: error }, "a request failed");
      if (!response.headersSent) end(response, 500);
    });
  });
  server.requestTimeout = requestMs;
  server.headersTimeout = headersMs;
  server.timeout = silentMs;
  limitConnections(server, connections);
  server.on("connection", () => {
    arrivals += 1;
  });

  let opening: Promise<void> | undefined;
  const open = () =>
    new Promise<void>((resolve, reject) => {
      server.once("error", (error: NodeJS.ErrnoException) => {
        opening = undefined;
        const code = error.code ?? "unknown";
        reject(new PlatformError("http", code, cannotListen(code, port, host), { cause: error }));
      });
      server.listen(port, host, resolve);
    });

  return {
    mount: (route) => void routes.push(route),
    mountRest: (rest) => void rests.push(rest),
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
    open() {
      opening ??= open();
      return opening;
    },
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

function cannotListen(code: string, port: number, host = ""): string {
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `This machine doesn't have the address ${host} (${code}). Set LISTEN to one that it has, such as 127.0.0.1.`;
  return `Port ${port} can't be used (${code}). Set PORT to a free one.`;
}

function isLoopback(address = ""): boolean {
  return address === "::1" || address.startsWith("127.") || address.startsWith("::ffff:127.");
}

/** Ends an answer, without waiting for the rest of a refused request. */
export function end(response: ServerResponse, status: number, text?: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", connection: "close" }).end(text);
}
