import type { Response } from "undici";
import { messageOf } from "../../../errors.ts";
import { type AddressPolicy, checkBareAddress, guardedLookup, type Resolver } from "./address.ts";
import { SourceError } from "./source-error.ts";

/** One GET request to one address: no redirect is followed, nothing is tried again. */
interface OutgoingRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether this address was chosen by us or the operator, and may be anywhere; else it must be on the public internet. */
  readonly trusted: boolean;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface Incoming {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: string;
}

export type Exchange = (request: OutgoingRequest) => Promise<Incoming>;

/** Makes the only function that opens connections. Throws a SourceError if no whole answer comes. */
export function createExchange(isAllowed: AddressPolicy, resolve: Resolver): Exchange {
  let loading: ReturnType<typeof load> | undefined;

  /** Loaded with the first request: most answers need no network, and are there a good deal sooner without it. */
  async function load() {
    const { Agent, fetch } = await import("undici");
    const settings = { connections: 1, pipelining: 1, keepAliveTimeout: 1000 };
    const open = new Agent(settings);
    const guarded = new Agent({ ...settings, connect: { lookup: guardedLookup(isAllowed, resolve) } });
    return { fetch, open, guarded };
  }

  return async ({ url, headers, trusted, maxBytes, timeoutMs, signal }) => {
    if (!/^https?:$/.test(url.protocol))
      throw new SourceError("refused", `${url.protocol} is not http or https`);
    if (url.username !== "" || url.password !== "")
      throw new SourceError("refused", "an address with a password in it");
    if (!trusted) checkBareAddress(url, isAllowed);
    const timeout = AbortSignal.timeout(timeoutMs);
    const cut = new AbortController();
    try {
      loading ??= load();
      const { fetch, open, guarded } = await loading;
      const response = await fetch(url, {
        dispatcher: trusted ? open : guarded,
        redirect: "manual",
        headers,
        signal: AbortSignal.any([timeout, cut.signal, ...(signal ? [signal] : [])]),
      });
      const bytes = await readBounded(response, maxBytes);
      return {
        status: response.status,
        headers: response.headers,
        body: decode(bytes, response.headers.get("content-type") ?? ""),
      };
    } catch (error) {
      if (error instanceof SourceError) throw error;
      if (signal?.aborted) throw signal.reason;
      throw explain(error, timeout.aborted ? timeoutMs : undefined);
    } finally {
      // The rest of the body is dropped: one without end must not keep its connection.
      cut.abort();
    }
  };
}

async function readBounded(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new SourceError("too large", `more than ${Math.round(maxBytes / 1e6)} MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

// What the document says about itself wins: servers often label all they have as one charset.
function decode(bytes: Uint8Array, contentType: string): string {
  const prolog = /^\s*<\?xml[^>]{0,200}encoding=["']([\w-]+)["']/.exec(
    Buffer.from(bytes.subarray(0, 300)).toString("latin1"),
  )?.[1];
  const charset = prolog ?? /charset="?([\w-]+)/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

function explain(error: unknown, timedOutAfter: number | undefined): SourceError {
  if (timedOutAfter !== undefined)
    return new SourceError("timeout", `no answer within ${Math.round(timedOutAfter / 1000)} s`, {
      cause: error,
    });
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (cause instanceof SourceError) return cause;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
  return new SourceError("network", `network: ${code || messageOf(cause)}`, { cause: error });
}
