import type { IncomingMessage, ServerResponse } from "node:http";
import { HTTPModuleFunctions, isRawBodyError } from "@slack/bolt";
import type { InFlight } from "../../../async/in-flight.ts";
import { createOnce } from "../../../async/once.ts";
import { createTurns } from "../../../async/turns.ts";
import { messageOf, PlatformError } from "../../../errors.ts";
import { end, type HttpServer } from "../../../http/server.ts";
import type { Logger } from "../../../log.ts";
import { TIMES } from "../limits.ts";
import { REQUEST_PATH } from "../manifest.ts";
import { createHttpReceiver } from "./http-receiver.ts";
import type { Intake } from "./intake.ts";
import { createOffClockNote } from "./off-clock.ts";

interface HttpOptions {
  readonly server: HttpServer;
  readonly signingSecret: string;
  /** Counts the requests that are being answered. */
  readonly inFlight: InFlight;
  /** In milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
}

/** Slack's largest requests are some tens of kilobytes. */
const BODY_LIMIT = 1_000_000;

/** More signatures than Slack sends in ten minutes: 30,000 events an hour for an app in one workspace. */
const SIGNATURES = 20_000;

/**
 * HTTP mode: takes Slack's requests from the server. Bolt checks the signature and refuses what is more than five
 * minutes old; requests from the future and repeated ones are refused here.
 */
export function createHttpIntake({ server, signingSecret, inFlight, now, log }: HttpOptions): Intake {
  const arrivals = () => server.arrivals;
  const { take, ...receiver } = createHttpReceiver({ turn: createTurns(arrivals), inFlight, log });
  const signatures = createOnce(2 * TIMES.signature, SIGNATURES, () => performance.now());

  const noteOffClock = createOffClockNote(now, log);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let verified: Awaited<ReturnType<typeof HTTPModuleFunctions.parseAndVerifyHTTPRequest>>;
    try {
      verified = await HTTPModuleFunctions.parseAndVerifyHTTPRequest(
        { signingSecret, bodyLimit: BODY_LIMIT },
        request,
      );
      refuseFutureAndRepeated(request);
    } catch (error) {
      if (!noteOffClock(request))
        log.warn({ reason: messageOf(error) }, "refused a request that is not surely from Slack");
      return end(response, isRawBodyError(error) ? 413 : 401);
    }
    take(verified, response);
  }

  function refuseFutureAndRepeated({ headers }: IncomingMessage): void {
    const signature = headers["x-slack-signature"];
    // Bolt accepts Slack's certificate check unsigned; it holds nothing.
    if (signature === undefined) return;
    const time = Number(headers["x-slack-request-timestamp"]) * 1000;
    if (!(time <= now() + TIMES.signature)) throw new Error("its time is in the future");
    if (!signatures.first(`${signature}`)) throw new Error("it was sent before");
  }

  server.mount({ path: REQUEST_PATH, methods: ["POST"], answer });

  return {
    receiver,
    get port() {
      return server.port;
    },
    get isOpen() {
      return server.isOpen;
    },
    arrivals,
    async open() {
      try {
        await server.open();
      } catch (error) {
        if (!(error instanceof PlatformError)) throw error;
        throw new PlatformError("slack", error.code, error.message, { cause: error });
      }
    },
    close: () => server.close(),
  };
}
