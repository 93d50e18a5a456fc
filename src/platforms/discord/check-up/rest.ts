import { sleep } from "../../../async/sleep.ts";
import type { Look } from "../../../doctor/probe.ts";

/** Discord could not be asked, or refused. `status` is 0 where no answer came. */
export class LookError extends Error {
  readonly status: number;
  /** Discord's own code, or the system's ("ECONNREFUSED"). */
  readonly code: string;

  constructor(status: number, code: string, options?: ErrorOptions) {
    super(`${status} ${code}`, options);
    this.status = status;
    this.code = code;
  }
}

/** Reads from Discord's REST API. Rejects with a LookError. */
export type Ask = (path: string) => Promise<unknown>;

interface AskOptions {
  readonly token: string;
  readonly apiUrl?: string | undefined;
  readonly now: () => number;
}

/** So many requests are on their way at once; Discord allows fifty a second, and a running bot has its own. */
const AT_ONCE = 5;
/** How long one answer may take, in milliseconds. */
const ANSWER_MS = 4000;
/** A rate limit that lasts longer ends the look, in milliseconds. */
const PATIENCE_MS = 1500;

/**
 * Without discord.js, which takes half a second to load and would wait for rate limits longer than somebody who looks on. Only GET
 * requests, so that nothing changes.
 */
export function createAsk({ token, apiUrl, now }: AskOptions, { signal, heard }: Look): Ask {
  const base = `${apiUrl ?? "https://discord.com/api"}/v10`;
  let free = AT_ONCE;
  const line: (() => void)[] = [];

  async function ask(path: string, isSecond = false): Promise<unknown> {
    const response = await send(`${base}${path}`);
    const { status, headers } = response;
    heard({ from: "Discord", said: Date.parse(headers.get("date") ?? ""), here: now() });
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok) return body;
    const wait = Number(headers.get("retry-after") ?? Number.NaN) * 1000;
    if (status === 429 && !isSecond && wait <= PATIENCE_MS) {
      await sleep(wait, { signal });
      return ask(path, true);
    }
    throw new LookError(status, codeIn(body) ?? String(status));
  }

  async function send(url: string): Promise<Response> {
    try {
      return await fetch(url, {
        headers: { authorization: `Bot ${token}` },
        signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
        redirect: "error",
      });
    } catch (error) {
      throw new LookError(0, systemCode(error), { cause: error });
    }
  }

  return async (path) => {
    if (free === 0) await new Promise<void>((resolve) => line.push(resolve));
    else free -= 1;
    try {
      return await ask(path);
    } finally {
      const next = line.shift();
      if (next) next();
      else free += 1;
    }
  };
}

function codeIn(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null || !("code" in body)) return undefined;
  return Number(body.code) > 0 ? String(body.code) : undefined;
}

// fetch wraps the socket's error.
function systemCode(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if (error.name === "TimeoutError") return "no answer in time";
  if (error.cause instanceof Error) return systemCode(error.cause);
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
