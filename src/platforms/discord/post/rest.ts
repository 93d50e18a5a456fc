import { DefaultRestOptions, DiscordAPIError, RateLimitError, REST, RequestMethod } from "discord.js";
import { retry } from "../../../async/retry.ts";
import { unlessAborted } from "../../../async/timeout.ts";
import { type Outgoing, PostError, refuseIfLate } from "../../../chat/poster.ts";
import type { Logger } from "../../../log.ts";
import { postFailure } from "./failure.ts";

/** Requests with a common purpose, which share one time limit. All reject with PostErrors. */
export interface Requests {
  /** Changes nothing, so a failure is never `uncertain`. */
  read(route: `/${string}`, query?: Readonly<Record<string, string>>): Promise<unknown>;
  /** Must be safe to repeat within some minutes: it is repeated where an answer is lost. */
  write(route: `/${string}`, body: object): Promise<unknown>;
  /** Changes what exists; repeated where an answer is lost, since only the last state counts. */
  change(route: `/${string}`, body: object): Promise<void>;
}

export interface PostRestOptions {
  readonly token: string;
  /** Base of the REST API without the version, for a server other than Discord's own. */
  readonly apiUrl?: string | undefined;
  /** How many processes share what Discord allows the bot; one if not given. */
  readonly hosts?: () => number;
  readonly log: Logger;
  /** How long the requests of one purpose may take, waiting for their turn included, in milliseconds. */
  readonly withinMs?: number | undefined;
  /** How long Discord may take to answer one attempt, in milliseconds. */
  readonly attemptMs?: number | undefined;
  /** The waits between attempts, in milliseconds: there is one attempt more than there are waits. */
  readonly pausesMs?: readonly number[] | undefined;
  /** How long nothing is sent after the token was refused, in milliseconds. */
  readonly lockedOutMs?: number | undefined;
}

const WITHIN_MS = 15_000;
/** How long nothing is sent after a 401, in milliseconds: about one a minute makes 10 in ten minutes. */
const LOCKED_OUT_MS = 45_000;
const ATTEMPT_MS = 6000;
const PAUSES_MS = [300, 1500];
/** A rate limit that lasts longer than this, in milliseconds, is left to whoever plans the posts. */
const RATE_LIMIT_PATIENCE_MS = 5000;
/**
 * Discord allows a bot 50 requests a second, and answers to interactions do not count. This client counts its own, so
 * that a thousand posts at nine o'clock delay no answer; the rest of the 50 is for the other client. Processes share it out.
 */
const REQUESTS_PER_SECOND = 45;

/**
 * Discord's REST API for what the bot says unasked: discord.js keeps the rate limits, route by route. The function
 * returned begins a series of requests. After a 401 nothing is sent for some time: ten thousand of them lock an address
 * out.
 */
export function createPostRest(options: PostRestOptions): (purpose?: Purpose) => Requests {
  const { token, apiUrl, hosts = () => 1, log, withinMs = WITHIN_MS, attemptMs = ATTEMPT_MS } = options;
  const { pausesMs = PAUSES_MS, lockedOutMs = LOCKED_OUT_MS } = options;
  const attempts = new WeakMap<object, Attempt>();
  let lockedOut: { readonly failure: PostError; readonly until: number } | undefined;
  const rest = new REST({
    version: "10",
    ...(apiUrl !== undefined && { api: apiUrl }),
    globalRequestsPerSecond: REQUESTS_PER_SECOND,
    invalidRequestWarningInterval: 500,
    timeout: attemptMs,
    // Its own retries would hide whether an earlier attempt may have arrived.
    retries: 0,
    rejectOnRateLimit: ({ retryAfter, timeToReset }) =>
      Math.max(retryAfter, timeToReset) > RATE_LIMIT_PATIENCE_MS,
    makeRequest: watching(attempts),
  }).setToken(token);
  rest.on("invalidRequestWarning", (data) => log.warn(data, "Discord refuses many posts"));

  function send(request: Request, deadline: AbortSignal, purpose: Purpose): Promise<unknown> {
    let attempt: Attempt = { purpose, onWire: false };
    let lost: PostError | undefined;
    return retry(
      () => {
        if (lockedOut && performance.now() < lockedOut.until) throw lockedOut.failure;
        // Each attempt has its own bytes, by which we know whether they went out.
        const body = Buffer.from(JSON.stringify(request.body ?? null));
        attempt = { purpose, onWire: false };
        attempts.set(body, attempt);
        // Read at the beginning of each second.
        rest.options.globalRequestsPerSecond = Math.max(1, Math.floor(REQUESTS_PER_SECOND / hosts()));
        const answer = rest.request({ ...request, ...JSON_BYTES, body, signal: deadline });
        // discord.js ends a request at the deadline, but not a wait for its turn.
        return unlessAborted(deadline, answer);
      },
      {
        waitAfter(error, earlier) {
          const failure = postFailure(error, attempt.onWire);
          if (failure.kind === "uncertain") lost ??= failure;
          if (error instanceof DiscordAPIError && error.status === 401) {
            lockedOut = { failure, until: performance.now() + lockedOutMs };
            // discord.js drops a token that was refused once.
            rest.setToken(token);
          }
          const isRefused = [DiscordAPIError, RateLimitError, PostError].some(
            (kind) => error instanceof kind,
          );
          const pause = pausesMs[earlier];
          if (isRefused || pause === undefined || deadline.aborted) throw lost ?? failure;
          return pause;
        },
      },
    );
  }

  return (purpose = {}) => {
    const deadline = AbortSignal.timeout(withinMs);
    return {
      // Without a body on the wire, nothing is ever in doubt.
      read: (fullRoute, query) =>
        send({ method: RequestMethod.Get, fullRoute, query: new URLSearchParams(query) }, deadline, purpose),
      write: (fullRoute, body) => send({ method: RequestMethod.Post, fullRoute, body }, deadline, purpose),
      async change(fullRoute, body) {
        await send({ method: RequestMethod.Patch, fullRoute, body }, deadline, purpose);
      },
    };
  };
}

interface Request {
  readonly method: RequestMethod;
  readonly fullRoute: `/${string}`;
  readonly query?: URLSearchParams;
  readonly body?: object;
}

const JSON_BYTES = { passThroughBody: true, headers: { "content-type": "application/json" } };

/** The part of a request's purpose that decides whether it is still sent when its turn comes. */
type Purpose = Pick<Outgoing, "isLate">;

interface Attempt {
  readonly purpose: Purpose;
  /** Whether it is or was on its way, and was not refused by a rate limit. */
  onWire: boolean;
}

/** Sends as discord.js does, unless it has become too late for that, and notes which attempts are on their way. */
function watching(attempts: WeakMap<object, Attempt>): typeof DefaultRestOptions.makeRequest {
  return async (url, init) => {
    const { body } = init;
    const attempt = body instanceof Uint8Array ? attempts.get(body) : undefined;
    if (!attempt || init.signal?.aborted) return DefaultRestOptions.makeRequest(url, init);
    refuseIfLate(attempt.purpose);
    attempt.onWire = true;
    const response = await DefaultRestOptions.makeRequest(url, init);
    if (response.status === 429) attempt.onWire = false;
    return response;
  };
}
