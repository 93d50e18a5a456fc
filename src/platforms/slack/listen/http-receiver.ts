import type { ServerResponse } from "node:http";
import { type App, HTTPModuleFunctions, HTTPResponseAck, type Receiver } from "@slack/bolt";
import type { InFlight } from "../../../async/in-flight.ts";
import type { Logger } from "../../../log.ts";
import { boltLogger } from "../bolt-log.ts";

type Verified = Awaited<ReturnType<typeof HTTPModuleFunctions.parseAndVerifyHTTPRequest>>;

/** The requests whose response Slack reads: a form's errors, a menu's choices. The others only want an acknowledgement. */
const ANSWERED: ReadonlySet<unknown> = new Set(["view_submission", "view_closed", "block_suggestion"]);

interface ReceiverParts {
  /** Resolves when it is this request's turn. */
  readonly turn: () => Promise<void>;
  /** Counts requests from their acknowledgement to their answer: Slack does not send them again. */
  readonly inFlight: InFlight;
  readonly log: Logger;
}

/**
 * Passes verified requests from Slack to Bolt. Each is acknowledged before anything else is done: Slack waits three
 * seconds, and everything that came with it waits for the same event loop. Bolt's own receiver leaves that to the
 * listeners, after its own work.
 */
export function createHttpReceiver({ turn, inFlight, log }: ReceiverParts): Receiver & {
  take(request: Verified, response: ServerResponse): void;
} {
  const logger = boltLogger(log);
  let app: App | undefined;

  async function process(body: Body, ack: (answer?: unknown) => Promise<void>): Promise<void> {
    try {
      await turn();
      await app?.processEvent({ body, ack });
    } catch (error) {
      log.error({ err: error }, "a request from Slack failed");
    }
  }

  function store(body: Body, ack: (answer?: unknown) => Promise<void>): void {
    void inFlight.track(process(body, ack));
  }

  return {
    init(to) {
      app = to;
    },
    // The server's owner opens and closes it.
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    take(request, response) {
      const body = parse(request);
      if (!body) {
        log.warn({}, "refused a request that cannot be read");
        return HTTPModuleFunctions.buildNoBodyResponse(response, 400);
      }
      if (body.ssl_check === "1") return HTTPModuleFunctions.buildSSLCheckResponse(response);
      if (body.type === "url_verification")
        return HTTPModuleFunctions.buildUrlVerificationResponse(response, body);
      if (ANSWERED.has(body.type)) {
        const ack = new HTTPResponseAck({
          logger,
          processBeforeResponse: false,
          httpRequest: request,
          httpRequestBody: body,
          httpResponse: response,
        });
        return store(body, ack.bind());
      }
      HTTPModuleFunctions.buildNoBodyResponse(response, 200);
      store(body, () => Promise.resolve());
    },
  };
}

type Body = Readonly<Record<string, unknown>>;

function parse(request: Verified): Body | undefined {
  try {
    const body: unknown = HTTPModuleFunctions.parseHTTPRequestBody(request);
    return isRecord(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
