import type { Look } from "../../../doctor/probe.ts";

/** What Slack answered. */
interface SlackAnswer {
  readonly body: Readonly<Record<string, unknown>>;
  /** What the token was granted; undefined where Slack doesn't say. */
  readonly scopes: readonly string[] | undefined;
}

/** Slack refused, or could not be asked. `code` is Slack's own, the HTTP status, or the system's ("ECONNREFUSED"). */
export class LookError extends Error {
  readonly code: string;
  /** Whether Slack itself said no. */
  readonly isRefusal: boolean;

  constructor(code: string, isRefusal: boolean, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.isRefusal = isRefusal;
  }
}

/** Calls a method of Slack's Web API. Rejects with a LookError. */
export type Call = (method: string, args?: Readonly<Record<string, string>>) => Promise<SlackAnswer>;

interface CallOptions {
  readonly token: string;
  readonly apiUrl?: string | undefined;
  readonly now: () => number;
}

/** How long one answer may take, in milliseconds. */
const ANSWER_MS = 4000;

/** Without Slack's SDK, which takes half a second to load and would try again for longer than somebody looks on. */
export function createCall(
  { token, apiUrl = "https://slack.com/api/", now }: CallOptions,
  { signal, heard }: Look,
): Call {
  const base = apiUrl.endsWith("/") ? apiUrl : `${apiUrl}/`;
  return async (method, args = {}) => {
    const response = await send(`${base}${method}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams(args),
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
      redirect: "error",
    });
    const { status, headers } = response;
    heard({ from: "Slack", said: Date.parse(headers.get("date") ?? ""), here: now() });
    if (!response.ok) throw new LookError(String(status), status === 429);
    const body: unknown = await response.json().catch(() => undefined);
    if (typeof body !== "object" || body === null) throw new LookError("no JSON", false);
    const answer = body as Readonly<Record<string, unknown>>;
    if (answer.ok !== true) throw new LookError(String(answer.error), true);
    const scopes = headers
      .get("x-oauth-scopes")
      ?.split(",")
      .flatMap((scope) => scope.trim() || []);
    return { body: answer, scopes };
  };
}

async function send(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    throw new LookError(systemCode(error), false, { cause: error });
  }
}

// fetch wraps the socket's error.
function systemCode(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if (error.name === "TimeoutError") return "no answer in time";
  if (error.cause instanceof Error) return systemCode(error.cause);
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
