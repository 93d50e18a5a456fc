import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface WebRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** When it came, in milliseconds since 1970. */
  readonly at: number;
}

/** What to answer: a body, or a status and headers with it, or a function that writes the response itself. */
export type WebAnswer =
  | string
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | ((response: ServerResponse) => void);

export interface WebServer {
  readonly url: string;
  readonly requests: readonly WebRequest[];
}

/** A server on this machine that answers as it is told, until the test is over. */
export async function startWebServer(answer: (request: WebRequest) => WebAnswer): Promise<WebServer> {
  const requests: WebRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const { method = "", url: path = "", headers } = incoming;
    const at = Date.now();
    let body = "";
    for await (const chunk of incoming) body += chunk;
    const request = { method, path, headers, body, at };
    requests.push(request);
    const said = answer(request);
    if (typeof said === "function") return said(response);
    const whole = typeof said === "string" ? { body: said } : said;
    response.writeHead(whole.status ?? 200, whole.headers).end(whole.body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}
