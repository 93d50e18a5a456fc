import { setTimeout as wait } from "node:timers/promises";
import { type Backoff, backoff } from "../../../async/backoff.ts";
import { createSerial, type Serial } from "../../../async/serial.ts";
import { type AddressPolicy, isPublicAddress, type Resolver, systemResolver } from "./address.ts";
import { createExchange, type Incoming } from "./exchange.ts";
import type { Gate, Turn } from "./gate.ts";
import type { HostGroup } from "./host-group.ts";
import { requestedWait } from "./requested-wait.ts";
import { SourceError, type Trouble } from "./source-error.ts";

/** The validators by which a server recognises an unchanged document. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** How long and how often to try a request. */
export interface Limits {
  /** How long to wait for the turn or after a failure, at most, in milliseconds; 90 s, if not given. */
  readonly patienceMs?: number;
  /** How often to ask, at most; three times, if not given. */
  readonly tries?: number;
  readonly signal?: AbortSignal;
}

interface HttpRequest extends Limits {
  readonly url: string;
  readonly group: HostGroup;
  readonly accept: string;
  /** Sent to the first host only, never on to where it redirects. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The URL comes from outside: its host must be on the public internet. Otherwise only hosts it redirects to must be. */
  readonly foreign?: boolean;
  /** Validators of an earlier answer; the new one may then be 304, "not modified". */
  readonly validators?: Validators;
  /** 20 MB, if not given. */
  readonly maxBytes?: number;
}

export interface HttpAnswer {
  /** 200 to 299, or 304. */
  readonly status: number;
  readonly body: string;
  readonly headers: { get(name: string): string | null };
  /** The final address, after redirects. */
  readonly url: string;
  readonly validators: Validators;
}

export interface HttpClient {
  /** Waits for the group's turn, asks, follows redirects, tries again where that is polite. Throws a SourceError. */
  request(request: HttpRequest): Promise<HttpAnswer>;
}

export interface HttpParts {
  readonly gate: Gate;
  readonly userAgent: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 to 1. */
  readonly random?: () => number;
  readonly isAllowedAddress?: AddressPolicy;
  readonly resolve?: Resolver;
  /** Called before each further try. */
  readonly retried?: (() => void) | undefined;
}

const MOST_TRIES = 3;
const RETRY: Backoff = { firstMs: 2000, longestMs: 30_000, jitter: 1 };
const MOST_REDIRECTS = 5;
const MAX_BYTES = 20e6;
const PATIENCE_MS = 90_000;
/** Failures that are often temporary. */
const PASSING: readonly Trouble[] = ["network", "timeout", "server"];
const WORTH_ANOTHER_TRY = [408, 425, 500, 502, 504];

