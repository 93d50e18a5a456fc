import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { HTTPModuleFunctions, HTTPReceiver, isRawBodyError } from "@slack/bolt";
import { createOnce } from "../../../async/once.ts";
import { messageOf, PlatformError } from "../../../errors.ts";
import type { Logger } from "../../../log.ts";
import { boltLogger } from "../bolt-log.ts";
import { TIMES } from "../limits.ts";
import { REQUEST_PATH } from "../manifest.ts";
import type { Intake } from "./intake.ts";

interface HttpOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly signingSecret: string;
  /** In milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
}

/** Slack's largest requests are some tens of kilobytes. */
const BODY_LIMIT = 1_000_000;

/** More signatures than Slack sends in ten minutes: 30,000 events an hour for an app in one workspace. */
const SIGNATURES = 20_000;

/**
 * HTTP mode: serves Slack's requests, and /healthz for whoever watches over the process. Bolt checks the signature and
 * refuses what is more than five minutes old; requests from the future and repeated ones are refused here.
 */
export function createHttpIntake({ port, signingSecret, now, log }: HttpOptions): Intake {
  const receiver = new HTTPReceiver({ signingSecret, logger: boltLogger(log) });
  const signatures = createOnce(2 * TIMES.signature, SIGNATURES, now);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.replace(/\?.*$/s, "");
    if (path === "/healthz") return end(response, 200, "ok\n");
    if (path !== REQUEST_PATH) return end(response, 404);
    if (request.method !== "POST") return end(response, 405);
    let verified: Awaited<ReturnType<typeof HTTPModuleFunctions.parseAndVerifyHTTPRequest>>;
    try {
      verified = await HTTPModuleFunctions.parseAndVerifyHTTPRequest(
        { signingSecret, bodyLimit: BODY_LIMIT },
        request,
      );
      refuseFutureAndRepeated(request);
    } catch (error) {
      log.warn({ reason: messageOf(error) }, "refused a request that is not surely from Slack");
      return end(response, isRawBodyError(error) ? 413 : 401);
    }
    receiver.requestListener(verified, response);
  }

  function refuseFutureAndRepeated({ headers }: IncomingMessage): void {
    const signature = headers["x-slack-signature"];
    // Bolt lets Slack's check of the certificate pass unsigned, with nothing in it.
    if (signature === undefined) return;
    const time = Number(headers["x-slack-request-timestamp"]) * 1000;
    if (!(time <= now() + TIMES.signature)) throw new Error("its time is in the future");
    if (!signatures.first(`${signature}`)) throw new Error("it was sent before");
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error }, "a request failed");
      if (!response.headersSent) end(response, 500);
    });
  });
  server.requestTimeout = TIMES.request;

  return {
    receiver,
    get port() {
      return (server.address() as AddressInfo | null)?.port;
    },
    get isOpen() {
      return server.listening;
    },
    open: () => listen(server, port),
    close: () => close(server),
  };
}

function end(response: ServerResponse, status: number, text?: string): void {
  // What was not read of a refused request must not be waited for.
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", connection: "close" }).end(text);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const message = `Port ${port} cannot be used (${error.code}). Set PORT to a free one.`;
      reject(new PlatformError("slack", error.code ?? "unknown", message, { cause: error }));
    });
    server.listen(port, resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), TIMES.close);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}