/** The only HTTP client of the sources: rate-limited by group of hosts, and strict about what they answer. */
export function createHttpClient(parts: HttpParts): HttpClient {
  const { gate, userAgent, now, sleep = pause, random = Math.random } = parts;
  const exchange = createExchange(parts.isAllowedAddress ?? isPublicAddress, parts.resolve ?? systemResolver);
  const queues = new Map<string, Serial>();

  /** One after the other within a group: waiting in line here is cheaper than asking the gate again and again. */
  function inLine<T>(group: string, work: () => Promise<T>): Promise<T> {
    const queue = queues.get(group) ?? createSerial();
    queues.set(group, queue);
    return queue(work);
  }

  async function takeTurn({ group, patienceMs = PATIENCE_MS, signal }: HttpRequest): Promise<Turn> {
    for (;;) {
      const start = now();
      const turn = await gate.claim(group.name, start, start + group.timeoutMs + group.intervalMs);
      if ("holder" in turn) return turn;
      const ms = turn.freeAt - start;
      if (ms > patienceMs)
        throw new SourceError("throttled", "waiting, to be polite", { retryAt: new Date(turn.freeAt) });
      await sleep(Math.max(ms, 10), signal);
    }
  }

  async function attempt(request: HttpRequest, url: URL): Promise<Incoming> {
    const { group, signal } = request;
    const turn = await takeTurn(request);
    const first = new URL(request.url);
    const atHome = url.origin === first.origin;
    let { failures } = turn;
    let waitMs = 0;
    try {
      const answer = await exchange({
        url,
        headers: headersOf(request, userAgent, atHome),
        trusted: atHome && !request.foreign,
        maxBytes: request.maxBytes ?? MAX_BYTES,
        timeoutMs: group.timeoutMs,
        ...(signal && { signal }),
      });
      const throttled = isThrottled(answer, group);
      const asked = requestedWait(answer.headers, now());
      if (throttled) waitMs = asked ?? cooldown(group, failures, random());
      else waitMs = answer.status === 403 ? (group.blockMs ?? 0) : (asked ?? 0);
      failures = throttled ? failures + 1 : 0;
      const retryAt = waitMs > 0 ? { retryAt: new Date(now() + waitMs) } : {};
      if (throttled) throw new SourceError("throttled", `asked to wait (${answer.status})`, retryAt);
      return check(answer, retryAt);
    } finally {
      const freeAt = now() + Math.max(group.intervalMs, waitMs);
      await gate.release(group.name, turn, { freeAt, failures });
    }
  }

  async function follow(request: HttpRequest): Promise<HttpAnswer> {
    const { patienceMs = PATIENCE_MS, tries: most = MOST_TRIES } = request;
    let url = new URL(request.url);
    let redirects = 0;
    for (let tries = 1; ; ) {
      try {
        const answer = await attempt(request, url);
        const target = redirectOf(answer, url);
        if (target === undefined) return { ...answer, url: url.href, validators: validatorsOf(answer) };
        if (++redirects > MOST_REDIRECTS) throw new SourceError("refused", "it redirects in circles");
        url = target;
      } catch (error) {
        const waitMs =
          error instanceof SourceError ? patienceNeeded(error, now(), tries, random()) : undefined;
        if (waitMs === undefined || waitMs > patienceMs || tries++ >= most) throw error;
        parts.retried?.();
        await sleep(waitMs, request.signal);
      }
    }
  }

  return { request: (request) => inLine(request.group.name, () => follow(request)) };
}

function headersOf(request: HttpRequest, userAgent: string, atHome: boolean): Record<string, string> {
  const { etag, lastModified } = request.validators ?? {};
  return {
    "user-agent": userAgent,
    accept: request.accept,
    ...(etag !== undefined && { "if-none-match": etag }),
    ...(lastModified !== undefined && { "if-modified-since": lastModified }),
    ...(atHome && request.headers),
  };
}

// arXiv and NCBI may say it with status 200.
function isThrottled({ status, body }: Incoming, group: HostGroup): boolean {
  if (status === 429 || status === 503 || group.throttles.includes(status)) return true;
  return body.length < 500 && /^\s*(?:Rate exceeded|\{"error":\s*"API rate limit exceeded)/i.test(body);
}

function check(answer: Incoming, retryAt: { readonly retryAt?: Date }): Incoming {
  const { status } = answer;
  if (status < 400) return answer;
  if (status === 404) throw new SourceError("not found", "not found (404)", { status });
  if (status === 410) throw new SourceError("refused", "gone for good (410): remove it from the settings");
  if (WORTH_ANOTHER_TRY.includes(status)) throw new SourceError("server", `server trouble (${status})`);
  throw new SourceError("refused", `refused (${status})`, { ...retryAt, status });
}

/** How long to wait before the next try; undefined where another try would be no use. */
function patienceNeeded(error: SourceError, now: number, tries: number, random: number): number | undefined {
  if (error.trouble === "throttled" && error.retryAt) return Math.max(0, error.retryAt.getTime() - now);
  if (PASSING.includes(error.trouble)) return backoff(RETRY, tries, random);
  return undefined;
}

/** How long to leave hosts alone that asked for it without saying how long. Coming back at once would be no answer to that. */
function cooldown({ cooldownMs: [firstMs, longestMs] }: HostGroup, earlier: number, random: number): number {
  return backoff({ firstMs, longestMs, jitter: 0.5 }, earlier, random);
}

function redirectOf({ status, headers }: Incoming, from: URL): URL | undefined {
  const location = headers.get("location");
  if (status < 300 || status === 304) return undefined;
  if (location === null || !URL.canParse(location, from.href))
    throw new SourceError("invalid", `a redirect to nowhere (${status})`);
  return new URL(location, from);
}

function validatorsOf({ headers }: Incoming): Validators {
  const etag = headers.get("etag");
  const lastModified = headers.get("last-modified");
  return { ...(etag !== null && { etag }), ...(lastModified !== null && { lastModified }) };
}

async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, { ...(signal && { signal }) });
}
